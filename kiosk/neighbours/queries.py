"""Who was added in a row stands beside it: her name, her place, and who may be the same."""

from typing import TYPE_CHECKING

import msgspec

from kiosk.neighbours.forms import Added, Row
from kiosk.registration.models import Household, Registration
from kiosk.vouching.queries import name_of

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn


class Line(msgspec.Struct, frozen=True):
    """One who was added, as the list shows her: her name and her place, and who may be the same."""

    added: Added
    name: str
    place: Registration


def lines(row: Row, signed_in: "SignedIn") -> list[Line]:
    """Return who was added in this session, the last one first, as far as they are still registered."""
    ids = [one.registration for one in row.added]
    places = {one.id: one for one in Registration.select().where(Registration.id.in_(ids))}
    households = {
        one.id: one
        for one in Household.select().where(Household.id.in_([place.household for place in places.values()]))
    }
    found = []
    for added in row.added:
        place = places.get(added.registration)
        household = households.get(place.household) if place else None
        if place and household and not place.is_cancelled:
            found.append(Line(added, name_of(household, signed_in), place))
    return found
