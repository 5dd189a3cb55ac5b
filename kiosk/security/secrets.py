"""Secrets are given, not chosen: pictures that she remembers by their place, a badge, a card with a number."""

import hashlib
import secrets
from uuid import UUID

import msgspec

from kiosk.core.pictures import PICTURES
from kiosk.security import ciphers
from kiosk.security.vault import CannotOpenError, decode, encode

# Six different ones of 64 in their order: 35.7 bits. Three of them and six digits: 37.9 bits.
PICTURES_OF_STAFF, PICTURES_OF_CARD, FREE_DIGITS = 6, 3, 6
BADGE_PREFIX, CARD_PREFIX = "pp1b", "pp1c"
BADGE_BYTES = 16
CARD_MEMORY_KIB = 65_536
HANDLE_BYTES, CARD_KEY_BYTES = 16, 32
DIGITS = "0123456789"


def drawn(count: int) -> tuple[str, ...]:
    """Draw that many different pictures, in an order."""
    return tuple(secrets.SystemRandom().sample(PICTURES, count))


def new_pictures() -> tuple[str, ...]:
    """Draw the six pictures of somebody who works here."""
    return drawn(PICTURES_OF_STAFF)


def picture_secret(pictures: tuple[str, ...] | list[str]) -> bytes:
    """Return pictures as the secret that is stretched: their names in their order, with full stops between."""
    return ".".join(pictures).encode()


def new_badge(staff: UUID) -> str:
    """Return the text of a badge: whose it is, and 128 bits that open her key (see `read_badge`)."""
    return ".".join([BADGE_PREFIX, encode(staff.bytes), encode(secrets.token_bytes(BADGE_BYTES))])


def read_badge(text: str) -> tuple[UUID, bytes]:
    """Return whose badge it is and its secret. Raises CannotOpenError when it is no badge."""
    try:
        prefix, staff, secret = text.strip().split(".")
        found = UUID(bytes=decode(staff)), decode(secret)
    except ValueError as error:
        raise CannotOpenError("not a badge") from error
    if prefix != BADGE_PREFIX or len(found[1]) != BADGE_BYTES:
        raise CannotOpenError("not a badge")
    return found


class CardSecret(msgspec.Struct, frozen=True):
    """What stands on a parent's card: three pictures, and seven digits of which the last one checks the others."""

    pictures: tuple[str, str, str]
    digits: str

    def text(self) -> str:
        """Return what the card's square holds (see `read_card`)."""
        return ".".join([CARD_PREFIX, *self.pictures, self.digits])

    def secret(self) -> bytes:
        return ".".join([*self.pictures, self.digits]).encode()

    def __repr__(self) -> str:
        return "CardSecret(…)"


def new_card_secret() -> CardSecret:
    first, second, third = drawn(PICTURES_OF_CARD)
    free = "".join(secrets.choice(DIGITS) for _digit in range(FREE_DIGITS))
    return CardSecret((first, second, third), free + check_digit(free))


def read_card(text: str) -> CardSecret:
    """Return the secret of a scanned card. Raises CannotOpenError when it is no card."""
    parts = text.strip().split(".")
    if len(parts) != 2 + PICTURES_OF_CARD or parts[0] != CARD_PREFIX:
        raise CannotOpenError("not a card")
    _prefix, first, second, third, digits = parts
    if not {first, second, third} <= set(PICTURES) or not is_checked(digits):
        raise CannotOpenError("not a card")
    return CardSecret((first, second, third), digits)


def check_digit(free: str) -> str:
    """Return the digit that checks the ones before it (ISO/IEC 7064, MOD 11,10): one wrong digit is always seen."""
    product = 10
    for digit in free:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def is_checked(digits: str) -> bool:
    """Say whether these are seven digits of a card and the last one fits."""
    is_number = len(digits) == FREE_DIGITS + 1 and set(digits) <= set(DIGITS)
    return is_number and check_digit(digits[:-1]) == digits[-1]


def card_salt(centre: UUID) -> bytes:
    """Return the salt of all cards of a centre: any of its kiosks must find a card by its secret alone."""
    return hashlib.sha256(centre.bytes).digest()


def card_keys(secret: CardSecret, *, salt: bytes, iterations: int) -> tuple[str, bytes]:
    """Return the handle by which a card is found (text) and the 32 bytes that wrap its key, of one derivation."""
    made = ciphers.stretch(
        secret.secret(),
        salt=salt,
        iterations=iterations,
        memory_kib=CARD_MEMORY_KIB,
        length=HANDLE_BYTES + CARD_KEY_BYTES,
    )
    return encode(made[:HANDLE_BYTES]), made[HANDLE_BYTES:]
