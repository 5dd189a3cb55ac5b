"""What is said on the first day, one question after the other, kept in the visit until all of it is written."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from flask import g, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kiosk.accounts.queries import free_tiles
from kiosk.core import state
from kiosk.core.errors import InvalidInputError, NotFoundError
from kiosk.core.languages import BY_CODE
from kiosk.core.pages import settings
from kiosk.core.pictures import PICTURES
from kiosk.screen import typing
from kiosk.screen.frame import current_visit
from kiosk.screen.keyboard import AREA, CODE, Board
from kiosk.screen.pictures import Practice

if TYPE_CHECKING:  # keys and codes are loaded on the first day only: a kiosk that has its centre opens sooner
    from kiosk.centres.services import Sheet
    from kiosk.security.ciphers import PrivateKey

is_area = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*").fullmatch
LONGEST_AREA = 12


class Kind(StrEnum):
    """How a question is answered: letter by letter, by one picture of the grid, by any of the languages."""

    LETTERS = "letters"
    TILE = "tile"
    LANGUAGES = "languages"


class Question(StrEnum):
    """All that is asked, each on a page of its own."""

    CENTRE = "centre"
    AREA = "area"
    COACH = "coach"
    COACH_TILE = "coach-tile"
    COACH_LANGUAGES = "coach-languages"
    SHEET = "sheet"
    MOTHER = "mother"
    MOTHER_TILE = "mother-tile"
    MOTHER_LANGUAGES = "mother-languages"


class Asked(msgspec.Struct, frozen=True):
    """How a question is put: its words, how it is answered, and its letters (None: those of names)."""

    words: LazyString
    kind: Kind = Kind.LETTERS
    board: Board | None = None


TILE = Asked(_("Choose a picture to sign in with."), Kind.TILE)
LANGUAGES = Asked(_("Which languages does she speak?"), Kind.LANGUAGES)
ASKED = {
    Question.CENTRE: Asked(_("What is the name of your centre?")),
    Question.AREA: Asked(_("Which city or region is it in?"), board=AREA),
    Question.COACH: Asked(_("What is the coach's name?")),
    Question.COACH_TILE: TILE,
    Question.COACH_LANGUAGES: LANGUAGES,
    Question.SHEET: Asked(_("Type the code from the recovery sheet."), board=CODE),
    Question.MOTHER: Asked(_("What is the key mother's name?")),
    Question.MOTHER_TILE: TILE,
    Question.MOTHER_LANGUAGES: LANGUAGES,
}
COACH = (Question.COACH, Question.COACH_TILE, Question.COACH_LANGUAGES)
MOTHER = (Question.MOTHER, Question.MOTHER_TILE, Question.MOTHER_LANGUAGES)
CENTRE = (Question.CENTRE, Question.AREA)


class Draft(msgspec.Struct):
    """The first day so far: the answers, the pictures she learns, and a key and a sheet that are not written yet.

    A tile is answered by its name, languages by their codes with spaces between. `fault` is told once.
    """

    answers: dict[Question, str] = {}
    practice: Practice | None = None
    fault: str = ""
    key: "PrivateKey | None" = None
    sheet: "Sheet | None" = None

    def told_once(self) -> str:
        """Return the fault, and forget it."""
        fault, self.fault = self.fault, ""
        return fault

    def has(self, *questions: Question) -> bool:
        return all(self.answers.get(question) for question in questions)

    @property
    def is_ready(self) -> bool:
        """Say whether all is known that a centre is founded with."""
        return self.has(*CENTRE, *COACH) and bool(self.practice and self.practice.is_learnt)


class UnusableError(InvalidInputError):
    """What was typed cannot be used; the message is a sentence that says what to do."""


def draft() -> Draft:
    """Return what this visit has said of the first day so far."""
    found: Draft = current_visit().draft.setdefault("first_day", Draft())
    return found


def question(name: str, among: frozenset[Question]) -> Question:
    """Return the question of an address. Raises NotFoundError for one that is not asked there."""
    if name not in among:
        raise NotFoundError
    return Question(name)


def said_so_far(asked: Question) -> str:
    """Return the answer so far, or what central or the settings said already, for her to leave or to change."""
    usual = {
        Question.CENTRE: state.get("centre_name", ""),
        Question.AREA: state.get("area", settings().area),
        Question.COACH_LANGUAGES: g.language.code,
    }
    return str(draft().answers.get(asked, usual.get(asked, "")))


def take(asked: Question) -> typing.Touched:
    """Read one touch. Raises InvalidInputError for what is not on the page."""
    kind = ASKED[asked].kind
    if kind == Kind.LETTERS:
        return typing.touched(ASKED[asked].board)
    if kind == Kind.TILE:
        return typing.Touched(request.form.get("picture", ""), is_done=True)
    spoken = said_so_far(asked).split()
    if "language" in request.form:
        spoken = switched(spoken, request.form["language"])
    return typing.Touched(" ".join(spoken), is_done="go" in request.form)


def switched(spoken: list[str], code: str) -> list[str]:
    """Return the languages with one more, or without it when it was there. Raises InvalidInputError."""
    if code not in BY_CODE:
        raise InvalidInputError
    return [one for one in spoken if one != code] if code in spoken else [*spoken, code]


def cleaned(asked: Question, typed: str) -> str:
    """Return an answer as it is kept. Raises UnusableError."""
    return CLEAN.get(asked, something)(typed)


def a_name(typed: str) -> str:
    try:
        return typing.clean_name(typed)
    except typing.NameMissingError as error:
        raise UnusableError(typing.fault_of_name("missing")) from error
    except typing.NameTooLongError as error:
        raise UnusableError(typing.fault_of_name("long")) from error


def a_tile(touched: str) -> str:
    if touched not in PICTURES:
        raise InvalidInputError
    if touched not in free_tiles():
        raise UnusableError(str(_("Somebody has this picture. Choose another.")))
    return touched


def an_area(typed: str) -> str:
    area = typed.strip().upper()
    if len(area) > LONGEST_AREA or not is_area(area):
        raise UnusableError(str(_("Write it like this: NL-RTM.")))
    return area


def something(typed: str) -> str:
    if not typed.strip():
        raise UnusableError(str(_("Please choose or write something.")))
    return typed.strip()


CLEAN: dict[Question, Callable[[str], str]] = {
    Question.CENTRE: a_name,
    Question.COACH: a_name,
    Question.MOTHER: a_name,
    Question.AREA: an_area,
    Question.COACH_TILE: a_tile,
    Question.MOTHER_TILE: a_tile,
}
