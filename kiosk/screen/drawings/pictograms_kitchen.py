"""Food, and the things it is served in."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, circle, dye, ink, inlay, line, paper

FOOD: Final[dict[str, Drawing]] = {
    "apple": (
        dye("M32 20C24 12 8 16 9 34C10 50 22 60 32 54C42 60 54 50 55 34C56 16 40 12 32 20z"),
        line("M32 20Q32 10 38 6"),
    ),
    "bread": (
        dye("M8 30C2 14 20 12 32 12S62 14 56 30V52H8z"),
        paper(
            "M17 22Q25 24 26 36Q17 33 17 22zM29 22Q37 24 38 36Q29 33 29 22zM41 22Q49 24 50 36Q41 33 41 22z"
        ),
    ),
    "carrot": (
        line("M42 20q-3-12 4-15M44 22q12-12 17-6M43 20q6-8 12-14"),
        dye("M46 24Q40 14 30 20L6 58Q44 42 46 24z"),
        paper("M25.5 27L36 32 34 37 22.5 32zM18 39L28 45 24 48 15.5 43z"),
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
        paper("M22 28Q29 19 40 23Q33 32 22 28z"),
    ),
    "egg": (
        paper("M4 38C4 22 18 24 22 16C28 8 44 10 48 20C60 26 64 42 52 48C44 58 26 56 20 52C10 54 4 48 4 38z"),
        dye(circle(32, 34, 10)),
    ),
    "corn": (
        dye("M32 6C44 10 46 34 32 54C18 34 20 10 32 6z"),
        paper(circle(32, 15, 3) + circle(28, 23, 3) + circle(36, 23, 3) + circle(32, 31, 3)),
        paper("M32 58C18 56 12 42 14 30C24 36 30 44 32 58zM32 58C46 56 52 42 50 30C40 36 34 44 32 58z"),
    ),
}

TABLE: Final[dict[str, Drawing]] = {
    "cup": (
        line("M22 16q-4-4 0-8M34 16q-4-4 0-8"),
        line("M48 26q12 0 9 9q-3 6-11 5M6 58H50"),
        dye("M8 22H48C48 42 44 52 28 52S8 42 8 22z"),
        paper("M13 34l5-6 5 6-5 6zM23 34l5-6 5 6-5 6zM33 34l5-6 5 6-5 6z"),
    ),
    "glass": (
        dye("M18 6H46C44 22 38 26 42 36C46 44 44 50 40 52H24C20 50 18 44 22 36C26 26 20 22 18 6z"),
        paper("M18 6H46L44.3 16H19.700z"),
        line("M10 58H54"),
    ),
    "pot": (
        line("M15 32q-11 0-11 8t10 7"),
        dye("M47 36L56 20H62L50 48z"),
        dye("M14 26H48C54 44 48 54 31 54S8 44 14 26z"),
        paper("M19 26Q31 12 43 26z"),
        ink(circle(31, 14, 3.4)),
    ),
    "spoon": (dye("M32 4C45 4 46 28 35 31V58H29V31C18 28 19 4 32 4z"),),
    "plate": (
        line("M7 6V20Q7 26 4 26M4 6V18M10 6V18M7 26V58M58 6Q53 14 54 34H58zM58 34V58"),
        dye(circle(32, 32, 18)),
        paper(circle(32, 32, 10)),
    ),
    "jug": (
        line("M43 16q16-2 14 12q-2 12-10 12"),
        dye("M16 6H46L42 20C52 32 50 58 30 58S8 32 20 20z"),
        paper("M16 6H46L42 20H20z"),
    ),
    "bowl": (dye("M4 28H60C60 46 48 54 32 54S4 46 4 28z"), inlay("M14 36l6 6 6-6 6 6 6-6 6 6 6-6")),
    "pan": (
        dye("M4 26H42V38Q42 46 34 46H12Q4 46 4 38z"),
        dye("M42 28H62V34H42"),
    ),
}
