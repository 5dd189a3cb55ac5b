"""Children go home with their parent, or with somebody she named; who is not on her list takes nobody along."""

from uuid import UUID

from kiosk.attendance.models import Attendance, PickUp, ruling
from kiosk.attendance.queries import own_date
from kiosk.attendance.services import marks_about
from kiosk.childcare.queries import is_token_held
from kiosk.core import outbox, today
from kiosk.core.errors import ConflictError, NotFoundError
from kiosk.registration import queries as registrations
from kiosk.registration.models import Household
from kiosk.registration.services import seal_for_centre
from kiosk.security import audit
from kiosk.tickets.models import draw_ticket


class NotHereError(ConflictError):
    """Children go home from where they are: nobody has marked this household present."""


def name_person(household_id: UUID, name: str, *, key: UUID, by: UUID) -> PickUp:
    """Write down whom a parent named, with a token; `key` is the one-time id of the page, with which it counts once.

    Raises NotFoundError when the household was forgotten meanwhile, NotReadyError before there is a key.
    """
    with outbox.authored(by.hex):
        known: PickUp | None = PickUp.get_or_none(PickUp.id == key)
        if known is not None:
            return known
        if Household.get_or_none(Household.id == household_id) is None:
            raise NotFoundError
        ticket = draw_ticket(is_token_held)
        made: PickUp = PickUp.create(
            id=key,
            household=household_id,
            name_sealed=seal_for_centre(name, record=key, field="name_sealed"),
            dye=ticket.dye,
            animal=ticket.animal,
            number=ticket.number,
            named_at=today.present(),
        )
        audit.note("named_pick_up", staff=by, kind="pick_up", subject=key.hex)
        return made


def end_person(household_id: UUID, pick_up_id: UUID, *, by: UUID) -> None:
    """Take somebody off the list; her name goes with it. Once more changes nothing."""
    with outbox.authored(by.hex):
        found = PickUp.get_or_none(PickUp.id == pick_up_id, PickUp.household == household_id)
        if found is not None and found.ended_at is None:
            found.ended_at, found.name_sealed = today.present(), None
            found.save(only=[PickUp.ended_at, PickUp.name_sealed])
            audit.note("ended_pick_up", staff=by, kind="pick_up", subject=found.id.hex)


def go_home(occurrence_id: UUID, registration_id: UUID, *, pick_up: UUID | None, by: UUID) -> bool:
    """Write down that the children of a household went home, with their parent or with whom she named.

    Returns False where they went home already: what was written first stays. Raises NotHereError unless they are here,
    NotFoundError for somebody who is not on the list of their parent.
    """
    with outbox.authored(by.hex):
        own_date(occurrence_id)
        marks = marks_about(registration_id, occurrence_id)
        last = ruling(marks)
        if last is None or not last.is_present:
            raise NotHereError
        household = registrations.registration(registration_id).household
        if pick_up is not None and not may_take(pick_up, household):
            raise NotFoundError
        if any(mark.collected_at is not None for mark in marks):
            return False
        write_collected(marks, at=today.present(), pick_up=pick_up)
        audit.note("children_went_home", staff=by, kind="registration", subject=registration_id.hex)
        return True


def come_back(occurrence_id: UUID, registration_id: UUID, *, by: UUID) -> None:
    """Take it back: the children are still here."""
    with outbox.authored(by.hex):
        own_date(occurrence_id)
        marks = marks_about(registration_id, occurrence_id)
        if any(mark.collected_at is not None for mark in marks):
            write_collected(marks, at=None, pick_up=None)
            audit.note("kept_list", staff=by, kind="occurrence", subject=occurrence_id.hex)


def write_collected(marks: list[Attendance], *, at: int | None, pick_up: UUID | None) -> None:
    """Let every mark of the household say it, whichever kiosk made it: any of them may count later."""
    for mark in marks:
        mark.collected_at, mark.collected_by = at, pick_up
        mark.save(only=[Attendance.collected_at, Attendance.collected_by])


def may_take(pick_up_id: UUID, household_id: UUID) -> bool:
    return bool(
        PickUp.select()
        .where(PickUp.id == pick_up_id, PickUp.household == household_id, PickUp.ended_at.is_null())
        .exists()
    )
