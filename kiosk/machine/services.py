"""What is turned at the screen is kept on this machine, counts from the next page on, and stands in the audit."""

from typing import Any

from kiosk.core import outbox, turned
from kiosk.core.errors import InvalidInputError
from kiosk.screen import turning
from kiosk.security import audit
from kiosk.security.keyring import SignedIn


def turn(name: str, value: Any, by: SignedIn) -> None:
    """Turn one setting. Raises InvalidInputError for what cannot be, or is fixed by whoever set the machine up."""
    try:
        with outbox.authored(by.staff.hex):
            turned.keep(name, value)
            audit.note("changed_settings", staff=by.staff)
    except ValueError as error:
        raise InvalidInputError from error
    turning.take_up()


def turn_language(code: str, deed: str, offered: list[str], by: SignedIn) -> None:
    """Switch a language on or off, or move it one place up. The last one stays. Raises InvalidInputError."""
    codes = list(offered)
    if deed == "on" and code not in codes:
        codes.append(code)
    elif deed == "off" and code in codes:
        codes.remove(code)
    elif deed == "up" and code in codes[1:]:
        place = codes.index(code)
        codes[place - 1 : place + 1] = [code, codes[place - 1]]
    if codes != offered:
        turn("languages", ",".join(codes), by)


def switched_off(by: SignedIn) -> None:
    """Write down who switches the machine off; it is done once the page that tells of it has left."""
    with outbox.authored(by.staff.hex):
        audit.note("switched_off", staff=by.staff)


def confirmed_clock(by: SignedIn) -> None:
    """Write down who said that the clock is right: from then on moments are taken from it again."""
    with outbox.authored(by.staff.hex):
        audit.note("confirmed_clock", staff=by.staff)
