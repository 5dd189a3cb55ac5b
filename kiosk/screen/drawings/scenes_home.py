"""What neighbours do at a kitchen table: sew, and drink coffee with the school."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import Hand, arm, torso
from kiosk.screen.drawings.head import Eyes, Hair, Mouth, head
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
    SKIN_4,
    SKY,
    STRAW,
    WELD,
    Scene,
)
from kiosk.screen.drawings.things import Motif, table, tea_glasses


def sewing(scene: Scene) -> None:
    wall.window(scene, 40, -62, 84, 84, curtain=STRAW)
    wall.shelf(scene, 196, -6, 96)
    wall.books(scene, 206, -6, (17, 26, MADDER), (15, 18, WELD))
    wall.plant(scene, 264, -6, ROSE)
    torso(scene, (262, 90), LEAF, 37)
    head(scene, (259, 66), SKIN_1, Hair.GREY, GREY, look=-4, tilt=-4, eyes=Eyes.GLASS)
    torso(scene, (84, 98), ROSE, 37)
    head(scene, (88, 70), SKIN_2, Hair.SCARF, INDIGO, look=5, tilt=6, eyes=Eyes.DOWN)
    table(scene, 150, MADDER, Motif.KNOT)
    scene.shape("M112 162V150H222V162Z", WELD)
    scene.shape("M208 150V108Q208 94 194 94H150Q136 94 136 106V126H154V116H182V150", INDIGO)
    scene.shape("M208 104h8v18h-8", WELD)
    scene.line("M145 127V146M138 146h14")
    scene.shape(
        "M74 160C96 146 112 146 148 148L154 160C140 172 140 186 148 206H58C66 190 58 174 74 160Z", STRAW
    )
    scene.line("M80 174v1M98 168v1M116 176v1M130 162v1M84 192v1M102 188v1M122 194v1", pen=6, colour=MADDER)
    arm(scene, (62, 118), (48, 150), (84, 154), sleeve=ROSE, skin=SKIN_2, thumb=-1)
    arm(scene, (107, 118), (132, 134), (124, 147), sleeve=ROSE, skin=SKIN_2, width=(10, 10, 7))
    scene.shape("M236 128L282 126C286 146 280 160 288 184L244 188C238 168 244 148 236 128Z", WELD)
    scene.line("M246 142h30M247 156h30M249 170h30", colour=MADDER, dashes="7 6")
    arm(scene, (240, 112), (218, 138), (235, 131), sleeve=LEAF, skin=SKIN_1, thumb=-1, hand=Hand.GRIP)
    arm(scene, (284, 112), (312, 138), (288, 131), sleeve=LEAF, skin=SKIN_1, hand=Hand.GRIP)


def coffee(scene: Scene) -> None:
    wall.bunting(scene, -74)
    wall.pinned(scene, 118, 24, wall.HOUSE, MADDER, turn=-5)
    torso(scene, (264, 94), WELD, 38)
    head(scene, (262, 69), SKIN_1, Hair.BOB, BROWN, look=-5, tilt=-3, mouth=Mouth.TALK)
    torso(scene, (60, 104), MADDER, 36)
    head(scene, (62, 80), SKIN_4, Hair.AFRO, HAIR, look=5, tilt=3)
    torso(scene, (164, 100), LEAF, 38)
    head(scene, (165, 76), SKIN_2, Hair.WAVE, HAIR, look=4, tilt=3)
    table(scene, 150, INDIGO, Motif.SEED)
    scene.shape("M228 163L236 147H288L294 163Z", SKY)
    arm(scene, (288, 118), (310, 152), (284, 156), sleeve=WELD, skin=SKIN_1)
    arm(
        scene, (241, 116), (218, 146), (214, 122), sleeve=WELD, skin=SKIN_1, width=(10, 10, 7), hand=Hand.OPEN
    )
    arm(scene, (188, 122), (202, 152), (176, 156), sleeve=LEAF, skin=SKIN_2)
    arm(scene, (82, 124), (104, 152), (82, 156), sleeve=MADDER, skin=SKIN_4)
    tea_glasses(scene, 161, 40, 124, 208)


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {"sewing": sewing, "coffee": coffee}
