"""What is looked for, and what is corrected, as it is touched and typed."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from kiosk.core.errors import InvalidInputError
from kiosk.core.folding import digits_of
from kiosk.screen.typing import NameMissingError, clean_name
from kiosk.screen.visits import Visit
from kiosk.seats.forms import is_number
from kiosk.tickets.models import Animal, Dye, Ticket

# Where the visit keeps it: no address tells whom somebody looks for, or what is written of whom.
DRAFT = "looked_for"
FEWEST_FIGURES, MOST_FIGURES = 6, 15


class Wanted(msgspec.Struct):
    """What is looked for now: a name or a number as `text`, or a ticket.

    `typed` is what stands in the field meanwhile, `about` whose name or number it is where one is corrected.
    """

    text: str = ""
    ticket: Ticket | None = None
    about: tuple[UUID, str] | None = None
    typed: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and self.ticket is None


def wanted(visit: Visit) -> Wanted:
    found: Wanted = visit.draft.setdefault(DRAFT, Wanted())
    return found


def ticket_of(form: Mapping[str, str]) -> Ticket:
    """Return the ticket whose colour, picture and two figures were touched. Raises InvalidInputError."""
    number = f"{form.get('tens', '')}{form.get('ones', '')}"
    if form.get("dye") not in set(Dye) or form.get("animal") not in set(Animal) or not is_number(number):
        raise InvalidInputError
    return Ticket(Dye(form["dye"]), Animal(form["animal"]), int(number))


def searched(text: str) -> str:
    """Return what is looked for as it was typed, "" for nothing that can be read."""
    try:
        return clean_name(text[:100])
    except NameMissingError:
        return ""


def is_phone(text: str) -> bool:
    """Say whether somebody can be called at this, in whatever form it is written (SCREENS F4); nothing is an answer."""
    return not text.strip() or FEWEST_FIGURES <= len(digits_of(text)) <= MOST_FIGURES
