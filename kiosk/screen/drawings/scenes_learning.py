"""Where parents and children learn: read aloud, do homework, speak a language, follow a training."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import HANDS, Hand, arm, torso
from kiosk.screen.drawings.colours import PAPER
from kiosk.screen.drawings.head import Eyes, Hair, Mouth, head
from kiosk.screen.drawings.pen import (
    BROWN,
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
from kiosk.screen.drawings.things import Motif, cups, open_book, speech, table


def reading(scene: Scene) -> None:
    wall.lamp(scene, 160, -18, LEAF)
    wall.shelf(scene, 214, 16, 92)
    wall.books(scene, 222, 16, (14, 34, INDIGO), (16, 28, MADDER), (14, 38, WELD), (18, 30, SKY))
    wall.pinned(scene, 62, 4, wall.SUN, WELD, turn=-4)
    torso(scene, (84, 116), MADDER, 29)
    torso(scene, (238, 116), LEAF, 29)
    torso(scene, (160, 82), INDIGO, 46)
    head(scene, (160, 53), SKIN_3, Hair.BEARD, HAIR, look=-3, tilt=-4, eyes=Eyes.DOWN)
    scene.line("M124 112C112 128 114 140 122 148M196 112C208 128 206 140 198 148")
    head(scene, (86, 92), SKIN_3, Hair.BRAIDS, HAIR, look=6, tilt=8, scale=0.9)
    head(scene, (238, 92), SKIN_2, Hair.CURL, BROWN, look=-6, tilt=-8, scale=0.9)
    table(scene, 150, WELD, Motif.STAIR)
    open_book(scene, 160, 160, 52, PAPER)
    scene.line("M120 126h28M120 134h28M120 142h18")
    scene.shape("M174 148V132L187 122 200 130V146", MADDER)
    for x, thumb in ((106, 1), (214, -1)):
        scene.stamp(HANDS[Hand.GRIP], SKIN_3, place=f"translate({x} 154)rotate(-90)scale(1 {thumb})")


def homework(scene: Scene) -> None:
    wall.window(scene, 30, -54, 88, 100, curtain=ROSE)
    wall.clock(scene, 270, -34, 22)
    torso(scene, (124, 106), ROSE, 32)
    torso(scene, (222, 88), INDIGO, 42)
    head(scene, (213, 64), SKIN_4, Hair.SHORT, HAIR, look=-5, tilt=-10, eyes=Eyes.DOWN)
    head(scene, (126, 80), SKIN_2, Hair.LONG, BROWN, look=3, tilt=8, scale=0.94, eyes=Eyes.DOWN)
    table(scene, 150, WELD, Motif.STAIR)
    scene.shape("M98 170L112 143H212L226 170Z", PAPER)
    scene.line("M162 143v27M174 152h24M174 160h32M124 152h22")
    arm(scene, (194, 114), (176, 134), (190, 140), sleeve=INDIGO, skin=SKIN_4)
    arm(scene, (250, 112), (282, 156), (244, 158), sleeve=INDIGO, skin=SKIN_4)
    arm(scene, (106, 124), (84, 150), (98, 160), sleeve=ROSE, skin=SKIN_2, width=(9, 9, 6), thumb=-1)
    arm(scene, (144, 122), (164, 138), (148, 149), sleeve=ROSE, skin=SKIN_2, width=(9, 9, 6), hand=Hand.GRIP)
    scene.shape("M132 161l2-8 12-27 6 3-13 27z", MADDER)
    scene.shape("M14 162h62v-13H14Z", MADDER)
    scene.shape("M20 149h54v-12H20Z", INDIGO)
    scene.shape("M16 137h50v-12H16Z", WELD)
    scene.line("M280 134l-4-20M287 134v-26M295 134l6-18", pen=4)
    scene.shape("M273 162V134h28v28Z", LEAF)


def language(scene: Scene) -> None:
    wall.lamp(scene, 160, -26, MADDER)
    speech(scene, 36, 14, tail=38, wave="q6-11 12 0t12 0 12 0 12 0", colour=MADDER)
    speech(scene, 220, 14, tail=26, wave="l8-12 8 12 8-12 8 12 8-12 8 12", colour=INDIGO)
    torso(scene, (160, 98), MADDER, 36)
    head(scene, (160, 75), SKIN_1, Hair.BUN, BROWN, look=-4, tilt=-4, aid=True)
    torso(scene, (64, 116), LEAF, 38)
    head(scene, (64, 90), SKIN_3, Hair.SCARF, ROSE, look=5, tilt=4, mouth=Mouth.TALK)
    torso(scene, (256, 116), SKY, 40)
    head(scene, (256, 93), SKIN_4, Hair.SHORT, HAIR, look=-5, tilt=-3)
    table(scene, 150, WELD, Motif.STAIR)
    arm(scene, (86, 134), (106, 154), (82, 157), sleeve=LEAF, skin=SKIN_3)
    arm(scene, (234, 134), (212, 154), (236, 157), sleeve=SKY, skin=SKIN_4, thumb=-1)
    arm(scene, (184, 120), (200, 152), (178, 156), sleeve=MADDER, skin=SKIN_1)
    cups(scene, 162, PAPER, 58, 160, 260)


def training(scene: Scene) -> None:
    wall.frame(scene, 28, -56, 64, 50, hill=LEAF)
    wall.lamp(scene, 234, -40, INDIGO)
    scene.line("M196 20L178 160M272 20l18 140")
    scene.shape("M184 14H284V112H184Z", PAPER)
    scene.shape("M178 8H290V20H178Z", LEAF)
    scene.shape("M206 94V66L224 52 242 66V94Z", MADDER)
    scene.line("M250 72h18m-8-7l8 7-8 7M206 36h46", pen=3)
    scene.disc(270, 96, 8, INDIGO)
    torso(scene, (126, 84), INDIGO, 38, 170)
    head(scene, (126, 60), SKIN_2, Hair.BUN, HAIR, look=4, tilt=3, mouth=Mouth.TALK)
    arm(scene, (150, 106), (178, 126), (190, 100), sleeve=INDIGO, skin=SKIN_2, hand=Hand.OPEN)
    table(scene, 158, WELD, Motif.STAIR)
    scene.shape("M104 148l30-8 5 16-30 8Z", MADDER)
    arm(scene, (102, 106), (82, 146), (112, 150), sleeve=INDIGO, skin=SKIN_2, thumb=-1, hand=Hand.GRIP)
    for x, hair, coat in ((42, BROWN, LEAF), (292, MADDER, STRAW)):
        scene.shape(f"M{x - 37} 206C{x - 34} 188 {x - 20} 182 {x} 182S{x + 34} 188 {x + 37} 206Z", coat)
        scene.shape(
            f"M{x} 126C{x - 16} 126 {x - 22} 138 {x - 20} 152C{x - 19} 166 {x - 24} 174 {x - 29} 184C{x - 10} 194 {x + 10} 194 "
            f"{x + 29} 184C{x + 24} 174 {x + 19} 166 {x + 20} 152C{x + 22} 138 {x + 16} 126 {x} 126Z",
            hair,
        )
    scene.shape("M186 206C187 184 204 182 220 180S252 184 254 206Z", ROSE)
    scene.shape("M213 168V184H227V168", SKIN_4)
    scene.shape("M204 150C200 134 208 124 220 124S240 134 236 150C234 176 206 176 204 150Z", HAIR)


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {
    "reading": reading,
    "homework": homework,
    "language": language,
    "training": training,
}
