"""Who an activity is for: everybody has a head and shoulders, and nobody is a symbol of a people."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, brown, circle, dye, fair, ink, line, paper, skin

PEOPLE: Final[dict[str, Drawing]] = {
    "child": (
        dye("M14 58C12 40 20 34 32 34S52 40 50 58z"),
        fair(circle(32, 20, 14)),
        line("M26 20v1M38 20v1M27 26q5 4 10 0M32 6q2-4 7-3"),
    ),
    "woman": (
        ink("M14 46C10 34 10 5 32 5S54 34 50 46z"),
        dye("M6 60C6 47 16 42 32 42S58 47 58 60z"),
        brown("M32 12C22 12 20 19 20 26C20 35 26 42 32 42S44 35 44 26C44 19 42 12 32 12z"),
        ink("M18 28C15 14 26 7 34 11C43 11 48 20 46 28C41 24 37 20 35 16C31 22 23 22 18 28z"),
        line("M28 28v.5M37 28v.5M28 34q4 4 8 0"),
    ),
    "man": (
        dye("M4 60C4 47 14 42 32 42S60 47 60 60z"),
        skin("M32 10C22 10 20 18 20 26C20 36 26 43 32 43S44 36 44 26C44 18 42 10 32 10z"),
        ink("M18 24C14 8 24 4 33 5C44 4 50 12 46 24C44 20 44 17 41 15C34 17 26 15 23 15C20 17 20 20 18 24z"),
        ink("M20 28C22 46 42 46 44 28C42 32 38 32 32 32S22 32 20 28z"),
        line("M28 24v.5M37 24v.5"),
        skin("M28 36q4 3 8 0"),
    ),
    "family": (
        ink("M4 32C2 22 4 6 17 6S32 22 30 32z"),
        dye("M2 60V46C2 36 8 33 17 33S34 36 34 46V60z"),
        brown(circle(17, 20, 10)),
        ink("M7 20C6 10 14 8 18 11C24 10 28 16 27 21Q21 19 19 14Q14 20 7 20z"),
        line("M14 22v.5M21 22v.5M16 26q2 2 4 0"),
        paper("M32 60V49C32 44 37 41 45 41S60 44 60 49V60z"),
        skin(circle(45, 31, 9)),
        ink("M35 30C34 18 56 18 55 30Q50 25 45 25T35 30z"),
        line("M41 32v.5M48 32v.5M43 36q2 2 4 0"),
    ),
    "people": (
        dye("M2 54V46C2 38 6 36 13 36S24 38 24 46V54z"),
        paper(circle(13, 25, 8)),
        dye("M40 54V46C40 38 44 36 51 36S62 38 62 46V54z"),
        paper(circle(51, 25, 8)),
        dye("M17 60V46C17 36 23 33 32 33S47 36 47 46V60z"),
        paper(circle(32, 19, 10)),
    ),
    "wheelchair": (
        skin(circle(27, 12, 9)),
        ink("M18 12C16 0 38 0 36 10Q31 11 28 8Q25 14 18 12z"),
        line("M29 13v.5"),
        dye("M17 23H34L37 36H50L57 52 48 56 43 45H20z"),
        paper(circle(25, 45, 15)),
        line(circle(25, 45, 3) + "M11 24L15 35M48 60h11"),
    ),
}
