"""Where parents hold each other up: childcare and a talk with someone who knows the way."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import arm, torso
from kiosk.screen.drawings.colours import PAPER
from kiosk.screen.drawings.head import Eyes, Hair, Mouth, head
from kiosk.screen.drawings.pen import (
    HAIR,
    INDIGO,
    LEAF,
    MADDER,
    ROSE,
    SAGE,
    SKIN_1,
    SKIN_2,
    SKIN_3,
    SKIN_4,
    SKY,
    WELD,
    Scene,
)
from kiosk.screen.drawings.things import Motif, table, tea_glasses


def childcare(scene: Scene) -> None:
    scene.line("M-9-62Q160-40 329-62")
    wall.pinned(scene, 70, -30, wall.FLOWER, MADDER, turn=4)
    wall.pinned(scene, 158, -26, wall.FISH, INDIGO)
    wall.pinned(scene, 246, -30, wall.SUN, WELD, turn=-4)
    scene.shape("M232 124C232 100 250 86 272 86V124Z", INDIGO)
    scene.shape("M230 124H308Q306 152 282 152H256Q234 152 230 124Z", SKY)
    scene.line("M308 124L316 104M252 152l-8 12M288 152l10 12")
    table(scene, 158, MADDER, Motif.KNOT)
    scene.disc(242, 168, 9, PAPER)
    scene.disc(298, 168, 9, PAPER)
    scene.shape("M30 178C26 154 46 140 76 138H116C146 140 164 156 158 178Z", LEAF)
    torso(scene, (96, 84), WELD, 38, 148)
    head(scene, (98, 61), SKIN_3, Hair.BUN, HAIR, look=4, tilt=8, eyes=Eyes.DOWN)
    scene.shape("M62 130C64 112 92 104 116 108C138 112 142 128 132 138C116 152 62 152 62 130Z", PAPER)
    scene.line("M78 120q10 12 4 24")
    arm(scene, (120, 108), (166, 140), (122, 145), sleeve=WELD, skin=SKIN_3)
    head(scene, (120, 118), SKIN_2, Hair.NONE, HAIR, look=-2, tilt=24, scale=0.78, eyes=Eyes.DOWN)
    arm(scene, (74, 108), (46, 148), (92, 143), sleeve=WELD, skin=SKIN_3, thumb=-1)
    scene.shape("M172 178C168 154 176 144 190 142C206 144 212 158 208 178Z", MADDER)
    head(scene, (190, 122), SKIN_1, Hair.CURL, WELD, look=4, tilt=4, scale=0.76)
    scene.shape("M216 180V163h18v17Z", WELD)
    scene.shape("M217 163v-16h16v16", LEAF)
    arm(
        *(scene, (194, 154), (202, 164), (213, 156)),
        sleeve=MADDER,
        skin=SKIN_1,
        width=(6, 6, 5),
        scale=0.9,
        thumb=-1,
    )


def mentoring(scene: Scene) -> None:
    wall.window(scene, 118, -64, 84, 84, curtain=SAGE)
    wall.hanging_plant(scene, 280, -18, WELD)
    torso(scene, (92, 100), INDIGO, 44)
    head(scene, (98, 71), SKIN_4, Hair.WRAP, MADDER, look=5, tilt=5, scale=1.12)
    torso(scene, (232, 102), ROSE, 44)
    head(scene, (226, 72), SKIN_2, Hair.WAVE, HAIR, look=-5, tilt=-5, scale=1.12, mouth=Mouth.TALK)
    table(scene, 150, MADDER, Motif.KNOT)
    arm(scene, (66, 126), (46, 158), (88, 158), sleeve=INDIGO, skin=SKIN_4, width=(13, 12, 8), thumb=-1)
    arm(scene, (258, 128), (280, 158), (240, 160), sleeve=ROSE, skin=SKIN_2, width=(13, 12, 8))
    arm(scene, (206, 128), (192, 154), (160, 155), sleeve=ROSE, skin=SKIN_2, width=(12, 11, 8))
    arm(scene, (118, 124), (140, 138), (158, 148), sleeve=INDIGO, skin=SKIN_4, width=(12, 11, 8), thumb=-1)
    tea_glasses(scene, 163, 120, 212)


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {"childcare": childcare, "mentoring": mentoring}
