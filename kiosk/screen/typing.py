"""What is typed on a screen without a keyboard is touched letter by letter, and kept wherever she goes next."""

import unicodedata
from collections.abc import Mapping

import msgspec
from flask import g, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError
from kiosk.screen.frame import address_of, current_visit
from kiosk.screen.keyboard import Board, board_for, grouped, other_board, type_letter

LONGEST_NAME = 100
# Marks that change the direction of text around them; a name is isolated by the page instead.
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class NameMissingError(InvalidInputError):
    pass


class NameTooLongError(InvalidInputError):
    pass


class Sheet(msgspec.Struct, frozen=True):
    """What the macros of `_typing.html` show: the text so far, its letters, where the switch key leads, a fault."""

    typed: str
    board: Board
    other: Board | None = None
    fault: str = ""


class Touched(msgspec.Struct, frozen=True):
    """What one touch of a keyboard page says: the text now, whether it is finished, and where else she goes."""

    text: str
    is_done: bool = False
    leave: str = ""

    def onward(self, here: str) -> Response:
        """Lead where she touched: to another place of her visit, or back to the page at `here`."""
        return redirect(address_of(self.leave) if self.leave else here, 303)


def sheet(typed: str, board: Board | None = None, *, fault: str = "") -> Sheet:
    """Return what to show. Without a `board` it is for names: her language's own, or the one she switched to.

    `fault` is a sentence that says what to do about the text, empty while nothing is wrong.
    """
    if board:
        return Sheet(grouped(typed, board), board, fault=fault)
    shown = board_for(g.language.code, current_visit().board)
    return Sheet(typed, shown, other_board(g.language.code, shown), fault)


def touched(board: Board | None = None) -> Touched:
    """Read the form that was sent, and remember the board she switched to. Keep the text before going `onward`."""
    visit, form = current_visit(), request.form
    text = edited(form, board or board_for(g.language.code, visit.board))
    if board is None:
        visit.board = form.get("board", visit.board)
    return Touched(text, is_done="go" in form and "leave" not in form, leave=form.get("leave", ""))


def edited(form: Mapping[str, str], board: Board) -> str:
    """Return the text after one touch of the keyboard page; without script each letter is a touch that is sent."""
    typed = form.get("name", "")[: board.longest * 10]
    if "wipe" in form:
        return grouped(without_last(typed), board)
    letters = {*board.letters, " "} if board.is_spaced else set(board.letters)
    if "letter" in form and form["letter"] in letters and len(typed) < board.longest:
        return typed + " " if form["letter"] == " " else type_letter(typed, form["letter"], board)
    return typed


def without_last(text: str) -> str:
    """Return the text without its last letter as she sees it: with its vowel marks, and what is joined to it."""
    end = len(text) - 1
    while end > 0 and (unicodedata.category(text[end])[0] == "M" or "\u200d" in text[end - 1 : end + 1]):
        end -= 1
    return text[: max(end, 0)]


def clean_name(typed: str) -> str:
    """Return a name as she wrote it, in any script, without marks and controls nobody can see.

    Raises NameMissingError when nothing readable is left, NameTooLongError over 100 characters.
    """
    kept = "".join(readable(letter) for letter in unicodedata.normalize("NFC", typed))
    name = " ".join(kept.split())
    if not any(unicodedata.category(letter)[0] in "LN" for letter in name):
        raise NameMissingError
    if len(name) > LONGEST_NAME:
        raise NameTooLongError
    return name


def readable(letter: str) -> str:
    """Return the letter, a space for any kind of space, nothing for what nobody can see; joiners of words stay."""
    if letter in "\u200c\u200d":
        return letter
    group = unicodedata.category(letter)[0]
    if group == "Z" or letter in "\t\n\r":
        return " "
    return "" if group == "C" or letter in DIRECTION_MARKS else letter


def fault_of_name(code: str) -> str:
    """Return what to do about a name that cannot be used (`missing`, `long`), or an empty string."""
    if code == "missing":
        return str(_("Please write a name with letters."))
    return str(_("This name is too long. Please write less.")) if code == "long" else ""
