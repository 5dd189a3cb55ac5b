"""One touch decides between two answers, and may be taken back; nothing that was written is lost by it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from kiosk.activities.models import Occurrence, OccurrenceStatus
from kiosk.conflicts import queries
from kiosk.conflicts.models import Conflict, Question
from kiosk.core import outbox, today
from kiosk.core.errors import ConflictError, NotAllowedError
from kiosk.core.record import Record
from kiosk.registration.models import Registration
from kiosk.seats import services as seats
from kiosk.security import audit
from kiosk.security.keyring import SignedIn


class Choice(msgspec.Struct, frozen=True):
    """What was chosen, so that it can be taken back: `before` is what stood, `chosen` what was written instead."""

    conflict: UUID
    is_other: bool = False
    before: Any = None
    chosen: Any = None


def choose(conflict_id: UUID, *, is_other: bool, by: SignedIn) -> Choice:
    """Settle it: the other value is written to the record, the standing one is left as it is.

    Both travel like every change. Raises NotFoundError when it was settled meanwhile or is not for her, and
    NotAllowedError where there is nothing that a person could choose.
    """
    with outbox.authored(by.staff.hex):
        question = queries.question(conflict_id, by)
        if not question.can_be_chosen or question.row is None:
            raise NotAllowedError
        choice = Choice(conflict_id)
        if is_other:
            choice = take_other(question, question.row)
        settle(question.conflict, by, "chose_answer")
    return choice


def take_other(question: Question, row: Record) -> Choice:
    conflict = question.conflict
    before = getattr(row, conflict.field)
    write(row, conflict.field, queries.value_of(row, conflict.field, conflict.value))
    return Choice(conflict.id, is_other=True, before=before, chosen=getattr(row, conflict.field))


def put_aside(conflict_id: UUID, by: SignedIn) -> Choice:
    """Leave what stands, where there is nothing to choose. Raises NotFoundError."""
    with outbox.authored(by.staff.hex):
        settle(queries.question(conflict_id, by).conflict, by, "put_aside")
    return Choice(conflict_id)


def settle(conflict: Conflict, by: SignedIn, deed: str) -> None:
    conflict.settled_at = today.present()
    conflict.save(only=[Conflict.settled_at])
    audit.note(deed, staff=by.staff, kind=Conflict.kind(), subject=conflict.id.hex)


def undo(choice: Choice, by: SignedIn) -> None:
    """Ask again, with the values as they were. Raises ConflictError when somebody wrote there meanwhile."""
    with outbox.authored(by.staff.hex):
        conflict = Conflict.get_or_none((Conflict.id == choice.conflict) & Conflict.settled_at.is_null(False))
        if conflict is None:
            raise ConflictError
        if choice.is_other:
            row = queries.record(conflict.about_kind, conflict.about)
            if row is None or getattr(row, conflict.field) != choice.chosen:
                raise ConflictError
            write(row, conflict.field, choice.before)
        conflict.settled_at = None
        conflict.save(only=[Conflict.settled_at])
        audit.note("took_answer_back", staff=by.staff, kind=Conflict.kind(), subject=conflict.id.hex)


def write(row: Record, field: str, value: Any) -> None:
    """Write one value as the room would to which it belongs: a place is never promised twice by choosing it."""
    deed = DEEDS.get((row.kind(), field))
    if deed is not None:
        deed(row, value)
        return
    setattr(row, field, value)
    row.save(only=[queries.column_of(type(row), field)])


def change_place(registration: Record, status: Any) -> None:
    if isinstance(registration, Registration):
        seats.change(registration, status)


def change_date(occurrence: Record, status: Any) -> None:
    if isinstance(occurrence, Occurrence) and status == OccurrenceStatus.CANCELLED:
        seats.cancel_date(occurrence)
    occurrence.status = status  # type: ignore[attr-defined]
    occurrence.save(only=[Occurrence.status])


DEEDS: dict[tuple[str, str], Callable[[Record, Any], None]] = {
    ("registration", "status"): change_place,
    ("occurrence", "status"): change_date,
}
