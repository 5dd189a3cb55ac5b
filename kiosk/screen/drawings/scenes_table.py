"""What is settled at a table: dinner for all, the money of the house, an official letter, clothes that pass on."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import HANDS, Hand, arm, torso
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
from kiosk.screen.drawings.things import Motif, open_book, table, tea_glasses


def cooking(scene: Scene) -> None:
    wall.window(scene, 44, -64, 78, 74, curtain=STRAW)
    wall.shelf(scene, 188, -54, 110)
    scene.line("M210-54v8M250-54v26M284-54v20", pen=4)
    scene.disc(210, -30, 17, GREY)
    scene.shape("M240-30h20q0 20-10 20t-10-20zM276-36h16l4 16h-24z", WELD)
    torso(scene, (82, 88), INDIGO, 38)
    head(scene, (86, 62), SKIN_3, Hair.BEARD, HAIR, look=5, tilt=6, eyes=Eyes.DOWN)
    torso(scene, (252, 94), LEAF, 37)
    head(scene, (248, 68), SKIN_1, Hair.TAIL, BROWN, look=-5, tilt=-5)
    torso(scene, (174, 122), STRAW, 26)
    head(scene, (174, 98), SKIN_3, Hair.PUFFS, HAIR, look=4, tilt=4, scale=0.84)
    table(scene, 150, MADDER, Motif.KNOT)
    scene.line("M150 92L116 134", pen=4)
    scene.shape("M92 128H148V152Q148 162 138 162H102Q92 162 92 152Z", MADDER)
    scene.line("M86 134h6M148 134h6M86 126h68")
    arm(scene, (102, 108), (134, 124), (132, 108), sleeve=INDIGO, skin=SKIN_3, hand=Hand.GRIP)
    arm(scene, (60, 112), (42, 150), (78, 140), sleeve=INDIGO, skin=SKIN_3, hand=Hand.GRIP, thumb=-1)
    scene.shape("M204 162q2-10 20-10h54q18 0 20 10z", STRAW)
    scene.line("M204 149h94", pen=6)
    scene.shape("M222 142h58v13h-58z", BROWN)
    arm(scene, (230, 116), (206, 130), (206, 142), sleeve=LEAF, skin=SKIN_1, hand=Hand.GRIP)
    arm(scene, (276, 116), (306, 130), (296, 142), sleeve=LEAF, skin=SKIN_1, hand=Hand.GRIP, thumb=-1)
    scene.shape("M166 162a9 9 0 1 1 18 0zM184 162a9 9 0 1 1 18 0z", MADDER)


def money(scene: Scene) -> None:
    wall.clock(scene, 86, -36, 22)
    wall.shelf(scene, 190, -18, 106)
    wall.books(scene, 200, -18, (16, 34, MADDER), (14, 28, PAPER))
    wall.plant(scene, 264, -18, WELD)
    torso(scene, (88, 98), MADDER, 38)
    head(scene, (92, 72), SKIN_1, Hair.FRINGE, BROWN, look=5, tilt=6, eyes=Eyes.DOWN)
    torso(scene, (228, 94), LEAF, 42)
    head(scene, (222, 68), SKIN_3, Hair.BALD, GREY, look=-5, tilt=-6, eyes=Eyes.GLASS)
    table(scene, 150, INDIGO, Motif.SEED)
    open_book(scene, 166, 162, 42, PAPER)
    scene.line("M138 130h18M138 138h18M138 146h18M176 130h22M176 138h22M176 146h22", pen=3, colour=INDIGO)
    arm(scene, (66, 122), (46, 156), (86, 157), sleeve=MADDER, skin=SKIN_1, thumb=-1)
    arm(
        scene,
        (112, 122),
        (138, 138),
        (128, 150),
        sleeve=MADDER,
        skin=SKIN_1,
        width=(10, 9, 6),
        hand=Hand.GRIP,
    )
    scene.shape("M112 164l1-8 14-24 6 3-14 24z", WELD)
    arm(scene, (258, 122), (276, 158), (226, 158), sleeve=LEAF, skin=SKIN_3)
    scene.shape("M262 118H304V154Q304 162 296 162H270Q262 162 262 154Z", SKY)
    scene.shape("M264 142H302V154Q302 160 296 160H270Q264 160 264 154Z", WELD)
    scene.shape("M260 108H306V118H260Z", MADDER)
    scene.shape("M14 162v-6h26v6zM14 156v-6h26v6zM16 150v-6h26v6zM44 162v-6h26v6z", WELD)


def letters(scene: Scene) -> None:
    wall.frame(scene, 196, -58, 76, 56, hill=LEAF)
    wall.hanging_plant(scene, 58, -16, MADDER)
    torso(scene, (84, 96), WELD, 40)
    head(scene, (88, 70), SKIN_4, Hair.BUN, HAIR, look=5, tilt=6, eyes=Eyes.GLASS)
    torso(scene, (240, 98), SAGE, 38)
    head(scene, (236, 72), SKIN_2, Hair.SCARF, MADDER, look=-5, tilt=-6, mouth=Mouth.CALM)
    table(scene, 150, INDIGO, Motif.SEED)
    scene.shape("M128 84H196V158H128Z", PAPER)
    scene.disc(142, 98, 6, INDIGO)
    scene.line("M156 98h30M138 114h48M138 124h48M138 134h48M138 144h24")
    for x, skin, thumb in ((130, SKIN_4, 1), (194, SKIN_2, -1)):
        scene.stamp(HANDS[Hand.GRIP], skin, place=f"translate({x} 142)rotate(-90)scale(1 {thumb})")
    arm(scene, (62, 122), (44, 158), (86, 158), sleeve=WELD, skin=SKIN_4, thumb=-1)
    arm(scene, (262, 122), (284, 158), (238, 158), sleeve=SAGE, skin=SKIN_2)
    scene.shape("M268 162V136H312V162Z", STRAW)
    scene.line("M268 136l22 14 22-14")
    tea_glasses(scene, 162, 30)


def swap(scene: Scene) -> None:
    wall.lamp(scene, 160, -46, MADDER)
    scene.line("M84 150V2H236V150M84 8H236")
    hook = "q0-8 6-8"
    scene.line(f"M112 22v-8{hook}M160 22v-8{hook}M206 22v-8{hook}")
    scene.shape("M102 22h20l8 12-8 6 14 66H88l14-66-8-6z", MADDER)
    scene.shape("M148 22q12 8 24 0l18 10-6 18-8-4v40h-32V46l-8 4-6-18z", WELD)
    scene.shape("M194 22h24l8 62h-14l-6-44-6 44h-14z", INDIGO)
    torso(scene, (54, 96), LEAF, 36)
    head(scene, (56, 71), SKIN_4, Hair.CROP, HAIR, look=5, tilt=5, aid=True)
    torso(scene, (268, 98), ROSE, 37)
    head(scene, (264, 72), SKIN_1, Hair.LONG, BROWN, look=-5, tilt=-5, mouth=Mouth.TALK)
    table(scene, 150, INDIGO, Motif.SEED)
    scene.shape("M98 106q14 8 28 0l18 8-6 16-7-3v33H93v-33l-7 3-6-16z", SKY)
    arm(scene, (34, 120), (30, 152), (78, 134), sleeve=LEAF, skin=SKIN_4, thumb=-1, hand=Hand.GRIP)
    scene.shape("M176 162v-12h60v12zM180 150v-12h54v12z", STRAW)
    scene.shape("M178 138v-11h56v11z", MADDER)
    arm(scene, (290, 122), (308, 156), (246, 154), sleeve=ROSE, skin=SKIN_1)
    arm(scene, (244, 120), (224, 136), (214, 134), sleeve=ROSE, skin=SKIN_1, width=(10, 9, 6))


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {
    "cooking": cooking,
    "money": money,
    "letters": letters,
    "swap": swap,
}
