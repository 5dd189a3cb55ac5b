"""The frame is the same five places on each page, and a hand on the table: go, ask, change, stop."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, ink, inlay, line, paper, rope, skin, tea

FRAME: Final[dict[str, Drawing]] = {
    "back": (line("M56 32H10M28 12L8 32L28 52"),),
    "next": (line("M8 32H54M36 12L56 32L36 52"),),
    "globe": (dye(circle(32, 32, 26)), paper("M32 6Q14 32 32 58Q50 32 32 6z"), inlay("M10.5 32H53.5")),
    "listen": (dye("M4 24H16L32 10V54L16 40H4z"), line("M41 24Q47 32 41 40M49 16Q61 32 49 48")),
    "call": (
        ink("M5 40C1 34 3 28 6 24C4 14 12 7 22 8C32 7 40 14 38 24C41 28 43 34 39 40z"),
        dye("M3 60C3 47 11 42 22 42C29 42 33 44 36 47L44 37 57 40C52 51 45 57 41 60z"),
        skin("M22 14C14 14 12 20 12 27C12 35 17 41 22 41S32 35 32 27C32 20 30 14 22 14z"),
        ink("M10 28C8 15 18 9 26 13C32 14 36 21 34 29C31 25 28 21 26 18C22 23 15 23 10 28z"),
        skin(
            "M43 41L40.7 30.5L35.8 29.8A2.6 2.6 0 0 1 36.5 24.6L41.4 25.3L41.9 22.9L36.9 15.5A2.5 2.5 0 0 1 41 12.7"
            "L46 20.1L45 20.6L43 9.2A2.5 2.5 0 0 1 47.9 8.4L49.9 19.7L48.8 19.7L51.3 9.5A2.5 2.5 0 0 1 56.1 10.7"
            "L53.6 20.9L52.8 20.5L57.5 14.7A2.4 2.4 0 0 1 61.2 17.7L56.5 23.5L56.5 42z"
        ),
        line("M18.5 28v.5M26 28v.5M18 33q4 4 8.5 0"),
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
    ),
    "hourglass": (
        paper("M14 8H50C50 24 38 26 36 32C38 38 50 40 50 56H14C14 40 26 38 28 32C26 26 14 24 14 8z"),
        dye("M20 18H44C42 24 35 27 32 32C29 27 22 24 20 18zM32 42L46 56H18z"),
        line("M10 8H54M10 56H54"),
    ),
    "warning": (
        rope(
            "M3 56C20 56 38 48 41 36C44 24 36 13 25 16C14 19 12 34 22 40C32 46 48 42 52 32C55 22 44 14 34 20"
        ),
        rope("M34 20C22 28 24 50 61 56"),
    ),
    "question": (
        ink("M5 40C0 34 2 28 5 24C3 13 11 6 20 7C29 6 36 13 34 24L35 34 22 42z"),
        dye("M2 60C2 46 9 42 19 42S36 46 36 60z"),
        skin("M21 13C13 13 11 19 11 26C11 34 16 41 21 41S31 34 31 26C31 19 29 13 21 13z"),
        ink("M9 27C7 14 17 8 25 12C31 13 34 20 33 27C29 25 26 21 24 18C21 23 14 23 9 27z"),
        line("M18 27v.5M26 27v.5"),
        ink(circle(23, 34, 2.2)),
        line("M37 38C46 44 62 36 61 21C60 6 40 4 38 18C37 30 53 32 54 21C54 14 46 13 46 19"),
    ),
    "camera": (
        dye("M4 18H18L23 10H41L46 18H60V54H4z"),
        paper(circle(32, 35, 12)),
        line("M32 29a6 6 0 0 1 6 6"),
        paper(circle(52, 26, 2.6)),
    ),
}
