"""An address and a code are typed letter by letter; central is asked once both are there."""

from collections.abc import Callable
from enum import StrEnum
from secrets import token_hex
from typing import Any, Protocol

from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kiosk.core import state
from kiosk.core.errors import NotFoundError, NotReadyError
from kiosk.screen import typing
from kiosk.screen.frame import current_visit
from kiosk.screen.keyboard import ADDRESS, CODE, Board


class Central(Protocol):
    """The line to central, which the kiosk does not know itself; each deed answers with the word of what went wrong."""

    def enrol(self, address: str, code: str, name: str) -> str: ...

    def exchange(self) -> str: ...


class Question(StrEnum):
    """What is asked, in this order."""

    ADDRESS = "address"
    CODE = "code"


ASKED: dict[str, tuple[LazyString, Board]] = {
    Question.ADDRESS: (_("Type the address of central."), ADDRESS),
    Question.CODE: (_("Type the code from central."), CODE),
}


def central() -> Central:
    """Return the line to central. Raises NotReadyError for a kiosk that was started without one."""
    make: Callable[[], Central] | None = current_app.config["MAKE_CENTRAL"]
    if make is None:
        raise NotReadyError
    return make()


def question(name: str) -> Question:
    """Return the question of an address. Raises NotFoundError."""
    if name not in ASKED:
        raise NotFoundError
    return Question(name)


def page(name: str, *, place: str, action: str) -> dict[str, Any]:
    """Return what the page of one question shows; `place` is where its room lies in the visit."""
    asked, said = question(name), current_visit().draft
    words, board = ASKED[asked]
    usual = state.get("central", "https://") if asked == Question.ADDRESS else ""
    return {
        "words": words,
        "here": f"{place}/ask/{asked}",
        "back": f"{place}/ask/address" if asked == Question.CODE else place_before(place),
        "action": action,
        "sheet": typing.sheet(said.get(asked, usual), board, fault=told_once()),
    }


def place_before(place: str) -> str:
    """Return the place where she chose to type an address."""
    return f"{place}/" if place.startswith("desk/") else "set-up/"


def take(name: str) -> typing.Touched:
    """Read one touch, and keep the text with the visit."""
    asked = question(name)
    touched = typing.touched(ASKED[asked][1])
    current_visit().draft[asked] = touched.text
    return touched


def enrol() -> bool:
    """Trade the code for a place in the network and exchange once; say whether that succeeded.

    What went wrong is told on the next page (`told_once`).
    """
    said = current_visit().draft
    name = state.get("centre_name") or f"kiosk-{token_hex(2)}"
    return was_told_well(
        lambda: central().enrol(said.get(Question.ADDRESS, ""), said.get(Question.CODE, ""), name)
    )


def was_told_well(ask: Callable[[], str]) -> bool:
    word = ask()
    current_visit().draft["trouble"] = current_app.config["TROUBLES"](word) if word else ""
    return not word


def told_once() -> str:
    """Return what went wrong with central, and forget it."""
    return str(current_visit().draft.pop("trouble", ""))
