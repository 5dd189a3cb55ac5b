"""A ticket is told in touches: its colour, its picture, one digit or two."""

from collections.abc import Mapping

from kiosk.core.errors import InvalidInputError
from kiosk.tickets.models import HIGHEST, Animal, Dye, Ticket

# In the order in which they are asked.
ORDER = ("dye", "animal", "digit", "number")
ALLOWED = {
    "dye": frozenset(Dye),
    "animal": frozenset(Animal),
    "digit": frozenset({*"123456789", ""}),
}


def touched(form: Mapping[str, str], *, so_far: Mapping[str, str]) -> dict[str, str]:
    """Return what was touched with this touch: a colour, a picture, the first digit, the number.

    What was touched before stays as far as it is asked before. Raises InvalidInputError for anything that is not on
    the pages.
    """
    fresh = {name: form[name] for name in ORDER if name in form}
    if any(name in fresh and fresh[name] not in words for name, words in ALLOWED.items()):
        raise InvalidInputError
    first = next((ORDER.index(name) for name in ORDER if name in fresh), len(ORDER))
    return {name: so_far[name] for name in ORDER[:first] if name in so_far} | fresh


def ticket_of(touched: Mapping[str, str]) -> Ticket:
    """Return the ticket that was touched. Raises InvalidInputError when something is missing or is no number."""
    if "dye" not in touched or "animal" not in touched or not is_number(touched.get("number", "")):
        raise InvalidInputError
    return Ticket(Dye(touched["dye"]), Animal(touched["animal"]), int(touched["number"]))


def is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and 1 <= int(digits[:3]) <= HIGHEST and len(digits) <= 2  # noqa: PLR2004
