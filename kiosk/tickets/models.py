"""A ticket is a colour, a picture and a number: light to carry in the head, and it says nothing about anybody."""

import secrets
from collections.abc import Callable
from enum import StrEnum

import msgspec
from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Dye(StrEnum):
    INDIGO = "indigo"
    MADDER = "madder"
    WELD = "weld"
    LEAF = "leaf"


class Animal(StrEnum):
    """The twelve pictures of the tickets; no owls, pigs or dogs (SCREENS L7)."""

    LION = "lion"
    FISH = "fish"
    BIRD = "bird"
    ELEPHANT = "elephant"
    TURTLE = "turtle"
    BUTTERFLY = "butterfly"
    KEY = "key"
    SUN = "sun"
    BOAT = "boat"
    TREE = "tree"
    CUP = "cup"
    KITE = "kite"


HIGHEST = 99
# With four of five tickets held, one draw in ten thousand still ends with one that somebody holds.
MOST_DRAWS = 40


class Ticket(msgspec.Struct, frozen=True):
    """4 × 12 × 99 = 4,752 tickets; one is drawn by chance among those not in use here."""

    dye: Dye
    animal: Animal
    number: int


def draw_ticket(is_held: Callable[[Ticket], bool]) -> Ticket:
    """Draw a ticket that nobody holds. When nearly all are held, any; a key mother then asks for the day."""
    ticket = any_ticket()
    for _try in range(MOST_DRAWS):
        if not is_held(ticket):
            break
        ticket = any_ticket()
    return ticket


def any_ticket() -> Ticket:
    return Ticket(secrets.choice(list(Dye)), secrets.choice(list(Animal)), 1 + secrets.randbelow(HIGHEST))


# Each ticket has its whole name in every language: colours agree with what they colour in most of them.
NAMES: dict[tuple[str, str], LazyString] = {
    ("indigo", "lion"): _("Blue lion"),
    ("indigo", "fish"): _("Blue fish"),
    ("indigo", "bird"): _("Blue bird"),
    ("indigo", "elephant"): _("Blue elephant"),
    ("indigo", "turtle"): _("Blue turtle"),
    ("indigo", "butterfly"): _("Blue butterfly"),
    ("indigo", "key"): _("Blue key"),
    ("indigo", "sun"): _("Blue sun"),
    ("indigo", "boat"): _("Blue boat"),
    ("indigo", "tree"): _("Blue tree"),
    ("indigo", "cup"): _("Blue cup"),
    ("indigo", "kite"): _("Blue kite"),
    ("madder", "lion"): _("Red lion"),
    ("madder", "fish"): _("Red fish"),
    ("madder", "bird"): _("Red bird"),
    ("madder", "elephant"): _("Red elephant"),
    ("madder", "turtle"): _("Red turtle"),
    ("madder", "butterfly"): _("Red butterfly"),
    ("madder", "key"): _("Red key"),
    ("madder", "sun"): _("Red sun"),
    ("madder", "boat"): _("Red boat"),
    ("madder", "tree"): _("Red tree"),
    ("madder", "cup"): _("Red cup"),
    ("madder", "kite"): _("Red kite"),
    ("weld", "lion"): _("Yellow lion"),
    ("weld", "fish"): _("Yellow fish"),
    ("weld", "bird"): _("Yellow bird"),
    ("weld", "elephant"): _("Yellow elephant"),
    ("weld", "turtle"): _("Yellow turtle"),
    ("weld", "butterfly"): _("Yellow butterfly"),
    ("weld", "key"): _("Yellow key"),
    ("weld", "sun"): _("Yellow sun"),
    ("weld", "boat"): _("Yellow boat"),
    ("weld", "tree"): _("Yellow tree"),
    ("weld", "cup"): _("Yellow cup"),
    ("weld", "kite"): _("Yellow kite"),
    ("leaf", "lion"): _("Green lion"),
    ("leaf", "fish"): _("Green fish"),
    ("leaf", "bird"): _("Green bird"),
    ("leaf", "elephant"): _("Green elephant"),
    ("leaf", "turtle"): _("Green turtle"),
    ("leaf", "butterfly"): _("Green butterfly"),
    ("leaf", "key"): _("Green key"),
    ("leaf", "sun"): _("Green sun"),
    ("leaf", "boat"): _("Green boat"),
    ("leaf", "tree"): _("Green tree"),
    ("leaf", "cup"): _("Green cup"),
    ("leaf", "kite"): _("Green kite"),
}
