"""The frame is the same five places on each page, and a hand on the table: go, ask, change, stop."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, ink, inlay, line, opening, paper, skin, tea

FRAME: Final[dict[str, Drawing]] = {
    "back": (line("M56 32H10M28 12L8 32L28 52"),),
    "next": (line("M8 32H54M36 12L56 32L36 52"),),
    "globe": (dye(circle(32, 32, 26)), inlay("M32 6Q15 32 32 58M32 6Q49 32 32 58M6 32H58")),
    "listen": (dye("M4 24H16L32 10V54L16 40H4z"), line("M41 24Q47 32 41 40M49 16Q61 32 49 48")),
    "call": (
        ink("M8 44C4 30 5 9 22 8C39 9 40 26 36 44z"),
        dye("M3 60C3 47 11 42 22 42C29 42 33 44 36 47L44 36 56 39C52 50 45 56 41 60z"),
        skin("M22 13C14 13 12 19 12 26C12 34 17 40 22 40S32 34 32 26C32 19 30 13 22 13z"),
        ink("M10 27C8 14 18 8 26 12C32 13 36 20 34 28C31 24 28 20 26 17C22 22 15 22 10 27z"),
        skin(
            "M43 41L40.7 30.5L35.8 29.8A2.6 2.6 0 0 1 36.5 24.6L41.4 25.3L41.9 22.9L36.9 15.5A2.5 2.5 0 0 1 41 12.7"
            "L46 20.1L45 20.6L43 9.2A2.5 2.5 0 0 1 47.9 8.4L49.9 19.7L48.8 19.7L51.3 9.5A2.5 2.5 0 0 1 56.1 10.7"
            "L53.6 20.9L52.8 20.5L57.5 14.7A2.4 2.4 0 0 1 61.2 17.7L56.5 23.5L56.5 42z"
        ),
        line("M18.5 28v.5M26 28v.5M18.5 33q3.5 3.5 7 0"),
    ),
    "finish": (line("M14 14L50 50M50 14L14 50"),),
    "check": (line("M8 34L25 50L56 14"),),
    "yes": (dye(circle(32, 32, 27)), paper("M12 34L20 26L28 34L44 16L52 24L28 50z")),
    "plus": (line("M32 10V54M10 32H54"),),
    "change": (
        dye("M10 44L42 12l10 10L20 54z"),
        paper("M10 44L20 54 7 57z"),
        paper("M36 18L46 28 52 22 42 12z"),
    ),
    "wipe": (dye("M20 12H60V52H20L4 32z"), inlay("M31 24L47 40M47 24L31 40")),
    "pencil": (
        line("M4 58q6-10 10-2t10-2 10 2"),
        dye("M26 36L48 8l10 8L36 44z"),
        paper("M26 36L36 44 23 48z"),
    ),
    "mark": (
        dye("M4 28L32 5 60 28V59H4z"),
        paper("M21 24H43C41 32 37 34 40 41C43 47 42 51 38 53H26C22 51 21 47 24 41C27 34 23 32 21 24z"),
        tea("M23.5 31H40.500C38 35 38 38 40 41C43 47 42 51 38 53H26C22 51 21 47 24 41C26 38 26 35 23.5 31z"),
        inlay("M17 59H47"),
    ),
    "hourglass": (
        paper("M14 8H50C50 24 38 26 36 32C38 38 50 40 50 56H14C14 40 26 38 28 32C26 26 14 24 14 8z"),
        dye("M20 18H44C42 24 35 27 32 32C29 27 22 24 20 18zM32 42L46 56H18z"),
        line("M10 8H54M10 56H54"),
    ),
    "warning": (
        line("M2 50C18 56 46 54 50 34C52 18 34 10 24 20C14 30 24 46 38 44C50 42 56 30 62 14"),
        dye(circle(44, 44, 9)),
        inlay("M39 38L50 49"),
    ),
    "question": (
        dye("M2 60C2 46 9 41 19 41S36 46 36 60z"),
        ink("M5 30C2 8 36 6 34 24L33 32 20 46 6 42z"),
        skin("M20 12C12 12 10 18 10 25C10 33 15 39 20 39S30 33 30 25C30 18 28 12 20 12z"),
        ink("M8 26C6 13 16 8 24 12C30 13 33 20 32 26C28 24 25 20 23 17C20 22 13 22 8 26z"),
        line("M17 25v.5M24.5 25v.5"),
        ink(circle(21.5, 32.5, 2)),
        line("M32 36q8 4 14-2t10-14-10-12-10 10 8 10 8-9-4-3"),
    ),
    "camera": (
        dye("M4 18H18L23 10H41L46 18H60V54H4z"),
        paper(circle(32, 35, 12)),
        line("M32 29a6 6 0 0 1 6 6"),
        opening(circle(52, 25, 3)),
    ),
}
