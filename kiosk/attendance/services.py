"""A touch marks who came, another one takes it back; the last mark counts, whoever made it."""

from typing import Any
from uuid import UUID

from kiosk.activities.models import Occurrence
from kiosk.attendance.models import Attendance, Mode, ruling
from kiosk.attendance.queries import own_date
from kiosk.core import outbox, state, today
from kiosk.core.errors import ConflictError, InvalidInputError, NotFoundError
from kiosk.registration.models import Registration
from kiosk.security import audit


class CalledOffError(ConflictError):
    """Nobody can come to a date that was called off."""


def mark(
    occurrence_id: UUID,
    registration_id: UUID,
    *,
    by: UUID,
    is_present: bool = True,
    mode: Mode | None = None,
) -> None:
    """Mark a household present, here or online (SPEC B12), or take that back; saying it twice changes nothing.

    All marks of it are changed, whichever kiosk made them, so that none of them counts later by an odd clock (G9).
    Raises NotFoundError for a date of elsewhere or a registration for another one, CalledOffError.
    """
    with outbox.authored(by.hex):
        occurrence = happening(occurrence_id)
        registration = comer(registration_id, occurrence)
        last = ruling(marks_about(registration_id, occurrence_id))
        told: dict[str, Any] = {
            "is_present": is_present,
            "mode": Mode(mode or (last.mode if last else Mode.HERE)),
        }
        if is_present and not (last and last.is_present):
            # Who is marked anew came with all who have a place, until somebody counts them.
            told |= {"people": registration.people, "adults": None}
        write_mark(occurrence, registration, told, by=by)


def count_part(occurrence_id: UUID, registration_id: UUID, *, adults: int, children: int, by: UUID) -> None:
    """Write down how many of a household came; none at all takes its mark back.

    Raises InvalidInputError for more than have a place, NotFoundError, CalledOffError.
    """
    with outbox.authored(by.hex):
        occurrence = happening(occurrence_id)
        registration = comer(registration_id, occurrence)
        whole = registration.adults, registration.people - registration.adults
        if adults > whole[0] or children > whole[1]:
            raise InvalidInputError
        told: dict[str, Any] = {"is_present": bool(adults + children)}
        if told["is_present"]:
            counted = None if (adults, children) == whole else adults
            told |= {"people": adults + children, "adults": counted}
        write_mark(occurrence, registration, told, by=by)


def write_mark(occurrence: Occurrence, registration: Registration, told: dict[str, Any], *, by: UUID) -> None:
    """Let the marks of a household say this; where the last one does already, nothing is written."""
    marks = marks_about(registration.id, occurrence.id)
    last = ruling(marks)
    if not is_news(last, told):
        return
    if last is not None:
        remark(marks, told)
    else:
        # Who registered at another centre is a household there, and none here.
        household = None if is_of_elsewhere(registration) else registration.household
        Attendance.create(
            household=household,
            registration=registration.id,
            occurrence=occurrence.id,
            marked_at=today.present(),
            **({"people": registration.people} | told),
        )
    audit.note("kept_list", staff=by, kind="occurrence", subject=occurrence.id.hex)


def is_news(last: Attendance | None, told: dict[str, Any]) -> bool:
    """Say whether it is news: that nobody came is none where nobody was marked."""
    if last is None:
        return bool(told["is_present"])
    return any(getattr(last, name) != value for name, value in told.items())


def remark(marks: list[Attendance], told: dict[str, Any]) -> None:
    """Let marks say this from now on: later than all of them, by whichever clock they were made."""
    told = told | {"marked_at": max(today.present(), 1 + max(one.marked_at for one in marks))}
    for one in marks:
        for name, value in told.items():
            setattr(one, name, value)
        one.save(only=[getattr(Attendance, name) for name in told])


def add_guest(occurrence_id: UUID, key: UUID, *, by: UUID) -> None:
    """Count somebody who walked in; `key` is the one-time id of the page, with which she counts once.

    Raises NotFoundError, CalledOffError.
    """
    with outbox.authored(by.hex):
        occurrence = happening(occurrence_id)
        if Attendance.get_or_none(Attendance.id == key) is None:
            Attendance.create(id=key, occurrence=occurrence.id, people=1, marked_at=today.present())
            audit.note("kept_list", staff=by, kind="occurrence", subject=occurrence.id.hex)


def remove_guest(occurrence_id: UUID, guest_id: UUID, *, by: UUID) -> None:
    """Take one guest back who was counted by mistake; a second touch takes back no other."""
    with outbox.authored(by.hex):
        own_date(occurrence_id)
        guest = Attendance.get_or_none(
            Attendance.id == guest_id,
            Attendance.occurrence == occurrence_id,
            Attendance.registration.is_null(),
        )
        if guest is not None and guest.is_present:
            remark([guest], {"is_present": False})
            audit.note("kept_list", staff=by, kind="occurrence", subject=occurrence_id.hex)


def happening(occurrence_id: UUID) -> Occurrence:
    """Return a date of this centre that takes place. Raises NotFoundError, CalledOffError."""
    occurrence, _activity = own_date(occurrence_id)
    if occurrence.is_cancelled:
        raise CalledOffError
    return occurrence


def comer(registration_id: UUID, occurrence: Occurrence) -> Registration:
    """Return a registration for this date or for its whole series. Raises NotFoundError for any other."""
    found: Registration | None = Registration.get_or_none(
        Registration.id == registration_id, Registration.series == occurrence.series
    )
    if found is None or found.occurrence not in {None, occurrence.id}:
        raise NotFoundError
    return found


def is_of_elsewhere(registration: Registration) -> bool:
    return bool(registration.recipient) and registration.recipient == state.get("centre")


def marks_about(registration_id: UUID, occurrence_id: UUID) -> list[Attendance]:
    query = Attendance.select().where(
        Attendance.registration == registration_id, Attendance.occurrence == occurrence_id
    )
    return list(query)
