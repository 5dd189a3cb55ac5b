"""A ticket is a colour, a picture and a number: light to carry in the head, and it says nothing about anybody."""

import secrets
from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Ticket:
    """4 × 12 × 99 = 4,752 tickets; one is drawn by chance among those not in use here."""

    dye: Dye
    animal: Animal
    number: int


def draw_ticket(in_use: set[tuple[str, str, int]]) -> Ticket:
    """Draw a ticket that nobody holds. When all are held, any; a key mother then asks for the day."""
    ticket = any_ticket()
    for _try in range(10_000):
        if (ticket.dye, ticket.animal, ticket.number) not in in_use:
            break
        ticket = any_ticket()
    return ticket


def any_ticket() -> Ticket:
    return Ticket(secrets.choice(list(Dye)), secrets.choice(list(Animal)), 1 + secrets.randbelow(HIGHEST))
