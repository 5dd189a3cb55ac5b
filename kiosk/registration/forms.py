"""What she touches and types, made into what we can use."""

import unicodedata
from collections.abc import Mapping

from flask_babel import gettext as _

from kiosk.core.errors import InvalidInputError
from kiosk.screen.keyboard import Board, type_letter

BANDS = ("0-1", "2-3", "4-6", "7-12", "13+")
LONGEST_NAME = 100
# Marks that change the direction of text around them; a name is isolated by the page instead.
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class NameMissingError(InvalidInputError):
    pass


class NameTooLongError(InvalidInputError):
    pass


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


def edited(form: Mapping[str, str], board: Board) -> str:
    """Return the name after one touch of the keyboard page; without script each letter is a touch that is sent."""
    typed = form.get("name", "")[: LONGEST_NAME * 10]
    if "wipe" in form:
        return without_last(typed)
    if "letter" in form and form["letter"] in {*board.letters, " "} and len(typed) < LONGEST_NAME:
        return type_letter(typed, form["letter"], board) if form["letter"] != " " else typed + " "
    return typed


def without_last(text: str) -> str:
    """Return the text without its last letter as she sees it: with its vowel marks, and what is joined to it."""
    end = len(text) - 1
    while end > 0 and (unicodedata.category(text[end])[0] == "M" or "\u200d" in text[end - 1 : end + 1]):
        end -= 1
    return text[: max(end, 0)]


def fault(code: str) -> str:
    """Return what to do about a name that cannot be used, or an empty string."""
    if code == "missing":
        return str(_("Please write a name with letters."))
    return str(_("This name is too long. Please write less.")) if code == "long" else ""


def figure(text: str, *, highest: int, lowest: int = 0) -> int:
    """Return a touched figure's number. Raises InvalidInputError for anything that is not on the page."""
    if not (text.isascii() and text.isdigit() and lowest <= int(text[:3]) <= highest and len(text) < 3):  # noqa: PLR2004
        raise InvalidInputError
    return int(text)


def next_number(touched: int, chosen: int, *, lowest: int) -> int:
    """Return how many there are after touching the nth figure: n, or one less when the last one is touched again."""
    return max(lowest, touched - 1) if touched == chosen else max(lowest, touched)


def touch_band(bands: dict[str, int], band: str, children: int, *, most: int) -> tuple[dict[str, int], int]:
    """Return bands and number of children after touching an age.

    A child of untold age gets it; when every child has an age, touching an age that was told takes it back,
    and touching another one adds a child.
    """
    if band not in BANDS:
        raise InvalidInputError
    told = sum(bands.values())
    if told < children:
        return bands | {band: bands.get(band, 0) + 1}, children
    if bands.get(band):
        return {key: count for key, count in bands.items() if key != band}, children
    if children >= most:
        return bands, children
    return bands | {band: 1}, children + 1


def trim_bands(bands: dict[str, int], children: int) -> dict[str, int]:
    """Return bands with no more children than there are, the last told given up first."""
    kept: dict[str, int] = {}
    for band, count in bands.items():
        room = children - sum(kept.values())
        if room > 0:
            kept[band] = min(count, room)
    return kept
