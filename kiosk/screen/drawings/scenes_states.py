"""What a page has to say without an activity: nothing planned, full, off, someone comes, something went wrong, the end."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.screen.drawings import wall
from kiosk.screen.drawings.body import Hand, arm, legs, torso
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
    round_at,
)
from kiosk.screen.drawings.things import Motif, cloth, key_on_cord, table, tea_glasses


def nothing_planned(scene: Scene) -> None:
    wall.window(scene, 52, -62, 90, 84, curtain=SAGE)
    wall.lamp(scene, 228, -16, MADDER)
    scene.shape("M134 110h52v12h-52z", BROWN)
    scene.shape("M134 78h52v14h-52z", BROWN)
    scene.shape("M124 154V64h10v90zM186 154V64h10v90z", BROWN)
    table(scene, 150, INDIGO, Motif.SEED)
    tea_glasses(scene, 162, 160)
    wall.plant(scene, 262, 160, ROSE)


def full(scene: Scene) -> None:
    wall.bunting(scene, -72)
    for x in (12, 88, 168, 246):
        scene.shape(f"M{x} 154v-54q0-8 8-8h46q8 0 8 8v54", BROWN)
    torso(scene, (44, 100), MADDER, 32)
    head(scene, (46, 74), SKIN_1, Hair.BOB, BROWN, look=4, tilt=4)
    torso(scene, (120, 98), LEAF, 32)
    head(scene, (120, 72), SKIN_4, Hair.SHORT, HAIR, look=4, tilt=3, mouth=Mouth.TALK)
    torso(scene, (200, 100), WELD, 32)
    head(scene, (200, 74), SKIN_2, Hair.SCARF, INDIGO, look=-4, tilt=-3)
    torso(scene, (278, 98), SKY, 32)
    head(scene, (276, 72), SKIN_3, Hair.GREY, GREY, look=-4, tilt=-4, eyes=Eyes.GLASS)
    table(scene, 150, INDIGO, Motif.SEED)
    arm(scene, (62, 120), (78, 152), (54, 156), sleeve=MADDER, skin=SKIN_1)
    arm(scene, (138, 118), (154, 152), (130, 156), sleeve=LEAF, skin=SKIN_4)
    arm(scene, (182, 120), (166, 152), (190, 156), sleeve=WELD, skin=SKIN_2, thumb=-1)
    arm(scene, (260, 118), (244, 152), (268, 156), sleeve=SKY, skin=SKIN_3, thumb=-1)
    tea_glasses(scene, 162, 24, 100, 222, 300)


def cancelled(scene: Scene) -> None:
    wall.lamp(scene, 160, -40, GREY)
    wall.frame(scene, 34, -50, 68, 50, hill=SAGE)
    for x in (28, 236):
        scene.shape(f"M{x} 150v-22h56v22z", WELD)
        scene.line(
            f"M{x + 6} 128v-58M{x + 50} 128v-58M{x + 18} 128v-46M{x + 38} 128v-46M{x + 6} 92h44", pen=5
        )
    table(scene, 150, INDIGO, Motif.SEED)
    scene.shape("M106 162V150H214V162Z", WELD)
    scene.shape("M176 150v-40h26v40z", INDIGO)
    scene.line("M134 118V146M127 146h14")
    scene.shape(
        "M110 128C108 100 116 86 136 86H190C210 86 216 100 216 130Q202 138 190 130T164 130T138 130T110 128Z",
        SAGE,
    )
    scene.line("M118 116Q162 124 208 116", colour=PAPER, dashes="9 8")


def clock_unsure(scene: Scene) -> None:
    wall.hanging_plant(scene, 76, -30, WELD)
    scene.disc(222, 44, 56, STRAW)
    scene.line(round_at(222, 44, 46))
    scene.line("M222 4v8M222 84v-8M182 44h8M262 44h-8", pen=4)
    torso(scene, (92, 88), MADDER, 40)
    head(scene, (98, 60), SKIN_2, Hair.TAIL, HAIR, look=6, tilt=-12, mouth=Mouth.CALM)
    table(scene, 150, INDIGO, Motif.SEED)
    arm(scene, (66, 114), (50, 154), (92, 156), sleeve=MADDER, skin=SKIN_2, thumb=-1)
    arm(scene, (116, 112), (146, 138), (126, 104), sleeve=MADDER, skin=SKIN_2, hand=Hand.GRIP)
    tea_glasses(scene, 162, 172)
    wall.plant(scene, 272, 160, ROSE)


def someone_comes(scene: Scene) -> None:
    wall.hanging_plant(scene, 52, -10, WELD)
    scene.shape("M176 166V-40H300V166", INDIGO)
    scene.shape("M190 166V-26H286V166", STRAW)
    cloth(scene, 166, MADDER, Motif.KNOT)
    legs(scene, (236, 120), HAIR, BROWN)
    torso(scene, (236, 58), LEAF, 32, 124, hem=True)
    key_on_cord(scene, 236, 86)
    head(scene, (234, 31), SKIN_3, Hair.WAVE, HAIR, look=-4, tilt=-6)
    arm(scene, (214, 78), (178, 96), (178, 58), sleeve=LEAF, skin=SKIN_3, width=(10, 9, 7), hand=Hand.OPEN)
    arm(scene, (258, 78), (276, 112), (256, 122), sleeve=LEAF, skin=SKIN_3, width=(10, 9, 7))
    scene.shape("M46 166V112h66v54", BROWN)
    scene.shape("M38 120v-16h82v16z", WELD)
    tea_glasses(scene, 103, 80)


def went_wrong(scene: Scene) -> None:
    wall.window(scene, 40, -62, 84, 80, curtain=STRAW)
    wall.shelf(scene, 196, -10, 96)
    wall.books(scene, 208, -10, (18, 26, LEAF), (16, 20, WELD), (18, 30, INDIGO))
    table(scene, 150, INDIGO, Motif.SEED)
    knot = "M64 128C70 60 170 70 150 120S70 160 84 110S190 70 184 128S110 166 108 120S160 84 196 118"
    scene.line(knot, pen=7)
    scene.line(knot, pen=2.6, colour=MADDER)
    scene.shape("M34 162v-8h60v8zM42 154v-34h44v34z", MADDER)
    scene.shape("M34 120v-8h60v8z", WELD)
    arm(
        scene,
        (330, 150),
        (270, 176),
        (214, 124),
        sleeve=LEAF,
        skin=SKIN_2,
        width=(20, 16, 10),
        hand=Hand.GRIP,
        scale=1.3,
    )


def finished(scene: Scene) -> None:
    wall.window(scene, 116, -64, 88, 84, curtain=ROSE)
    table(scene, 150, INDIGO, Motif.SEED)
    for y, fill in ((132, MADDER), (104, WELD), (76, LEAF)):
        scene.shape(f"M98 {y + 28}V{y + 8}Q98 {y} 106 {y}H214Q222 {y} 222 {y + 14}T214 {y + 28}z", fill)
        scene.line(f"M108 {y + 18}H206", colour=PAPER, dashes="9 8")
    scene.shape("M112 76C112 68 118 64 126 64H208Q216 64 216 70T208 76z", INDIGO)
    tea_glasses(scene, 161, 64)
    wall.plant(scene, 268, 160, STRAW)


def waiting(scene: Scene) -> None:
    wall.clock(scene, 74, -34, 22)
    wall.hanging_plant(scene, 262, -18, MADDER)
    scene.shape("M118 154v-68q0-8 8-8h68q8 0 8 8v68", BROWN)
    torso(scene, (160, 90), WELD, 40)
    head(scene, (158, 62), SKIN_4, Hair.CROP, GREY, look=-2, tilt=-6, eyes=Eyes.DOWN)
    table(scene, 150, INDIGO, Motif.SEED)
    scene.shape("M138 132h44c4 20-2 36 2 54q-24 8-46 0c4-18-4-34 0-54z", MADDER)
    scene.line("M144 146h32M144 158h34M144 170h34", colour=PAPER, dashes="7 6")
    scene.line("M124 146L168 112M196 146L152 112", pen=4)
    arm(scene, (134, 114), (108, 148), (134, 136), sleeve=WELD, skin=SKIN_4, hand=Hand.GRIP, thumb=-1)
    arm(scene, (186, 114), (212, 148), (186, 136), sleeve=WELD, skin=SKIN_4, hand=Hand.GRIP)
    scene.line("M184 182q30 4 48-22")
    scene.disc(244, 148, 15, LEAF)
    scene.line("M232 142q12-6 22 4M233 152q12-8 23-2M240 161q-4-14 6-26", pen=2)
    tea_glasses(scene, 162, 80)


SCENES: Final[Mapping[str, Callable[[Scene], None]]] = {
    "none": nothing_planned,
    "full": full,
    "cancelled": cancelled,
    "clock_unsure": clock_unsure,
    "help": someone_comes,
    "wrong": went_wrong,
    "finished": finished,
    "waiting": waiting,
}
