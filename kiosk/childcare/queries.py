"""Who may take the children of a household home: their parent, and whom she named."""

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from kiosk.attendance.models import Line, PickUp
from kiosk.attendance.queries import Roster, roster
from kiosk.core.errors import NotFoundError
from kiosk.registration import queries as registrations
from kiosk.registration.models import Household
from kiosk.tickets.models import Ticket
from kiosk.vouching.queries import seen_by

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn


class Person(msgspec.Struct, frozen=True):
    """Somebody who may take the children home; the name is "" for whom may not see it, the token is shown to all."""

    pick_up: PickUp
    name: str


def people_of(household_id: UUID, signed_in: "SignedIn") -> list[Person]:
    """Return whom a parent named and has not taken back, first named first."""
    is_seen = Household.select().where((Household.id == household_id) & seen_by(signed_in)).exists()
    query = PickUp.select().where(PickUp.household == household_id, PickUp.ended_at.is_null())
    return [
        Person(one, name_of(one, signed_in) if is_seen else "")
        for one in query.order_by(PickUp.named_at, PickUp.id)
    ]


def person(pick_up_id: UUID, household_id: UUID, signed_in: "SignedIn") -> Person:
    """Return one of them. Raises NotFoundError for anybody who is not on the list of this household (any more)."""
    found = next((one for one in people_of(household_id, signed_in) if one.pick_up.id == pick_up_id), None)
    if found is None:
        raise NotFoundError
    return found


def name_of(pick_up: PickUp, signed_in: "SignedIn") -> str:
    """Open the name; one that this key does not open is shown as none, and the token still helps."""
    from kiosk.security.vault import CannotOpenError  # noqa: PLC0415  loaded with the keys, not with the kiosk

    if not pick_up.name_sealed:
        return ""
    try:
        return signed_in.read(pick_up.name_sealed, record=pick_up.id, field="name_sealed")
    except CannotOpenError:
        return ""


def line_of(occurrence_id: UUID, registration_id: UUID, signed_in: "SignedIn") -> tuple[Roster, Line]:
    """Return the list of a date, and one household on it that came with children. Raises NotFoundError."""
    found = roster(occurrence_id, signed_in)
    for line in found.with_children:
        if line.registration.id == registration_id:
            return found, line
    raise NotFoundError


def is_token_held(ticket: Ticket) -> bool:
    """Say whether a token is in use: for somebody who takes children home, or as the ticket of a place."""
    held = PickUp.select().where(
        PickUp.dye == ticket.dye,
        PickUp.animal == ticket.animal,
        PickUp.number == ticket.number,
        PickUp.ended_at.is_null(),
    )
    return bool(held.exists()) or registrations.is_ticket_held(ticket)
