"""What was touched so far of the next neighbour, and who was added in this session."""

import secrets
from collections.abc import Mapping
from uuid import UUID

import msgspec
from flask_babel import gettext as _

from kiosk.registration.forms import figure
from kiosk.screen.typing import NameMissingError, NameTooLongError, clean_name, fault_of_name
from kiosk.screen.visits import MOST_PEOPLE, Visit

# Where the visit keeps it: with this session, for nobody else, and gone at its end.
DRAFT = "row"
SHOWN_LANGUAGES = 3


class Added(msgspec.Struct, frozen=True):
    """One who was added: her place, her household, and who may be the same. `is_hidden`: somebody she may not see."""

    registration: UUID
    household: UUID
    alike: tuple[UUID, ...] = ()
    is_hidden: bool = False


class Row(msgspec.Struct):
    """The next neighbour as far as she was told. Children, adults and language stay as they were for the one before.

    `may_call`: she said yes to being called at her number, which is not kept without it.
    `key` is the one-time key of the page (SCREENS T7): a page that is sent twice adds one neighbour.
    """

    name: str = ""
    phone: str = ""
    may_call: bool = False
    adults: int = 1
    children: int = 0
    language: str = ""
    has_agreed: bool = False
    key: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(18))
    added: list[Added] = []

    def take(self, form: Mapping[str, str], *, name: str, languages: list[str]) -> None:
        """Keep all that stands on the page. Raises InvalidInputError for figures that are not on it."""
        self.name = name
        self.adults = figure(form.get("adults", "1"), lowest=1, highest=MOST_PEOPLE)
        self.children = figure(form.get("children", "0"), highest=MOST_PEOPLE)
        if form.get("spoken", "") in languages:
            self.language = form["spoken"]
        self.has_agreed = "agreed" in form

    def faults(self) -> list[str]:
        """Return what is missing, by the place on the page where it is said: `missing`, `long`, `agreed`."""
        found = []
        try:
            self.name = clean_name(self.name)
        except NameMissingError:
            found.append("missing")
        except NameTooLongError:
            found.append("long")
        return found if self.has_agreed else [*found, "agreed"]

    def begin(self, added: Added) -> None:
        """Put who was added on the list, and begin with the next one."""
        self.name = self.phone = ""
        self.has_agreed = self.may_call = False
        self.key = secrets.token_urlsafe(18)
        if added.registration not in {one.registration for one in self.added}:
            self.added.insert(0, added)


def row_of(visit: Visit) -> Row:
    found: Row = visit.draft.setdefault(DRAFT, Row())
    return found


def words_for(faults: list[str]) -> dict[str, str]:
    """Return what to do about each fault: for the name, and for her yes."""
    name = next((fault_of_name(code) for code in faults if fault_of_name(code)), "")
    agreed = str(_("Ask her first. Touch “She agrees” when she says yes.")) if "agreed" in faults else ""
    return {"name": name, "agreed": agreed}


def tiles(chosen: str, page: str, offered: list[str]) -> tuple[list[str], list[str]]:
    """Return the languages that stand on the page, the last one first, and those behind one touch."""
    first = list(dict.fromkeys([chosen or page, page, *offered]))
    return first[:SHOWN_LANGUAGES], first[SHOWN_LANGUAGES:]
