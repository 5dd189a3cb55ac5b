"""A card says when, where, for how much and how many, each with its own sign."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, ink, inlay, line, paper, rays

COIN: Final = (
    dye(circle(32, 32, 27)),
    paper(circle(32, 32, 19)),
    line("M40 25q-12-8-16 5q-2 16 16 9M20 29h14M20 35h13"),
)
LEAVES: Final = (paper("M6 12H58V58H6z"), dye("M6 12H58V26H6z"), line("M18 5V12M46 5V12"))

FACTS: Final[dict[str, Drawing]] = {
    "coin": COIN,
    "free": (*COIN, inlay("M16 48L48 16")),
    "speech": (
        dye("M8 8H56Q60 8 60 12V40Q60 44 56 44H34L20 58V44H8Q4 44 4 40V12Q4 8 8 8z"),
        inlay("M14 27q4.5-10 9 0t9 0 9 0 9 0"),
    ),
    "pin": (dye("M32 60C20 44 12 36 12 24a20 20 0 0 1 40 0C52 36 44 44 32 60z"), paper(circle(32, 24, 8))),
    "bag": (dye("M8 22H56L52 58H12z"), line("M20 22V16Q20 6 32 6T44 16V22")),
    "day": (*LEAVES, ink(circle(20, 38, 4)), line("M34 38h12M14 49h32")),
    "cancel-date": (*LEAVES, line("M18 33L46 53M46 33L18 53")),
    "ticket": (
        paper("M3 14H61V25a7 7 0 0 0 0 14V50H3V39a7 7 0 0 0 0-14z"),
        dye("M42 14H61V25a7 7 0 0 0 0 14V50H42z"),
        dye("M11 32C16 24 24 24 29 30L36 25V39L29 34C24 40 16 40 11 32z"),
    ),
    "print": (
        paper("M16 6H48V24H16z"),
        dye("M6 22H58Q60 22 60 24V46H4V24Q4 22 6 22z"),
        paper("M14 38H50V60H14z"),
        line("M21 46H43M21 53H36"),
        ink(circle(51, 30, 2.5)),
    ),
    "food": (
        line("M22 20q-5-5 0-10M34 20q-5-5 0-10M46 20q-5-5 0-10"),
        dye("M4 30H60C60 46 48 54 32 54S4 46 4 30z"),
        inlay("M14 37l6 6 6-6 6 6 6-6 6 6 6-6"),
        line("M18 59H46"),
    ),
    "stairs": (dye("M4 58V46H18V34H32V22H46V10H60V58z"),),
    "step-free": (
        dye("M2 58L62 36V58z"),
        line("M46 21L52 12"),
        paper("M19 24C18 16 24 12 31 12L32 22z"),
        paper("M19 24L46 21Q46 33 37 34L30 35Q21 36 19 24z"),
        paper(circle(28, 42, 5.5) + circle(43, 36.5, 5.5)),
    ),
    "morning": (
        line("M32 20V10M14 28L7 21M50 28L57 21"),
        dye("M14 48a18 18 0 0 1 36 0z"),
        line("M2 48H62M14 57H50"),
    ),
    "afternoon": (line(rays(32, 32, 22, 30, 8)), dye(circle(32, 32, 15))),
    "evening": (
        dye("M40 6C20 8 10 24 16 40C22 56 44 62 57 48C38 48 26 28 40 6z"),
        line("M51 14v10M46 19h10"),
    ),
}
