"""What a parent may ask about, and the nine topics of the network, in pictures that need no word."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, around, circle, dye, ink, inlay, line, opening, paper, skin

# Eight neighbours around one table, seen from above.
RING: Final = around(32, 32, 23, 8)

TOPICS: Final[dict[str, Drawing]] = {
    "school": (
        dye("M4 30H60V58H4z"),
        dye("M20 58V22L32 8 44 22V58z"),
        paper("M27 58V44H37V58z"),
        paper(circle(32, 28, 6)),
        paper("M8 36H15V46H8zM49 36H56V46H49z"),
    ),
    "dutch": (
        paper("M22 6H58Q61 6 61 9V30Q61 33 58 33H52V42L42 33H22z"),
        dye("M6 20H42Q46 20 46 24V44Q46 48 42 48H26L14 60V48H6Q2 48 2 44V24Q2 20 6 20z"),
        inlay("M10 34q4-9 8 0t8 0 8 0"),
        line("M50 14v9"),
    ),
    "growth": (
        line("M10 4V58M10 10h9M10 22h6M10 34h9M10 46h6M4 60H60"),
        dye("M24 58L28 38C30 33 48 33 50 38L54 58z"),
        skin(circle(39, 22, 12)),
        ink("M27 21C25 6 53 6 51 21Q45 15 39 15T27 21z"),
        line("M35 23v.5M43 23v.5M36 28q3 3 6 0"),
    ),
    "health": (
        dye("M32 58C10 42 4 32 4 22C4 6 24 4 32 18C40 4 60 6 60 22C60 32 54 42 32 58z"),
        paper("M32 48C20 44 18 32 26 22C38 28 42 38 32 48z"),
        line("M32 48L28 32"),
    ),
    "money": (
        paper("M16 14H48V20C56 26 56 34 56 40V52Q56 60 48 60H16Q8 60 8 52V40C8 34 8 26 16 20z"),
        dye("M8 42H56V52Q56 60 48 60H16Q8 60 8 52z"),
        line("M12 14H52"),
        dye(circle(32, 28, 7)),
    ),
    "housing": (
        dye("M4 32L32 8 60 32V58H4z"),
        paper("M32 24a8 8 0 1 1 -.1 0zM29 38V52H35V48H39V44H35V38z"),
    ),
    "work": (
        line("M22 20V12Q22 8 26 8H38Q42 8 42 12V20"),
        dye("M4 20H60V56H4z"),
        paper("M4 20H60V34H4z"),
        paper("M26 28H38V42H26z"),
    ),
    "other": (
        line("M14 30C14 0 50 0 50 30"),
        dye("M4 30H60L54 58H10z"),
        opening("M14 37H24V43H14zM28 37H38V43H28zM42 37H52V43H42zM20 47H30V53H20zM34 47H44V53H34z"),
    ),
    "parents": (
        ink("M6 30C4 8 36 6 36 26V34z"),
        dye("M4 60V48C4 38 10 35 21 35C30 35 36 40 38 48L40 60z"),
        skin(circle(21, 22, 11)),
        ink("M10 22C8 10 18 8 22 12C29 11 33 16 32 23Q25 20 23 15Q18 21 10 22z"),
        dye("M36 60C36 50 40 46 47 46S60 50 60 60z"),
        skin(circle(47, 36, 9)),
        ink("M38 36C36 24 58 24 56 36Q52 30 47 30T38 36z"),
    ),
    "school-together": (
        dye("M3 30L17 16 31 30V56H3z"),
        paper("M12 56V42H22V56z"),
        dye("M36 24H61V56H36z"),
        dye("M42 24V14L48.5 7 55 14V24z"),
        paper("M44 56V42H53V56z"),
        line("M17 10Q30 -2 42 8"),
    ),
    "girls": (
        dye("M10 60L16 38C18 34 28 34 30 38L36 60z"),
        skin(circle(23, 24, 10)),
        ink("M12 36C10 6 36 6 34 36L31 36Q34 26 31 20Q22 22 15 20Q12 28 15 36z"),
        dye("M50 4L61 16 50 30 40 16z"),
        line("M50 30Q48 42 33 44"),
    ),
    "child-rights": (
        dye("M6 26C8 8 22 4 32 4S56 8 58 26Q50 20 41 26Q32 20 23 26Q14 20 6 26z"),
        line("M32 4V1"),
        dye("M18 60C18 50 24 46 32 46S46 50 46 60z"),
        skin(circle(32, 36, 10)),
        line("M28 36v.5M36 36v.5M29 40q3 3 6 0M48 52V24"),
    ),
    "mother-tongue": (
        dye("M12 38H52C52 50 44 54 32 54S12 50 12 38z"),
        paper("M30 38C30 22 52 22 52 38z"),
        line("M8 54Q32 66 56 54"),
        paper("M4 6H34Q37 6 37 9V19Q37 22 34 22H20L12 30V22H4Q2 22 2 19V9Q2 6 4 6z"),
        line("M9 15q3-7 6 0t6 0 6 0"),
    ),
    "digital": (
        dye("M12 4H52Q56 4 56 8V56Q56 60 52 60H12Q8 60 8 56V8Q8 4 12 4z"),
        paper("M14 10H50V48H14z"),
        opening(circle(32, 54, 2.5)),
        line("M20 22H34M20 30H44M20 38H38"),
    ),
    "citizen": (
        paper("M20 4H44V36H20z"),
        line("M26 18L31 24 39 12"),
        dye("M4 32H60V58H4z"),
        paper("M14 32H50V38H14z"),
    ),
    "inclusion": (
        *(dye(circle(round(x, 1), round(y, 1), 8)) for x, y in RING[::2]),
        *(paper(circle(round(x, 1), round(y, 1), 8)) for x, y in RING[1::2]),
        paper(circle(32, 32, 9)),
    ),
}
