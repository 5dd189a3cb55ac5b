"""A centre where central did not take something that was written here."""

from kiosk.core import clock
from kiosk.core.outbox import Outbox, Refused
from kiosk.core.record import Record
from tests.conflicts.conftest import AtDesk, household, lena, place

__all__ = ["AtDesk", "household", "lena", "place"]


def refuse(row: Record, reason: str = "not_owner", fields: str = "") -> Refused:
    """Let central refuse the newest change of a record, as the worker writes it down."""
    change = Outbox.select().where(Outbox.record == row.id.hex).order_by(Outbox.n.desc()).first()
    number = change.n if change else 10_000
    made: Refused = Refused.create(
        epoch="e" * 32,
        n=number,
        record=row.id.hex,
        kind=row.kind(),
        fields=fields or (change.fields if change else "{}"),
        reason=reason,
        refused_at=clock.wall(),
    )
    Outbox.delete().execute()
    return made


def which(refused: Refused) -> str:
    return f"{refused.epoch}/{refused.n}"
