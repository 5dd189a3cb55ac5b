"""A note is typed like a name, only longer; the letters stay in the visit until it is kept."""

from flask import g, request
from msgspec.structs import replace

from kiosk.screen import typing
from kiosk.screen.frame import current_visit
from kiosk.screen.keyboard import Board, board_for

LONGEST_NOTE = 300
DRAFT = "note"


def board() -> Board:
    """Return the letters to type a note with: those of her language, or the ones she switched to."""
    return replace(board_for(g.language.code, current_visit().board), longest=LONGEST_NOTE)


def sheet(text: str) -> typing.Sheet:
    """Return what the keyboard page shows of a note."""
    return replace(typing.sheet(text), board=board())


def touched() -> typing.Touched:
    """Read one touch of the keyboard page; the switch of letters is remembered for the visit."""
    text = typing.edited(request.form, board())
    visit = current_visit()
    visit.board = request.form.get("board", visit.board)
    leave = request.form.get("leave", "")
    return typing.Touched(text, is_done="go" in request.form and not leave, leave=leave)


def cleaned(text: str) -> str:
    """Return a note without marks that nobody can see, at most 300 letters."""
    kept = "".join(typing.readable(letter) for letter in text)
    return " ".join(kept.split())[:LONGEST_NOTE]
