"""Animals, sky and garden: what a child names first."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, bumps, circle, dye, ink, line, paper, rays, twigs

ANIMALS: Final[dict[str, Drawing]] = {
    "lion": (
        dye(bumps(32, 31, 21, 11, 6.6)),
        paper(circle(32, 33, 14)),
        ink("M28.5 35h7l-3.5 4z"),
        line("M32 39v3M26 43q3 3 6-1q3 4 6 1"),
        ink(circle(26.5, 30, 1.8) + circle(37.5, 30, 1.8)),
    ),
    "fish": (
        dye("M5 32C14 15 34 14 46 29L58 19Q55 32 58 45L46 35C34 50 14 49 5 32z"),
        line("M21 21q6 11 0 22M31 20q6 12 0 24M40 24q4 8 0 16"),
        ink(circle(14, 30, 2)),
    ),
    "bird": (
        line("M27 47v10M36 47v10M23 57h7M32 57h7"),
        dye("M10 24C12 13 25 9 33 17C41 25 47 26 60 22C58 40 46 49 31 49C16 48 9 37 10 24z"),
        paper("M24 30C34 27 43 30 48 35C42 42 29 42 24 30z"),
        ink("M10 22L2 27l9 3z"),
        ink(circle(19, 22, 2)),
    ),
    "elephant": (
        dye(
            "M5 54V33C5 19 15 12 28 12H40C53 12 59 21 59 32V47Q59 55 52 55Q46 55 46 49Q46 46 49 46V37L42 41V54H32V43H17V54z"
        ),
        paper("M26 16C36 14 43 20 42 29C41 37 31 38 28 31C26 27 24 22 26 16z"),
        ink(circle(50, 25, 2)),
        line("M5 33Q1 36 2 42"),
    ),
    "turtle": (
        paper("M49 34C52 25 62 26 62 34C62 40 54 42 48 41z"),
        paper("M12 42V52H22V42M38 42V52H48V42"),
        dye("M4 43C6 22 16 14 28 14S50 22 53 43z"),
        line("M28 15L20 27l8 16 8-16zM20 27L8 33M36 27l12 6"),
        ink(circle(57, 33, 1.8)),
    ),
    "butterfly": (
        dye("M32 28C24 8 6 8 6 20C6 30 18 34 32 32C46 34 58 30 58 20C58 8 40 8 32 28z"),
        dye("M32 33C20 34 12 40 15 48C19 57 30 50 32 38C34 50 45 57 49 48C52 40 44 34 32 33z"),
        paper(circle(17, 21, 4) + circle(47, 21, 4)),
        line("M32 24V46M32 24Q30 16 25 12M32 24Q34 16 39 12"),
    ),
    "rabbit": (
        dye(
            "M22 30C14 10 16 3 21 4C27 5 29 16 29 26H35C35 16 37 5 43 4C48 3 50 10 42 30C52 40 48 58 32 58S12 40 22 30z"
        ),
        paper(circle(32, 46, 6)),
        ink(circle(25, 38, 2) + circle(39, 38, 2)),
        line("M32 45v4"),
    ),
    "snail": (
        paper("M4 56Q2 48 14 49H44C50 44 50 36 50 26Q58 24 58 34C60 48 54 56 46 56z"),
        dye(circle(27, 33, 18)),
        line("M27 42a9 9 0 1 1 8-9q0 4-4 5t-4-4M50 26l-3-9M56 25l4-8"),
    ),
}

SKY: Final[dict[str, Drawing]] = {
    "sun": (
        line(rays(32, 32, 21, 28, 10)),
        dye(circle(32, 32, 15)),
        line("M27 30v1M37 30v1M27 36q5 4 10 0"),
    ),
    "cloud": (dye("M16 48C2 48 2 32 14 31C14 16 34 14 38 26C52 22 62 34 54 44Q51 48 46 48z"),),
    "rain": (
        dye("M16 36C4 36 4 22 14 22C15 8 34 8 38 18C52 14 60 26 54 33Q51 36 46 36z"),
        line("M20 44l-4 12M34 44l-4 12M48 44l-4 12"),
    ),
    "snow": (line(rays(32, 32, 0, 27, 6) + twigs(32, 32, 16, 24, 6)), dye(circle(32, 32, 8))),
    "wind": (line("M4 24H40q10 0 10-9t-9-8M4 36H52q8 0 8 8t-8 8M4 48H30q8 0 8 6"),),
    "rainbow": (
        dye("M4 50C4 8 60 8 60 50H50C50 22 14 22 14 50z"),
        paper("M14 50C14 22 50 22 50 50H41C41 34 23 34 23 50z"),
        line("M2 50h60"),
    ),
    "bolt": (dye("M36 4L12 36H28L22 60 52 26H34z"),),
    "umbrella": (
        dye("M4 34C6 12 20 8 32 8S58 12 60 34Q53 28 46 34Q39 28 32 34Q25 28 18 34Q11 28 4 34z"),
        line("M32 34V52q0 6-6 6t-6-5"),
    ),
}

GARDEN: Final[dict[str, Drawing]] = {
    "tree": (
        dye("M27 42H37V58H27z"),
        dye(bumps(32, 26, 17, 7, 9)),
        line("M32 44V28M32 36l8-6M32 32l-7-5"),
    ),
    "flower": (
        line("M32 34V60M32 54q-10 0-12-8M32 54q10 0 12-8"),
        dye(bumps(32, 22, 13, 6, 8)),
        paper(circle(32, 22, 6)),
    ),
    "leaf": (
        dye("M8 56C4 24 22 8 56 8C58 42 40 58 8 56z"),
        line("M8 56L42 22M24 40V26M32 32H44"),
    ),
    "kite": (
        dye("M34 4L56 22 34 46 14 22z"),
        line("M34 4V46M14 22H56M34 46Q24 48 26 54T14 60"),
        ink("M24 50l-7-2 2 8zM26 53l6 4 0-8z"),
    ),
    "ball": (
        dye(circle(32, 32, 25)),
        line("M32 7Q18 32 32 57M32 7Q46 32 32 57M7 32H57"),
    ),
    "drum": (
        dye("M10 20V46C10 58 54 58 54 46V20"),
        paper("M10 20C10 8 54 8 54 20S10 32 10 20z"),
        line("M18 28l8 24M34 30l-8 22M34 30l8 22M48 27l-6 25"),
    ),
    "book": (
        dye("M32 16Q18 6 4 12V50Q18 44 32 54Q46 44 60 50V12Q46 6 32 16z"),
        line("M32 16V54M11 22q8-2 14 2M11 32q8-2 14 2"),
    ),
    "mushroom": (
        paper("M24 34H40Q38 46 44 56H20Q26 46 24 34z"),
        dye("M6 34C6 14 20 8 32 8S58 14 58 34z"),
        paper(circle(22, 22, 4) + circle(40, 20, 5)),
    ),
}
