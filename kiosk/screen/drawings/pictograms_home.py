"""The house, the clothes and the way to the centre."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, ink, line, paper

HOME: Final[dict[str, Drawing]] = {
    "house": (
        dye("M6 30L32 8 58 30H52V56H12V30z"),
        paper("M27 56V40H38V56"),
    ),
    "key": (
        dye("M20 16a14 14 0 1 0 .1 0zM20 24a6 6 0 1 1-.1 0z"),
        dye("M34 28H60V34H54V42H48V34H34"),
    ),
    "door": (
        dye("M16 6H48V58H16z"),
        paper("M22 13H42V28H22z"),
        ink(circle(42, 38, 2)),
        line("M8 58h48"),
    ),
    "chair": (
        dye("M18 6H44V32H18z"),
        dye("M14 32H50V40H14z"),
        line("M18 40V58M46 40V58"),
    ),
    "table": (
        dye("M4 20H60V30H4z"),
        line("M12 30V56M52 30V56M24 30q8 8 16 0"),
    ),
    "lamp": (
        dye("M20 8H44L54 34H10z"),
        line("M32 34V56M18 56H46"),
    ),
    "bed": (
        dye("M6 34H58V48H6z"),
        paper("M10 24H26V34H10z"),
        line("M6 16V56M58 34V56"),
    ),
    "window": (
        dye("M10 8H54V52H10z"),
        line("M32 8V52M10 30H54M6 56H58"),
    ),
}

CLOTHES: Final[dict[str, Drawing]] = {
    "dress": (
        dye("M22 6Q32 16 42 6L44 26 56 58H8L20 26z"),
        line("M20 28H44"),
    ),
    "sock": (
        dye("M20 6H42V34L56 44Q60 56 50 57H30Q20 56 20 46z"),
        line("M20 16H42"),
    ),
    "shoe": (
        dye("M6 24H22Q28 36 44 38Q58 40 58 52H6z"),
        line("M6 46H58M28 30l5-5M35 35l4-5"),
    ),
    "hat": (
        dye("M18 40C16 10 48 10 46 40z"),
        dye("M4 40H60Q54 50 32 50T4 40z"),
    ),
    "button": (
        dye(circle(32, 32, 25)),
        ink(circle(25, 25, 3) + circle(39, 25, 3) + circle(25, 39, 3) + circle(39, 39, 3)),
        line(circle(32, 32, 17)),
    ),
    "spool": (
        dye("M18 16H46V48H18z"),
        paper("M12 6H52V16H12zM12 48H52V58H12z"),
        line("M18 26L46 22M18 34L46 30M18 42L46 38"),
    ),
    "scissors": (
        dye(circle(18, 48, 9)),
        dye(circle(46, 48, 9)),
        line("M22 40L42 6M42 40L22 6"),
    ),
    "glove": (
        dye(
            "M16 58V34L8 24Q8 16 15 19L20 26V12Q22 6 26 10V24 8Q30 2 34 8V24L36 10Q40 5 43 11L42 28 46 20Q51 18 51 24L46 42V58z"
        ),
        line("M16 50H46"),
    ),
}

UNDER_WAY: Final[dict[str, Drawing]] = {
    "boat": (
        dye("M34 6L56 38H34z"),
        paper("M28 12V38H12z"),
        dye("M4 44H60Q56 58 44 58H20Q8 58 4 44z"),
        line("M31 6V44"),
    ),
    "bicycle": (
        dye(circle(16, 42, 12)),
        dye(circle(48, 42, 12)),
        line("M16 42L26 22H42L32 42zM26 22L32 42M48 42L40 16H46M22 18h8"),
    ),
    "bus": (
        dye("M4 12H54Q60 12 60 20V48H4z"),
        paper("M10 18H24V30H10zM28 18H42V30H28zM46 18H54V30H46z"),
        paper(circle(18, 48, 6) + circle(46, 48, 6)),
    ),
    "train": (
        dye("M14 6H50Q56 6 56 14V48H8V14Q8 6 14 6z"),
        paper("M14 14H50V30H14z"),
        ink(circle(18, 40, 3) + circle(46, 40, 3)),
        line("M18 48L10 60M46 48l8 12"),
    ),
    "plane": (dye("M26 24L24 6H32L44 26H56Q62 32 56 36H44L32 58H24L26 38H14L8 44H4V18H8L14 24z"),),
    "balloon": (
        dye("M32 4C52 4 58 26 38 44H26C6 26 12 4 32 4z"),
        line("M32 4Q22 24 30 44M32 4Q42 24 34 44"),
        paper("M26 48H38V58H26z"),
    ),
    "pram": (
        dye("M8 28C8 12 20 6 32 6V28z"),
        dye("M6 28H54Q54 46 36 46H24Q8 46 6 28z"),
        line("M54 28L60 16"),
        paper(circle(20, 54, 6) + circle(42, 54, 6)),
    ),
    "cart": (
        dye("M14 16H58L52 42H20z"),
        line("M4 8H12L20 42M28 16L31 42M42 16L41 42"),
        paper(circle(26, 53, 5) + circle(46, 53, 5)),
    ),
}
