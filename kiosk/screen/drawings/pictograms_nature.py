"""Animals, sky and garden: what a child names first."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import (
    Drawing,
    bumps,
    circle,
    dye,
    ink,
    inlay,
    line,
    opening,
    paper,
    rays,
    spikes,
    twigs,
)

ANIMALS: Final[dict[str, Drawing]] = {
    "lion": (
        dye(bumps(32, 31, 21, 11, 6.6)),
        paper(circle(21, 23, 4.5) + circle(43, 23, 4.5)),
        paper(circle(32, 33, 14)),
        ink("M28.5 35h7l-3.5 4z"),
        line("M32 39v3M26 43q3 3 6-1q3 4 6 1"),
        ink(circle(26.5, 30, 1.8) + circle(37.5, 30, 1.8)),
    ),
    "fish": (
        dye("M5 32C14 15 34 14 46 29L58 19Q55 32 58 45L46 35C34 50 14 49 5 32z"),
        paper(
            "M19.9 19.3C21.8 18.7 23.8 18.5 25.8 18.5Q32.8 32 25.8 45.5C23.8 45.5 21.8 45.3 19.9 44.7Q26.9 32 19.9 19.3z"
        ),
        paper(
            "M32.6 19.5C34.5 20.1 36.3 20.9 38 21.9Q44 32 38 42.1C36.3 43.1 34.5 43.9 32.6 44.5Q38.6 32 32.6 19.5z"
        ),
        opening(circle(14.5, 29.5, 3.8)),
        ink(circle(14, 29.5, 2)),
    ),
    "bird": (
        line("M27 49v8M36 49v8M23 57h7M32 57h7"),
        ink("M10 22L1 27l10 3z"),
        dye("M10 24C12 13 25 9 33 17C41 25 47 26 60 22C58 40 46 49 31 49C16 48 9 37 10 24z"),
        paper("M23 30C34 26 44 29 50 34C43 43 29 43 23 30z"),
        line("M31 33q7 0 11 2"),
        opening(circle(19.5, 21.5, 3.8)),
        ink(circle(19, 21.5, 2)),
    ),
    "elephant": (
        line("M6 33Q1 37 3 44"),
        dye(
            "M6 55V34C6 19 16 12 29 12H40C52 11 59 19 59 31V41Q59 45.5 61.5 45.5Q64.5 46 64 49.5Q63 53.5 58 53.5Q51.5 53 51.5 45V38Q48.5 42 44.5 42.5V55H34V45Q28 47 19 45V55z"
        ),
        paper("M25 17C36 13 44 20 43 30C42 39 31 39 27 32C25 27 23 22 25 17z"),
        opening(circle(50.5, 25.5, 3.8)),
        ink(circle(51, 25.5, 2)),
    ),
    "turtle": (
        line("M5 42L1 46"),
        paper("M49 34C52 25 62 26 62 34C62 40 54 42 48 41z"),
        paper("M11 42V49Q11 53 16.5 53T22 49V42M37 42V49Q37 53 42.5 53T48 49V42"),
        dye("M4 43C6 22 16 14 28 14S50 22 53 43z"),
        paper("M23 20H33L38 29 33 38H23L18 29z"),
        paper("M7 39Q8.5 31 11.5 26L15 39zM49 39Q47.5 31 44.5 26L41 39z"),
        ink(circle(56.5, 32.5, 1.9)),
    ),
    "butterfly": (
        line("M32 25Q30 15 24 11M32 25Q34 15 40 11"),
        dye("M32 28C24 8 6 8 6 20C6 30 18 34 32 32C46 34 58 30 58 20C58 8 40 8 32 28z"),
        dye("M32 33C20 34 12 40 15 48C19 57 30 50 32 38C34 50 45 57 49 48C52 40 44 34 32 33z"),
        paper("M12 18Q18 14 23 23Q14 26 12 18zM52 18Q46 14 41 23Q50 26 52 18z"),
        paper(circle(22, 44, 3.4) + circle(42, 44, 3.4)),
        paper("M32 23Q36.5 32 32 48Q27.5 32 32 23z"),
    ),
    "rabbit": (
        dye(
            "M22 30C14 10 16 3 21 4C27 5 29 16 29 26H35C35 16 37 5 43 4C48 3 50 10 42 30C52 40 48 58 32 58S12 40 22 30z"
        ),
        paper("M32 40C38 40 42 45 41 49C40 54 24 54 23 49C22 45 26 40 32 40z"),
        ink("M29 43.500h6l-3 3.500z"),
        line("M32 47v3"),
        opening(circle(25, 35, 3.6) + circle(39, 35, 3.6)),
        ink(circle(25, 35.5, 1.9) + circle(39, 35.5, 1.9)),
    ),
    "snail": (
        line("M50 26l-3-9M56 25l4-8"),
        paper("M4 56Q2 48 14 49H44C50 44 50 36 50 26Q58 24 58 34C60 48 54 56 46 56z"),
        dye(circle(27, 33, 18)),
        inlay("M27 43a9.5 9.5 0 1 1 9-10q0 4-4 5t-4-4"),
    ),
}

SKY: Final[dict[str, Drawing]] = {
    "sun": (
        dye(spikes(32, 32, 20, 30, 12)),
        paper(circle(32, 32, 14)),
        line("M27 29v.5M37 29v.5M26 35q6 5 12 0"),
    ),
    "cloud": (dye("M16 48C2 48 2 32 14 31C14 16 34 14 38 26C52 22 62 34 54 44Q51 48 46 48z"),),
    "rain": (
        line("M20 44l-4 12M34 44l-4 12M48 44l-4 12"),
        dye("M16 36C4 36 4 22 14 22C15 8 34 8 38 18C52 14 60 26 54 33Q51 36 46 36z"),
    ),
    "snow": (line(rays(32, 32, 0, 27, 6) + twigs(32, 32, 16, 24, 6)), dye(circle(32, 32, 8))),
    "wind": (
        line("M4 24H40q10 0 10-9t-9-8M4 36H52q8 0 8 8t-8 8M4 48H26"),
        dye("M30 58C28 50 34 44 44 46C44 55 38 60 30 58z"),
    ),
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
        dye(bumps(32, 25, 19, 8, 8)),
        paper("M26 58L28.5 44L17 36L21 29.500L28.5 34V20H35.500V34L43 29.500L47 36L35.5 44L38 58z"),
    ),
    "flower": (
        line("M32 34V60"),
        dye("M31 58C22 58 18 52 18 45C26 45 31 50 31 58z"),
        dye("M33 58C42 58 46 52 46 45C38 45 33 50 33 58z"),
        dye(bumps(32, 22, 13, 6, 8)),
        paper(circle(32, 22, 6)),
    ),
    "leaf": (dye("M8 56C4 24 22 8 56 8C58 42 40 58 8 56z"), inlay("M15 49L43 21M26 38V26M31 33H43")),
    "kite": (
        line("M34 46Q24 48 26 54T14 60"),
        dye("M34 4L56 22 34 46 14 22z"),
        paper("M34 4L56 22H34zM34 46L14 22H34z"),
        ink("M24 50l-7-2 2 8zM26 53l6 4 0-8z"),
    ),
    "ball": (
        dye(circle(32, 32, 26)),
        paper("M32 6Q17 32 32 58Q47 32 32 6z"),
        paper(
            "M6 32A26 26 0 0 1 12 15.400Q20 28 12 48.600A26 26 0 0 1 6 32zM58 32A26 26 0 0 0 52 15.400Q44 28 52 48.600A26 26 0 0 0 58 32z"
        ),
    ),
    "drum": (
        dye("M10 20V46C10 58 54 58 54 46V20z"),
        paper("M10 20C10 8 54 8 54 20S10 32 10 20z"),
        inlay("M15 35L23 49 32 37 41 49 49 35"),
        line("M40 14L60 3M34 12L44 1"),
    ),
    "book": (
        dye("M32 18Q18 8 3 13V54Q18 50 32 58Q46 50 61 54V13Q46 8 32 18z"),
        paper("M32 14Q20 6 9 9V46Q21 43 32 51Q43 43 55 46V9Q44 6 32 14z"),
        line("M32 14V51M15 20q6-1 10 2M15 31q6-1 10 2M49 20q-6-1-10 2M49 31q-6-1-10 2"),
    ),
    "mushroom": (
        paper("M24 34H40Q38 46 44 56H20Q26 46 24 34z"),
        dye("M6 34C6 14 20 8 32 8S58 14 58 34z"),
        paper(circle(22, 22, 4) + circle(40, 20, 5)),
    ),
}
