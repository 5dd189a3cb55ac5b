"""Where parents meet those who know their child, and one another: school, music, a tablet, the child health nurse."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import HANDS, Hand, arm, legs, skirt, torso
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
from kiosk.screen.drawings.things import Motif, cloth, cups, table


def school(scene: Scene) -> None:
    wall.clock(scene, 228, -44, 22)
    scene.shape("M14 166V-20Q14-40 34-40H94Q114-40 114-20V166", INDIGO)
    scene.shape("M28 166V-18Q28-27 38-27H90Q100-27 100-18V166", STRAW)
    cloth(scene, 166, WELD, Motif.STAIR)
    legs(scene, (84, 122), INDIGO, HAIR)
    torso(scene, (84, 66), LEAF, 29, 124, hem=True)
    head(scene, (86, 41), SKIN_2, Hair.CROP, GREY, look=4, tilt=4, scale=0.9, mouth=Mouth.TALK)
    arm(scene, (66, 84), (54, 110), (66, 122), sleeve=LEAF, skin=SKIN_2, width=(9, 8, 6))
    arm(scene, (102, 84), (124, 108), (124, 88), sleeve=LEAF, skin=SKIN_2, width=(9, 8, 6), thumb=-1)
    scene.shape("M140 108h36q8 0 8 8v34h-52v-34q0-8 8-8z", MADDER)
    skirt(scene, (158, 138), WELD, SKIN_4, HAIR)
    torso(scene, (158, 110), SKY, 23, 146, hem=True)
    head(scene, (158, 88), SKIN_4, Hair.PUFFS, HAIR, look=-4, tilt=-4, scale=0.8)
    scene.line("M144 112v30M172 112v30", pen=5, colour=MADDER)
    legs(scene, (216, 124), MADDER, HAIR)
    torso(scene, (216, 68), STRAW, 28, 126, hem=True)
    head(scene, (214, 43), SKIN_4, Hair.BUN, HAIR, look=-4, tilt=-4, scale=0.9)
    arm(scene, (200, 86), (188, 112), (180, 120), sleeve=STRAW, skin=SKIN_4, width=(9, 8, 6))
    legs(scene, (276, 122), INDIGO, HAIR)
    torso(scene, (276, 62), ROSE, 30, 124, hem=True)
    head(scene, (274, 37), SKIN_1, Hair.SIDE, BROWN, look=-4, tilt=-3, scale=0.9)
    arm(scene, (294, 82), (308, 106), (296, 122), sleeve=ROSE, skin=SKIN_1, width=(9, 8, 6), thumb=-1)


def music(scene: Scene) -> None:
    wall.lanterns(scene, -78, MADDER, INDIGO, LEAF)
    scene.line("M124 18q10-12 20 0t20 0M254 44q8-10 16 0t16 0", pen=4, colour=INDIGO)
    cloth(scene, 166, WELD, Motif.STAIR)
    scene.shape("M24 184C20 160 36 148 60 146H84C108 148 120 160 116 184Z", HAIR)
    torso(scene, (70, 86), LEAF, 36, 152)
    head(scene, (72, 60), SKIN_4, Hair.BALD, HAIR, look=4, tilt=5, mouth=Mouth.TALK)
    scene.shape("M44 132H98C98 148 84 150 84 160L92 186H50L58 160C58 150 44 148 44 132Z", MADDER)
    scene.shape("M42 132a29 8 0 0 1 58 0a29 8 0 0 1-58 0z", PAPER)
    arm(scene, (46, 108), (24, 136), (46, 129), sleeve=LEAF, skin=SKIN_4, thumb=-1)
    arm(scene, (94, 108), (120, 136), (98, 127), sleeve=LEAF, skin=SKIN_4)
    scene.shape("M126 186C122 160 140 150 166 148H190C214 150 228 162 224 186Z", INDIGO)
    torso(scene, (174, 90), ROSE, 35, 154)
    head(scene, (172, 64), SKIN_1, Hair.WAVE, BROWN, look=3, tilt=-5, eyes=Eyes.DOWN)
    scene.shape("M196 124l44-36 8 8-42 40z", BROWN)
    scene.shape("M206 136c8 16-6 20-16 26c-10 12-44 10-44-12c0-18 18-16 26-22c6-8 24-10 34 8z", WELD)
    scene.disc(182, 144, 6, HAIR)
    arm(scene, (152, 112), (134, 142), (166, 148), sleeve=ROSE, skin=SKIN_1, thumb=-1)
    arm(scene, (198, 112), (224, 126), (226, 110), sleeve=ROSE, skin=SKIN_1, width=(10, 9, 6), hand=Hand.GRIP)
    scene.shape("M240 186C236 158 248 148 266 146C284 148 294 158 290 186Z", SKY)
    head(scene, (266, 124), SKIN_2, Hair.FRINGE, HAIR, look=-4, tilt=-4, scale=0.8)
    scene.line("M302 152V134", pen=4)
    scene.shape("M292 126a10 10 0 1 1 20 0a10 10 0 1 1-20 0z", MADDER)
    arm(
        scene,
        (282, 156),
        (300, 176),
        (302, 158),
        sleeve=SKY,
        skin=SKIN_2,
        width=(7, 7, 5),
        scale=0.9,
        hand=Hand.GRIP,
    )


def digital(scene: Scene) -> None:
    wall.frame(scene, 40, -54, 72, 52, hill=LEAF)
    wall.lamp(scene, 234, -34, WELD)
    torso(scene, (98, 92), MADDER, 38)
    head(scene, (102, 66), SKIN_3, Hair.GREY, GREY, look=5, tilt=7, eyes=Eyes.GLASS)
    torso(scene, (234, 94), INDIGO, 37)
    head(scene, (230, 68), SKIN_1, Hair.SIDE, BROWN, look=-5, tilt=-7, mouth=Mouth.TALK)
    table(scene, 150, WELD, Motif.STAIR)
    scene.shape("M126 96H204Q210 96 210 102V156Q210 162 204 162H126Q120 162 120 156V102Q120 96 126 96Z", HAIR)
    scene.shape("M130 104H200V154H130Z", PAPER)
    scene.flat("M136 110h26v16h-26z", MADDER)
    scene.flat("M168 110h26v16h-26z", WELD)
    scene.flat("M136 132h26v16h-26z", LEAF)
    scene.flat("M168 132h26v16h-26z", INDIGO)
    arm(scene, (76, 116), (58, 158), (96, 158), sleeve=MADDER, skin=SKIN_3, thumb=-1)
    arm(scene, (116, 118), (136, 152), (140, 138), sleeve=MADDER, skin=SKIN_3, width=(10, 9, 6))
    arm(scene, (256, 118), (276, 158), (232, 158), sleeve=INDIGO, skin=SKIN_1)
    scene.stamp(HANDS[Hand.GRIP], SKIN_1, place="translate(208 146)rotate(-90)scale(1-1)")
    cups(scene, 162, PAPER, 36, 290)


def health(scene: Scene) -> None:
    wall.pinned(scene, 74, -30, wall.HEART, MADDER, turn=-4)
    scene.shape("M272-66h24V150h-24z", PAPER)
    scene.line("M272-46h10M272-26h14M272-6h10M272 14h14M272 34h10M272 54h14", pen=2)
    torso(scene, (72, 92), PAPER, 38)
    head(scene, (76, 66), SKIN_4, Hair.SHORT, HAIR, look=5, tilt=6)
    scene.line("M72 98V150M86 122h12")
    torso(scene, (244, 96), MADDER, 37)
    head(scene, (240, 70), SKIN_2, Hair.SCARF, SAGE, look=-5, tilt=-7)
    table(scene, 150, INDIGO, Motif.SEED)
    scene.shape("M128 164l6-22h52l6 22z", SKY)
    scene.disc(160, 153, 8, PAPER)
    scene.line("M160 153l3-5", pen=2)
    scene.shape("M112 128C114 112 130 110 146 114H196C208 116 210 126 206 134H120Z", STRAW)
    scene.line("M150 122q8 6 6 12M172 118q6 8 4 16")
    head(scene, (134, 116), SKIN_3, Hair.NONE, HAIR, look=-1, tilt=-70, scale=0.74, eyes=Eyes.DOWN)
    scene.shape("M104 132H216Q210 144 200 144H120Q110 144 104 132Z", INDIGO)
    arm(scene, (50, 118), (40, 158), (86, 158), sleeve=PAPER, skin=SKIN_4, thumb=-1)
    arm(scene, (222, 118), (206, 132), (184, 122), sleeve=MADDER, skin=SKIN_2, width=(10, 9, 6))
    arm(scene, (266, 118), (288, 158), (244, 158), sleeve=MADDER, skin=SKIN_2)


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {
    "school": school,
    "music": music,
    "digital": digital,
    "health": health,
}
