"""The house, the clothes and the way to the centre."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, line, paper

HOME: Final[dict[str, Drawing]] = {
    "house": (
        dye("M6 30L32 8 58 30H52V56H12V30z"),
        paper("M27 56V40H38V56"),
    ),
    "key": (
        dye("M33.9 28H61V45H54.500V36H50V42H44V36H33.900A14.5 14.5 0 1 1 33.9 28z"),
        paper(circle(19, 32, 6.5)),
    ),
    "door": (
        line("M16 5H54V58M8 58H16M50 58H60"),
        dye("M16 5L43 11V62L16 58z"),
        paper("M21 13L37 16.500V31H21z"),
        paper(circle(37, 40, 2.8)),
    ),
    "chair": (
        dye("M18 6H44V32H18z"),
        dye("M14 32H50V40H14z"),
        line("M18 40V58M46 40V58"),
    ),
    "table": (
        line("M12 36V58M52 36V58"),
        dye("M4 16H60V34L53 28 46 34 39 28 32 34 25 28 18 34 11 28 4 34z"),
        line("M23 16V10Q23 6 28 6H36V16M36 8q6 0 4 4l-4 1"),
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
        dye("M12 4H52V46H12z"),
        paper("M17 9H29.500V24H17zM34.5 9H47V24H34.500zM17 29H29.500V44H17zM34.5 29H47V44H34.500z"),
        dye("M4 46H60L56 59H8z"),
    ),
}

CLOTHES: Final[dict[str, Drawing]] = {
    "dress": (dye("M22 6Q32 16 42 6L44 26 56 58H8L20 26z"), paper("M20 26H44L46.3 32H17.700z")),
    "sock": (dye("M20 6H42V34L56 44Q60 56 50 57H30Q20 56 20 46z"), paper("M20 6H42V16H20z")),
    "shoe": (
        line("M28 30l5-6M35 35l4-6"),
        dye("M6 24H22Q28 36 44 38Q58 40 58 52H6z"),
        paper("M6 46H56.500Q58 48 58 52H6z"),
    ),
    "hat": (dye("M18 40C16 10 48 10 46 40z"), paper("M18 33H46V42H18z"), dye("M4 40H60Q54 50 32 50T4 40z")),
    "button": (
        dye(circle(29, 35, 23)),
        paper(circle(22, 28, 3.8) + circle(36, 28, 3.8) + circle(22, 42, 3.8) + circle(36, 42, 3.8)),
        line("M48 20Q58 18 50 8L61 2"),
    ),
    "spool": (
        dye("M18 16H46V48H18z"),
        paper("M18 24L46 19V25L18 30zM18 36L46 31V37L18 42z"),
        paper("M12 6H52V16H12zM12 48H52V58H12z"),
    ),
    "scissors": (
        line("M22 40L42 6M42 40L22 6"),
        dye(circle(18, 48, 10)),
        dye(circle(46, 48, 10)),
        paper(circle(18, 48, 4.5) + circle(46, 48, 4.5)),
    ),
    "glove": (
        dye(
            "M16 58V34L8 24Q8 16 15 19L20 26V12Q22 6 26 10V24 8Q30 2 34 8V24L36 10Q40 5 43 11L42 28 46 20Q51 18 51 24L46 42V58z"
        ),
        paper("M16 48H46V58H16z"),
    ),
}

UNDER_WAY: Final[dict[str, Drawing]] = {
    "boat": (
        dye("M34 5L57 38H34z"),
        paper("M28 12V38H11z"),
        dye("M4 44H60Q56 58 44 58H20Q8 58 4 44z"),
        line("M31 5V44"),
    ),
    "bicycle": (
        paper(circle(16, 43, 12) + circle(48, 43, 12)),
        dye("M26 22H42L32 43z"),
        line("M16 43L26 22M26 22L24 16M19 16h10M32 43H16M48 43L40 16H47"),
    ),
    "bus": (
        dye("M4 12H54Q60 12 60 20V48H4z"),
        paper("M10 18H24V30H10zM28 18H42V30H28zM46 18H54V30H46z"),
        paper(circle(18, 48, 6) + circle(46, 48, 6)),
    ),
    "train": (
        line("M18 48L10 60M46 48l8 12"),
        dye("M14 6H50Q56 6 56 14V48H8V14Q8 6 14 6z"),
        paper("M14 14H50V30H14z"),
        paper(circle(18, 39, 4) + circle(46, 39, 4)),
    ),
    "plane": (dye("M26 24L24 6H32L44 26H56Q62 32 56 36H44L32 58H24L26 38H14L8 44H4V18H8L14 24z"),),
    "balloon": (
        dye("M32 4C52 4 58 26 38 44H26C6 26 12 4 32 4z"),
        paper("M32 4Q20 24 29 44H35Q44 24 32 4z"),
        paper("M26 49H38V59H26z"),
        line("M28 44V49M36 44V49"),
    ),
    "pram": (
        dye("M8 28C8 12 20 6 32 6V28z"),
        dye("M6 28H54Q54 46 36 46H24Q8 46 6 28z"),
        line("M54 28L60 16"),
        paper(circle(20, 54, 6) + circle(42, 54, 6)),
    ),
    "cart": (
        line("M4 8H12L20 42"),
        dye("M14 16H58L52 42H20z"),
        paper("M21 21H29L30 27H22.500zM35 21H43L42.5 27H35.500zM23.5 31H30L31 37H25zM36 31H42.500L42 37H36z"),
        paper(circle(26, 53, 5) + circle(46, 53, 5)),
    ),
}
