"""Three pictures and seven digits, as they are touched one after the other or read off the card by a scanner."""

from collections.abc import Mapping

import msgspec

from kiosk.security import secrets

MOST_PICTURES, MOST_DIGITS = secrets.PICTURES_OF_CARD, secrets.FREE_DIGITS + 1
DIGITS = secrets.DIGITS
# A wrong card is a guess; a wrong digit is told before anything is tried, and is one only for who makes many of them.
MOST_MISSES, MOST_SLIPS = 5, 20


class Trial(msgspec.Struct):
    """What was touched so far, and how often it did not fit in this visit."""

    pictures: tuple[str, ...] = ()
    digits: str = ""
    misses: int = 0
    slips: int = 0

    @property
    def has_pictures(self) -> bool:
        return len(self.pictures) == MOST_PICTURES

    @property
    def is_whole(self) -> bool:
        return self.has_pictures and len(self.digits) == MOST_DIGITS

    @property
    def needs_help(self) -> bool:
        return self.misses >= MOST_MISSES or self.slips >= MOST_SLIPS

    def type(self, form: Mapping[str, str]) -> None:
        """Take all digits at once, or one that was touched, or the last one back; after seven it begins anew."""
        if "digits" in form:
            self.digits = "".join(digit for digit in form["digits"] if digit in DIGITS)[:MOST_DIGITS]
        elif "wipe" in form:
            self.digits = self.digits[:-1]
        elif form.get("digit", "") in set(DIGITS):
            self.digits = form["digit"] if self.is_whole else self.digits + form["digit"]

    def begin(self) -> None:
        """Forget what was touched; how often it did not fit is remembered."""
        self.pictures, self.digits = (), ""

    def secret(self) -> secrets.CardSecret:
        first, second, third = self.pictures
        return secrets.CardSecret((first, second, third), self.digits)


def grouped(digits: str) -> str:
    """Return the digits of a card as they are printed: 123 456 · 7, with a line for each that is missing."""
    shown = digits.ljust(MOST_DIGITS, "–")
    return f"{shown[:3]} {shown[3:6]} · {shown[6:]}"
