"""Those who come are drawn as portraits: a dashed place is only a line, and it is printed when someone takes it."""

from typing import Final, NamedTuple

from kiosk.screen.drawings.body import torso
from kiosk.screen.drawings.head import Eyes, Hair, head
from kiosk.screen.drawings.pen import (
    BROWN,
    GREY,
    HAIR,
    INDIGO,
    LEAF,
    MADDER,
    ROSE,
    SKIN_1,
    SKIN_2,
    SKIN_3,
    SKIN_4,
    SKY,
    STRAW,
    WELD,
    Scene,
)
from kiosk.screen.drawings.things import key_on_cord


class Person(NamedTuple):
    """Whom a portrait shows; `look` is -3 or 3, the side to which the features shift."""

    skin: str
    hair: Hair
    colour: str
    coat: str
    look: int = 3
    eyes: Eyes = Eyes.DOT
    aid: bool = False


ADULTS: Final = (
    Person(SKIN_2, Hair.WAVE, HAIR, ROSE),
    Person(SKIN_3, Hair.BEARD, HAIR, LEAF, look=-3),
    Person(SKIN_3, Hair.SCARF, INDIGO, WELD),
    Person(SKIN_1, Hair.GREY, GREY, INDIGO, look=-3, eyes=Eyes.GLASS),
    Person(SKIN_4, Hair.CROP, HAIR, MADDER, aid=True),
)
CHILDREN: Final = (
    Person(SKIN_3, Hair.CURL, BROWN, MADDER),
    Person(SKIN_2, Hair.BRAIDS, HAIR, WELD, look=-3, eyes=Eyes.GLASS),
    Person(SKIN_1, Hair.SHORT, BROWN, LEAF),
    Person(SKIN_4, Hair.PUFFS, HAIR, SKY, look=-3),
    Person(SKIN_1, Hair.FRINGE, WELD, INDIGO),
)
KEY_MOTHERS: Final = (
    Person(SKIN_4, Hair.WRAP, MADDER, STRAW),
    Person(SKIN_1, Hair.BOB, BROWN, LEAF, look=-3),
    Person(SKIN_2, Hair.TAIL, HAIR, INDIGO),
)


def draw() -> dict[str, str]:
    """Portraits by file name: printed for all, and as a line alone where a place can still be free."""
    drawn: dict[str, str] = {}
    for kind, people in (("adult", ADULTS), ("child", CHILDREN), ("key-mother", KEY_MOTHERS)):
        for number, person in enumerate(people, start=1):
            drawn[f"{kind}-{number}.svg"] = portrait(person, kind=kind)
            if kind != "key-mother":
                drawn[f"{kind}-{number}-line.svg"] = portrait(person, kind=kind, outlined=True)
    return drawn


def portrait(person: Person, *, kind: str, outlined: bool = False) -> str:
    """Draw one person of a `kind`: adult, child, or a key mother with her key."""
    child = kind == "child"
    scene = Scene(outlined=outlined)
    torso(scene, (56, 97 if child else 84), person.coat, 29 if child else 44, 124)
    if kind == "key-mother":
        key_on_cord(scene, 56, 100, cord=12)
    head(
        *(scene, (56, 70 if child else 54), person.skin, person.hair, person.colour),
        look=person.look,
        eyes=person.eyes,
        aid=person.aid,
        scale=1.12,
    )
    return scene.portrait_svg()
