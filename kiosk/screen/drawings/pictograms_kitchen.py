"""Food, and the things it is served in."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, ink, line, paper

FOOD: Final[dict[str, Drawing]] = {
    "apple": (
        dye("M32 20C24 12 8 16 9 34C10 50 22 60 32 54C42 60 54 50 55 34C56 16 40 12 32 20z"),
        line("M32 20Q32 10 38 6"),
    ),
    "bread": (
        dye("M8 30C2 14 20 12 32 12S62 14 56 30V52H8z"),
        line("M20 24l6 10M32 24l6 10M44 24l5 9"),
    ),
    "carrot": (
        line("M40 22q-2-14 6-16M42 24q12-12 17-6M40 22q6-8 12-14"),
        dye("M46 24Q40 14 30 20L6 58Q44 42 46 24z"),
        line("M26 34l6 4M20 44l5 3"),
    ),
    "pear": (
        dye("M32 14C42 14 40 26 46 34C54 46 48 58 32 58S10 46 18 34C24 26 22 14 32 14z"),
        line("M32 14Q32 6 38 4"),
    ),
    "grapes": (
        dye(circle(20, 26, 8)),
        dye(circle(36, 26, 8)),
        dye(circle(50, 27, 7)),
        dye(circle(28, 39, 8)),
        dye(circle(43, 39, 8)),
        dye(circle(35, 52, 8)),
        line("M34 18V8h10"),
    ),
    "lemon": (
        dye("M6 32Q10 30 14 24C22 12 42 12 50 24Q54 30 58 32Q54 34 50 40C42 52 22 52 14 40Q10 34 6 32z"),
        line("M24 26q6-5 12-4"),
    ),
    "egg": (
        paper("M4 38C4 22 18 24 22 16C28 8 44 10 48 20C60 26 64 42 52 48C44 58 26 56 20 52C10 54 4 48 4 38z"),
        dye(circle(32, 34, 10)),
    ),
    "corn": (
        dye("M32 6C44 10 46 34 32 54C18 34 20 10 32 6z"),
        paper("M32 58C18 56 12 42 14 30C24 36 30 44 32 58zM32 58C46 56 52 42 50 30C40 36 34 44 32 58z"),
        line("M32 12v22M26 20h12M26 28h12"),
    ),
}

TABLE: Final[dict[str, Drawing]] = {
    "cup": (
        line("M22 16q-4-4 0-8M34 16q-4-4 0-8"),
        dye("M8 22H48C48 42 44 52 28 52S8 42 8 22z"),
        line("M48 26q12 0 9 9q-3 6-11 5M6 58H50"),
    ),
    "glass": (
        dye("M18 6H46C44 22 38 26 42 36C46 44 44 50 40 52H24C20 50 18 44 22 36C26 26 20 22 18 6z"),
        line("M10 58H54M20 16H44"),
    ),
    "pot": (
        dye("M14 26H50C56 46 48 54 32 54S8 46 14 26z"),
        line("M22 26Q32 14 42 26M50 32q10-4 10-12M14 34q-10 0-10 8t8 6"),
        ink(circle(32, 15, 3)),
    ),
    "spoon": (dye("M32 4C44 4 46 26 34 30V58H30V30C18 26 20 4 32 4z"),),
    "plate": (
        dye(circle(32, 32, 26)),
        paper(circle(32, 32, 15)),
    ),
    "jug": (
        dye("M16 6H46L42 20C52 32 50 58 30 58S8 32 20 20z"),
        line("M43 16q16-2 14 12q-2 12-10 12M20 20H42"),
    ),
    "bowl": (
        dye("M4 28H60C60 46 48 54 32 54S4 46 4 28z"),
        line("M14 36l6 6 6-6 6 6 6-6 6 6 6-6"),
    ),
    "pan": (
        dye("M4 26H42V38Q42 46 34 46H12Q4 46 4 38z"),
        dye("M42 28H62V34H42"),
    ),
}
