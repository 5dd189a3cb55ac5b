"""What stands on a sheet that came back: who wrote on which lines, how many they are, what they speak."""

import secrets
from collections.abc import Mapping
from uuid import UUID

import msgspec

from kiosk.core.errors import InvalidInputError

MOST_PEOPLE = 9
DIGITS_OF_A_NUMBER = 3


class Return(msgspec.Struct):
    """One family on a sheet while it is typed in; `key` makes what is sent twice one registration.

    `language`, `adults` and `children` are those of the family before, until they are touched. Without `may_keep` no
    name is kept of her.
    """

    sheet: UUID
    language: str
    lines: list[int] = []
    name: str = ""
    adults: int = 1
    children: int = 0
    may_keep: bool = False
    key: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(12))

    def next(self) -> "Return":
        """Return an empty one for the next family of this sheet."""
        return Return(self.sheet, self.language, adults=self.adults, children=self.children)

    def toggle(self, line: int) -> None:
        self.lines = sorted(set(self.lines) ^ {line})

    def touch(self, form: Mapping[str, str], languages: set[str]) -> None:
        """Take one touch of the page that asks how many. Raises InvalidInputError for what is not on it."""
        if "adults" in form:
            self.adults = counted(form["adults"], least=1)
        elif "children" in form:
            self.children = counted(form["children"], least=0)
        elif "keep" in form:
            self.may_keep = not self.may_keep
        elif form.get("language") in languages:
            self.language = form["language"]
        else:
            raise InvalidInputError


def counted(text: str, *, least: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= MOST_PEOPLE):
        raise InvalidInputError
    return int(text)


def line_of(text: str, lines: list[str]) -> int:
    """Read the number of a line. Raises InvalidInputError for one that the sheet has not."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= len(lines)):
        raise InvalidInputError
    return int(text)


def digits(so_far: str, form: Mapping[str, str]) -> str:
    """Return the number of a sheet after one touch of its pad; after three digits it begins anew."""
    if "wipe" in form:
        return so_far[:-1]
    typed = form.get("number", "")
    if "number" in form:
        return typed if typed.isascii() and typed.isdigit() and len(typed) <= DIGITS_OF_A_NUMBER else ""
    digit = form.get("digit", "")
    if len(digit) != 1 or not (digit.isascii() and digit.isdigit()):
        raise InvalidInputError
    return digit if len(so_far) >= DIGITS_OF_A_NUMBER else so_far + digit
