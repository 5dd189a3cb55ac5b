"""A refusal is about a record, has a reason, and is told to whom may see the record."""

from uuid import UUID

import msgspec

from kiosk.conflicts import forms as words
from kiosk.conflicts import queries as conflicts
from kiosk.conflicts.models import Subject
from kiosk.core.errors import NotFoundError
from kiosk.core.outbox import Refused
from kiosk.core.record import Record
from kiosk.security.keyring import SignedIn

# What central keeps at its home and does not hand on yet: nothing was lost, and saying it again helps nobody.
HELD = "held_"


class NotTaken(msgspec.Struct, frozen=True):
    """A change that central did not take: what it is about, which fields it wrote, and whether it can be said again.

    `is_private`: it is for others to see, and this reader learns no more than that it is there.
    """

    refused: Refused
    row: Record | None
    subject: Subject
    fields: list[words.Field]
    is_private: bool = False

    @property
    def is_held(self) -> bool:
        return bool(self.refused.reason.startswith(HELD))

    @property
    def can_be_tried(self) -> bool:
        return self.row is not None and not self.is_held and not self.is_private


def count() -> int:
    """Return how many changes central did not take and nobody has seen to."""
    return Refused.select().count()


def count_for(reader: SignedIn) -> int:
    """Return how many of them this reader may see to."""
    return sum(conflicts.may_see(record_of(row), reader) for row in Refused.select())


def refused_of(*records: UUID | None) -> Refused | None:
    """Return the newest refusal about one of these records, None when central took all that was said of them."""
    ids = [record.hex for record in records if record]
    rows = (
        Refused.select().where(Refused.record.in_(ids)).order_by(Refused.refused_at.desc(), Refused.n.desc())
    )
    found: Refused | None = rows.first() if ids else None
    return found


def refused() -> list[Refused]:
    """Return what central did not take, newest first."""
    return list(Refused.select().order_by(Refused.refused_at.desc(), Refused.epoch, Refused.n.desc()))


def one_not_taken(epoch: str, number: int, reader: SignedIn) -> NotTaken:
    """Return one of them. Raises NotFoundError when it was seen to meanwhile, or is not for this reader."""
    row = Refused.get_or_none((Refused.epoch == epoch) & (Refused.n == number))
    found = None if row is None else described(row, reader)
    if found is None or found.is_private:
        raise NotFoundError
    return found


def described(refused: Refused, reader: SignedIn) -> NotTaken:
    row = record_of(refused)
    kind = words.kind_words(refused.kind)
    if not conflicts.may_see(row, reader):
        return NotTaken(refused, row, Subject(kind), [], is_private=True)
    known = [words.FIELDS.get((refused.kind, name)) for name in fields_of(refused)]
    fields = list({str(field.words): field for field in known if field}.values())
    return NotTaken(refused, row, conflicts.subject_of(kind, row, reader), fields)


def record_of(refused: Refused) -> Record | None:
    try:
        return conflicts.record(refused.kind, UUID(refused.record))
    except ValueError:
        return None


def fields_of(refused: Refused) -> dict[str, object]:
    """Return the fields that were written; what cannot be read is none."""
    try:
        return msgspec.json.decode(refused.fields, type=dict[str, object])
    except msgspec.MsgspecError:
        return {}
