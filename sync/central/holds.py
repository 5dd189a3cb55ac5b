"""A record for a centre that nobody knows yet stands at its home and waits; it is handed over once it can be."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from msgspec.structs import replace

from kiosk.core import clock
from sync.central import ledger, rights
from sync.central.audience import centre_feed
from sync.central.database import database, run
from sync.central.ledger import Shape, among, insert, listed, names, within
from sync.central.standing import held_of, rows_of
from sync.protocol import Change

HOLDS = Shape(
    "hold", {"feed": "text", "record": "text", "recipient": "text", "reason": "text", "held_at": "bigint"}
)
UNKNOWN_CENTRE, UNKNOWN_KIND = "unknown_centre", "unknown_kind"


class Waiting(NamedTuple):
    """Why a record is held, and for which centre."""

    recipient: str
    reason: str


def reason(change: Change, centres: set[str]) -> str:
    """Return why a change cannot go to the centre it is for, '' when it can or is for none."""
    if not change.to:
        return ""
    if not rights.is_known(change.kind):
        return UNKNOWN_KIND
    return "" if change.to in centres else UNKNOWN_CENTRE


def waiting(feeds: Collection[str], records: Iterable[str]) -> dict[str, Waiting]:
    """Return which of the records are held."""
    sql = f"SELECT record, recipient, reason FROM hold WHERE {within(feeds)} AND record {listed()}"  # noqa: S608
    found = run(sql, (*names(feeds), among(records))).fetchall()
    return {record: Waiting(*held) for record, *held in found}


def write(feeds: Iterable[str], holds: dict[str, tuple[str, Waiting | None]], now: int) -> None:
    """Write for each record the feed of its home and what it waits for, or that it waits no longer."""
    if not holds:
        return
    sql = f"DELETE FROM hold WHERE feed {listed()} AND record {listed()}"  # noqa: S608
    run(sql, (among(feeds), among(holds)))
    rows: list[tuple[Any, ...]] = [
        (feed, record, *held, now) for record, (feed, held) in holds.items() if held is not None
    ]
    insert(HOLDS, rows)


def hand_over() -> int:
    """Give every record that can go now to the centre it waited for; return how many. A transaction for each."""
    sql = (
        "SELECT hold.feed, hold.record, hold.recipient FROM hold JOIN centre ON centre.id = hold.recipient "
        "ORDER BY hold.feed, hold.record"
    )
    return sum(hand_over_one(*held) for held in run(sql).fetchall())


def hand_over_one(home: str, record: str, recipient: str) -> bool:
    """Put one record into the feed of the centre it is for, under a new number in both."""
    feeds = {home, centre_feed(recipient)}
    ledger.make_feeds(feeds)
    with database.atomic():
        heads = ledger.lock(feeds)
        held = held_of(ledger.rows([home], [record]))
        is_waiting = waiting([home], [record]).get(record)
        if held is None or is_waiting is None or is_waiting.recipient != recipient:
            return False
        if not rights.right(held.kind).is_addressed:
            return False
        number = max(heads.values()) + 1
        held.feeds = (home, *sorted(feeds - {home}))
        # Nobody wrote it: each kiosk reads it anew. The stamp of its place stays, as this is what its writer asked for.
        held.standing = replace(held.standing, version=number, writer="")
        ledger.write_rows(list(rows_of(record, held, clock.wall())))
        write([home], {record: (home, None)}, 0)
        ledger.write_heads(dict.fromkeys(feeds, number))
    return True
