"""What is known of a sheet's lines by now, and who of a name is on the list already."""

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from kiosk.activities.models import Occurrence
from kiosk.attendance.models import ruling
from kiosk.attendance.queries import marks_of, registrations_of
from kiosk.core import clock, today
from kiosk.core.folding import folded
from kiosk.paper import queries as paper
from kiosk.paper.models import Sheet
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.vouching.queries import name_of, seen_by

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

# A sheet that was printed longer ago is found by its number.
SHOWN_DAYS, MOST_SHOWN = 14, 8


class Numbered(msgspec.Struct, frozen=True):
    """A line of a list to sign as a tile: blank, somebody who has not come, somebody who came."""

    line: paper.Line
    is_present: bool


def waiting() -> list[Sheet]:
    """Return the sheets that may come back now, those first from which nothing was typed in."""
    since = today.present() - SHOWN_DAYS * 86_400 * clock.MILLISECONDS
    rows = Sheet.select().where(Sheet.printed_at > since)
    return list(rows.order_by(Sheet.typed_at.is_null(False), Sheet.id.desc()).limit(MOST_SHOWN))


def tiles(sheet: Sheet, signed_in: "SignedIn") -> list[Numbered]:
    """Return the lines of a list to sign, each with what is marked at its date."""
    marks = marks_of([sheet.occurrence])[sheet.occurrence] if sheet.occurrence else {}
    found = []
    for line in paper.lines_of(sheet, signed_in):
        mark = ruling(marks.get(line.registration.id, [])) if line.registration else None
        found.append(Numbered(line, mark is not None and mark.is_present))
    return found


def namesakes(sheet: Sheet, name: str, signed_in: "SignedIn") -> list[tuple[Registration, bool]]:
    """Return who of this name is registered for the date of a list already, on the screen or elsewhere on the list.

    Each with whether she may see her: of all others nothing but the ticket is told.
    """
    occurrence = Occurrence.get_or_none(Occurrence.id == sheet.occurrence) if sheet.occurrence else None
    if occurrence is None or not name:
        return []
    places = [row for row in registrations_of(occurrence) if row.status != RegistrationStatus.CANCELLED]
    households = {row.household for row in places}
    rows = list(Household.select().where(Household.id.in_(households)))
    seen = {
        row.id
        for row in Household.select(Household.id).where(Household.id.in_(households), seen_by(signed_in))
    }
    same = {row.id for row in rows if folded(name_of(row, signed_in)) == folded(name)}
    return [(place, place.household in seen) for place in places if place.household in same]


def place_on(sheet: Sheet, place_id: UUID, name: str, signed_in: "SignedIn") -> Registration | None:
    """Return a namesake's place by its id, None for any other."""
    return next((place for place, _seen in namesakes(sheet, name, signed_in) if place.id == place_id), None)
