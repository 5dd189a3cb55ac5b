"""After an upgrade the kiosk takes in what it had to put aside: kinds and fields that are known now."""

from kiosk.core import outbox
from kiosk.core.database import database
from sync.agent import parking, pull, tables
from sync.agent.answer import Arrived
from sync.agent.pull import Pending, Portion
from sync.agent.values import UnfitError


def take_in(acknowledged: int) -> frozenset[str]:
    """Try everything parked of known kinds again and return the kinds of which something went in."""
    kinds: frozenset[str] = frozenset()
    last = ("", "")
    while waiting := parking.waiting(after=last):
        last = waiting[-1].id, waiting[-1].kind
        portion = Portion()
        with outbox.applying():
            pending = pull.pending_of([arrived.id for arrived in waiting], acknowledged)
            for arrived in waiting:
                take_in_one(portion, arrived, pending)
            pull.write(portion, acknowledged)
        kinds |= portion.kinds
    return kinds


def take_in_one(portion: Portion, arrived: Arrived, pending: Pending) -> None:
    """Add a parked record to the portion if it fits now; what still does not fit stays parked."""
    table = tables.table(tables.models()[arrived.kind])
    here = database.execute_sql(table.select, (arrived.id,)).fetchone()
    if here is None and arrived.id in pending:
        return  # erased here since
    try:
        known, rest = table.split(arrived)
        row = table.row(known, here and list(here))
    except UnfitError:
        return
    if rest is None or rest != arrived.fields:
        portion.rows.setdefault(table, []).append((arrived, row))
        if rest is not None:
            portion.unfit.append((arrived, rest))
