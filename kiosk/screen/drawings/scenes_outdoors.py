"""Out of doors and on the floor the cloth becomes a rug: walking, gardening, dancing, and fathers at play."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import Hand, arm, cane, legs, skirt, torso, wheelchair
from kiosk.screen.drawings.colours import PAPER
from kiosk.screen.drawings.head import Eyes, Hair, Mouth, head
from kiosk.screen.drawings.pen import (
    BROWN,
    GREY,
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
    STRAW,
    WELD,
    Scene,
)
from kiosk.screen.drawings.things import Motif, cloth


def walking(scene: Scene) -> None:
    wall.sun(scene, 60, -40)
    wall.cloud(scene, 214, -30)
    wall.tree(scene, 122, 168, SAGE, BROWN)
    cloth(scene, 166, MADDER, Motif.KNOT)
    legs(scene, (46, 128), INDIGO, HAIR, stride=4)
    torso(scene, (46, 72), WELD, 27, 128, hem=True)
    head(scene, (48, 48), SKIN_4, Hair.AFRO, HAIR, look=4, tilt=4, scale=0.9)
    scene.shape("M92 128C92 104 110 92 130 92V128Z", LEAF)
    scene.shape("M90 128H150Q150 156 128 156H112Q92 156 90 128Z", SAGE)
    scene.line("M90 128L76 108M106 156l-6 12M132 156l8 12")
    scene.disc(100, 174, 9, PAPER)
    scene.disc(142, 174, 9, PAPER)
    arm(scene, (54, 90), (52, 120), (72, 110), sleeve=WELD, skin=SKIN_4, width=(9, 8, 6), hand=Hand.GRIP)
    legs(scene, (186, 130), LEAF, HAIR, stride=4)
    torso(scene, (186, 74), ROSE, 27, 130, hem=True)
    head(scene, (188, 50), SKIN_1, Hair.TAIL, BROWN, look=4, tilt=3, scale=0.9, mouth=Mouth.TALK)
    arm(scene, (168, 92), (160, 110), (162, 124), sleeve=ROSE, skin=SKIN_1, width=(9, 8, 6))
    legs(scene, (248, 126), STRAW, HAIR, stride=5)
    torso(scene, (248, 66), INDIGO, 29, 126, hem=True)
    head(scene, (250, 41), SKIN_2, Hair.BEARD, GREY, look=3, tilt=2, scale=0.9, eyes=Eyes.DOWN)
    cane(scene, (284, 104), (310, 182))
    arm(scene, (258, 86), (258, 120), (278, 110), sleeve=INDIGO, skin=SKIN_2, width=(9, 9, 6), hand=Hand.GRIP)


def garden(scene: Scene) -> None:
    wall.cloud(scene, 96, -34)
    wall.sun(scene, 248, -40)
    wall.tree(scene, 172, 150, SAGE, BROWN)
    torso(scene, (256, 88), WELD, 38)
    head(scene, (252, 62), SKIN_4, Hair.SHORT, HAIR, look=-5, tilt=-6, eyes=Eyes.DOWN)
    cloth(scene, 174, MADDER, Motif.KNOT)
    sprout = "q-2-16-16-18q2 16 16 18q0-18 14-20q2 18-14 20z"
    scene.shape(f"M176 142{sprout}M212 142{sprout}", LEAF)
    scene.shape("M138 140H329V152H138Z", BROWN)
    scene.shape("M132 150H329V182H132Z", STRAW)
    scene.line("M132 166h190M186 150v16M270 150v16M224 166v16")
    wheelchair(scene, (60, 152), coat=MADDER, trousers=INDIGO, shoes=HAIR)
    head(scene, (60, 56), SKIN_2, Hair.BOB, BROWN, look=5, tilt=5)
    scene.shape("M118 116h26l14-14 5 5-19 22v8h-26zM122 116q9-20 18 0", WELD)
    arm(scene, (74, 98), (86, 130), (120, 108), sleeve=MADDER, skin=SKIN_2, width=(10, 9, 6), hand=Hand.GRIP)
    scene.shape("M242 140v-12q-16 0-16-16q16 0 16 14q0-18 16-18q0 18-16 20z", LEAF)
    arm(scene, (234, 112), (212, 134), (230, 138), sleeve=WELD, skin=SKIN_4)
    arm(scene, (278, 112), (304, 138), (262, 140), sleeve=WELD, skin=SKIN_4)


def dance(scene: Scene) -> None:
    wall.bunting(scene, -72, dyes=(WELD, LEAF))
    cloth(scene, 166, MADDER, Motif.KNOT)
    skirt(scene, (54, 122), WELD, SKIN_4, HAIR)
    torso(scene, (54, 66), LEAF, 27, 124, hem=True)
    head(scene, (52, 42), SKIN_4, Hair.AFRO, HAIR, look=4, tilt=-6, scale=0.9, mouth=Mouth.TALK)
    wheelchair(scene, (160, 150), coat=ROSE, trousers=INDIGO, shoes=HAIR)
    head(scene, (158, 54), SKIN_2, Hair.WAVE, BROWN, look=3, tilt=5, scale=0.94)
    legs(scene, (266, 124), HAIR, BROWN)
    torso(scene, (266, 60), INDIGO, 29, 124, hem=True)
    head(scene, (266, 35), SKIN_3, Hair.SIDE, HAIR, look=-4, tilt=6, scale=0.9, mouth=Mouth.TALK)
    arm(scene, (34, 84), (8, 96), (3, 68), sleeve=LEAF, skin=SKIN_4, width=(9, 8, 6), hand=Hand.GRIP)
    arm(scene, (74, 84), (100, 96), (104, 66), sleeve=LEAF, skin=SKIN_4, width=(9, 8, 6), hand=Hand.GRIP)
    arm(
        scene,
        (136, 92),
        (114, 104),
        (108, 72),
        sleeve=ROSE,
        skin=SKIN_2,
        width=(9, 8, 6),
        hand=Hand.GRIP,
        thumb=-1,
    )
    arm(scene, (182, 92), (208, 102), (214, 68), sleeve=ROSE, skin=SKIN_2, width=(9, 8, 6), hand=Hand.GRIP)
    arm(
        scene,
        (244, 80),
        (222, 94),
        (218, 64),
        sleeve=INDIGO,
        skin=SKIN_3,
        width=(9, 8, 6),
        hand=Hand.GRIP,
        thumb=-1,
    )
    arm(
        scene,
        (288, 80),
        (312, 92),
        (316, 66),
        sleeve=INDIGO,
        skin=SKIN_3,
        width=(9, 8, 6),
        hand=Hand.GRIP,
        thumb=-1,
    )


def fathers(scene: Scene) -> None:
    wall.pinned(scene, 52, -38, wall.BOAT, INDIGO, turn=-4)
    wall.pinned(scene, 116, -28, wall.FLOWER, MADDER, turn=3)
    scene.line("M190-20q14 14 0 26t0 28")
    scene.shape("M206-72l22 26-34 30-14-40z", WELD)
    scene.line("M206-72l-12 56M180-56l48 10")
    cloth(scene, 170, MADDER, Motif.KNOT)
    scene.shape("M18 182C14 156 34 142 64 140H104C134 142 144 158 140 182Z", INDIGO)
    torso(scene, (82, 88), LEAF, 38, 150)
    head(scene, (84, 63), SKIN_1, Hair.BEARD, BROWN, look=5, tilt=8, eyes=Eyes.DOWN)
    scene.shape("M136 184v-18h20v18zM158 184v-18h20v18z", WELD)
    scene.shape("M147 166v-18h20v18z", INDIGO)
    scene.shape("M152 148v-16h16v16z", MADDER)
    arm(scene, (60, 112), (38, 150), (78, 152), sleeve=LEAF, skin=SKIN_1, thumb=-1, hand=Hand.GRIP)
    arm(scene, (104, 112), (124, 148), (140, 136), sleeve=LEAF, skin=SKIN_1, hand=Hand.GRIP)
    torso(scene, (254, 34), SKY, 22, 70)
    head(scene, (254, 12), SKIN_4, Hair.PUFFS, HAIR, look=-3, tilt=-5, scale=0.76)
    scene.shape("M204 186C200 166 218 156 240 154H268C292 156 310 168 306 186Z", HAIR)
    torso(scene, (254, 104), ROSE, 32, 158)
    head(scene, (254, 80), SKIN_4, Hair.SIDE, HAIR, look=-4, scale=0.9)
    scene.shape("M240 58q-16 2-16 18v40h14V84q0-12 4-16zM268 58q16 2 16 18v40h-14V84q0-12-4-16z", SKY)
    scene.shape("M184 186C180 160 188 150 202 148C216 150 222 162 220 186Z", STRAW)
    head(scene, (202, 128), SKIN_2, Hair.CURL, BROWN, look=-5, tilt=-5, scale=0.78)
    arm(scene, (228, 124), (208, 142), (222, 116), sleeve=ROSE, skin=SKIN_4, width=(10, 9, 6), hand=Hand.GRIP)
    arm(
        *(scene, (282, 124), (302, 142), (286, 116)),
        sleeve=ROSE,
        skin=SKIN_4,
        width=(10, 9, 6),
        hand=Hand.GRIP,
        thumb=-1,
    )
    arm(
        *(scene, (190, 160), (178, 170), (172, 160)),
        sleeve=STRAW,
        skin=SKIN_2,
        width=(6, 6, 5),
        scale=0.9,
        hand=Hand.GRIP,
    )


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {
    "walking": walking,
    "garden": garden,
    "dance": dance,
    "fathers": fathers,
}
