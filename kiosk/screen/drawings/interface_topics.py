"""What a parent may ask about, and the nine topics of the network, in pictures that need no word."""

from typing import Final

# Names, not the module: a drawing is read as a list of parts.
from kiosk.screen.drawings.sprite import Drawing, brown, circle, dye, fair, ink, inlay, line, paper, skin

TOPICS: Final[dict[str, Drawing]] = {
    "school": (
        line("M24 14V8Q24 4 28 4H36Q40 4 40 8V14"),
        dye("M10 60V26Q10 12 24 12H40Q54 12 54 26V60z"),
        paper("M18 38H46V54H18zM18 22H46V30H18z"),
        line("M18 44H46M32 44v4"),
    ),
    "dutch": (
        paper("M22 6H58Q61 6 61 9V30Q61 33 58 33H52V42L42 33H22z"),
        line("M27 14q3.5-6 7 0t7 0 7 0 7 0"),
        dye("M6 20H42Q46 20 46 24V44Q46 48 42 48H26L14 60V48H6Q2 48 2 44V24Q2 20 6 20z"),
        inlay("M10 34q3.5-8 7 0t7 0 7 0 7 0"),
    ),
    "growth": (
        line("M10 4V58M10 10h9M10 22h6M10 34h9M10 46h6M4 60H60"),
        dye("M24 58L28 38C30 33 48 33 50 38L54 58z"),
        fair(circle(39, 22, 12)),
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
        paper("M12 37H22V44H12zM27 37H37V44H27zM42 37H52V44H42zM19 48H30V54H19zM34 48H45V54H34z"),
    ),
    "parents": (
        ink("M3 30C1 6 31 6 29 30z"),
        dye("M2 60V46C2 36 8 33 16 33S30 36 30 46V60z"),
        brown(circle(16, 20, 9.5)),
        ink("M6 21C4 9 14 7 17 11C23 10 28 15 26 21Q21 19 18 14Q13 20 6 21z"),
        line("M13 22v.5M20 22v.5"),
        dye("M34 60V46C34 36 40 33 48 33S62 36 62 46V60z"),
        skin(circle(48, 20, 9.5)),
        ink("M38 19C37 6 59 6 58 19Q53 15 48 15T38 19z"),
        line("M44 21v.5M52 21v.5"),
        paper("M20 60C20 52 24 49 32 49S44 52 44 60z"),
        skin(circle(32, 41, 8)),
        ink("M24 40C23 30 41 30 40 40Q36 36 32 36T24 40z"),
        line("M29 42v.5M35 42v.5"),
    ),
    "school-together": (
        line("M30 56Q33 62 38 56M18 56Q34 70 49 56"),
        dye("M2 30L17 16 32 30V56H2z"),
        paper("M12 56V42H22V56z"),
        line("M45 25V20H54V25"),
        dye("M38 56V34Q38 24 46 24H53Q61 24 61 34V56z"),
        paper("M43 43H56V52H43zM43 32H56V37H43z"),
    ),
    "girls": (
        ink("M12 38C9 6 37 6 34 38z"),
        dye("M10 60L16 38C18 34 28 34 30 38L36 60z"),
        brown(circle(23, 24, 10)),
        ink("M13 24C12 10 34 10 33 24Q29 18 23 18T13 24z"),
        line("M20 25v.5M27 25v.5M21 29q2 2 4 0"),
        dye("M50 4L61 16 50 30 40 16z"),
        line("M50 30Q48 44 31 46"),
    ),
    "child-rights": (
        dye("M6 26C8 8 22 4 32 4S56 8 58 26Q50 20 41 26Q32 20 23 26Q14 20 6 26z"),
        line("M32 4V1"),
        dye("M18 60C18 50 24 46 32 46S46 50 46 60z"),
        brown(circle(32, 36, 10)),
        line("M28 36v.5M36 36v.5M29 40q3 3 6 0M48 52V24"),
    ),
    "mother-tongue": (
        ink("M5 36C-1 8 37 8 33 36z"),
        dye("M2 60V50C2 42 8 38 19 38S36 42 36 50L38 60z"),
        skin(circle(19, 25, 10.5)),
        ink("M8 26C6 14 16 11 20 15C27 14 31 20 30 26Q24 23 22 18Q16 25 8 26z"),
        line("M16 27v.5M24 27v.5M18 31q3 2 6 0"),
        paper("M16 50C22 42 38 42 44 47C52 50 50 58 42 58H24C16 58 14 54 16 50z"),
        skin(circle(42, 50, 6.5)),
        paper("M38 4H58Q62 4 62 8V22Q62 26 58 26H46L38 33V26Q34 26 34 22V8Q34 4 38 4z"),
        line("M40 16q4-8 8 0t8 0"),
    ),
    "digital": (
        dye("M12 4H52Q56 4 56 8V56Q56 60 52 60H12Q8 60 8 56V8Q8 4 12 4z"),
        paper("M14 10H50V48H14z"),
        paper(circle(32, 54, 2.6)),
        line("M20 20H44M20 29H38M20 38H42"),
    ),
    "citizen": (
        paper("M20 4H44V36H20z"),
        line("M26 18L31 24 39 12"),
        dye("M4 32H60V58H4z"),
        paper("M14 32H50V38H14z"),
    ),
    "inclusion": (
        line("M2 42Q6 36 12 34Q22 48 32 34Q42 48 52 34Q58 36 62 42"),
        dye("M5 60L8 36Q12 30 16 36L20 60z"),
        fair(circle(12, 22, 8)),
        paper("M25 60L28 36Q32 30 36 36L40 60z"),
        brown(circle(32, 22, 8)),
        ink("M24 22C23 10 41 10 40 22Q36 17 32 17T24 22z"),
        dye("M45 60L48 36Q52 30 56 36L60 60z"),
        skin(circle(52, 22, 8)),
        ink("M43 30C40 10 64 10 61 30Q61 22 56 18Q50 24 44 23Q43 26 43 30z"),
    ),
}
