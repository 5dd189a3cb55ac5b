"""People are built from an egg, a coat and two arms, and their hands can be read: a thumb and four fingers."""

import math
from enum import StrEnum
from typing import Final, TypeAlias

from kiosk.screen.drawings.colours import PAPER
from kiosk.screen.drawings.pen import INDIGO, MADDER, Scene, onward, points, round_at

Point: TypeAlias = tuple[float, float]

FINGER_GAPS: Final = '<path fill="none" stroke-width="1.8" d="{}"/>'


class Hand(StrEnum):
    """How a hand is held: laid down, closed on something, open with spread fingers, or not drawn at all."""

    REST = "rest"
    GRIP = "grip"
    OPEN = "open"
    HIDDEN = "hidden"


# A hand points along x from its wrist at 0,0, and its thumb points to positive y.
HANDS: Final = {
    Hand.REST: '<path fill="currentColor" d="M-3-6C3-8 7-8.5 11-8.5h4.5a2.1 2.1 0 0 1 0 4.2H19a2.1 2.1 0 0 1 0 4.2h.5a2.1 2.1 0 0 1 0 4.2H17'
    'a2.1 2.1 0 0 1 0 4.2C14 8.5 12 8 10 7L9 12c-.8 3-5 2.7-5.5-.4L2 6-3 6"/>'
    + FINGER_GAPS.format("M10-4.3h6M11 0h7M11 4.1h7"),
    Hand.GRIP: '<path fill="currentColor" d="M-3-6Q3-9 8-9h2a2.2 2.2 0 0 1 0 4.5a2.2 2.2 0 0 1 .5 4.5a2.2 2.2 0 0 1-.5 4.5a2.2 2.2 0 0 1-1 4.4'
    'H5Q0 9-3 6"/>' + FINGER_GAPS.format("M4-4.5h6M4 0h6M4 4.5h6"),
    Hand.OPEN: '<path fill="currentColor" d="M-3-6C1-8 4-9 8-9.5L15-13q3.2-1 4 1.5q.5 2-2 3L13-5.5 21-7q3.5-.3 3.7 2.2q0 2.3-2.8 2.6L14-1'
    "l8.5.8q3.2.6 3 2.8q-.3 2.3-3.3 2.2l-8.7-1.2 6 3q2.6 1.7 1.5 3.7q-1.2 1.8-3.9.7L10 8l.5 4.5c0 3.5-4.8 3.6-5.6.4"
    'L3 7-3 6"/>',
}


def unit(x: float, y: float) -> Point:
    length = math.hypot(x, y) or 1
    return x / length, y / length


def arm(
    scene: Scene,
    shoulder: Point,
    elbow: Point,
    wrist: Point,
    *,
    sleeve: str,
    skin: str,
    width: tuple[float, float, float] = (11, 10, 7),
    thumb: int = 1,
    hand: Hand = Hand.REST,
    scale: float = 1,
) -> None:
    """Draw a sleeve bent at `elbow`, half as wide as `width` at its three joints, and the hand before it.

    `thumb` is 1 where the thumb lies clockwise of the fingers, -1 where it lies the other way.
    """
    upper = unit(elbow[0] - shoulder[0], elbow[1] - shoulder[1])
    lower = unit(wrist[0] - elbow[0], wrist[1] - elbow[1])
    if hand is not Hand.HIDDEN:
        turned = round(math.degrees(math.atan2(lower[1], lower[0])))
        place = f"translate({points(*wrist)})rotate({turned})"
        if thumb != 1 or scale != 1:
            place += f"scale({points(scale, scale * thumb)})"
        scene.stamp(HANDS[hand], skin, place=place)
    middle = unit(upper[0] + lower[0], upper[1] + lower[1])

    def edge(joint: Point, along: Point, half: float) -> Point:
        return round(joint[0] - along[1] * half * scale), round(joint[1] + along[0] * half * scale)

    near = [edge(shoulder, upper, width[0]), edge(elbow, middle, width[1]), edge(wrist, lower, width[2])]
    far = [edge(wrist, lower, -width[2]), edge(elbow, middle, -width[1]), edge(shoulder, upper, -width[0])]
    outward = f"M{points(*near[0])}q{onward(*near)}l{onward(near[2], far[0])}"
    scene.flush(f"{outward}q{onward(*far)}", sleeve)


def torso(
    scene: Scene, collar: Point, coat: str, width: float = 36, base: float = 150, *, hem: bool = False
) -> None:
    """Draw a coat from the `collar` down to `base`, its shoulders `width` to either side.

    Who stands needs the `hem`: the coat grows narrower and is closed below.
    """
    x, y = collar
    foot = width - 5 if hem else width
    if hem:
        low, high = (x - width, base - 30), (x - width - 6, y + 5)
    else:
        low, high = (x - width - 2, y + 20), (x - width + 8, y + 4)
    ends, neck = ((x - foot, base), (x + foot, base)), ((x - 12, y), (x + 12, y))
    left = f"M{points(*ends[0])}c{onward(ends[0], low, high, neck[0])}q12 8 24 0"
    right = f"c{onward(neck[1], (2 * x - high[0], high[1]), (2 * x - low[0], low[1]), ends[1])}"
    scene.shape(f"{left}{right}" + (f"q{points(-foot, 5, -2 * foot, 0)}z" if hem else ""), coat)


def legs(
    scene: Scene, hip: Point, trousers: str, shoes: str, *, floor: float = 184, stride: float = 0
) -> None:
    """Draw two standing legs below `hip`, their feet on the `floor`; with a `stride` they walk to the right."""
    x, y = hip
    drop = floor - 6 - y
    left = f"M{points(x - 19, y)}l{points(3 - stride, drop)}h14l{points(2 + stride, 24 - drop, 2 + stride, drop - 24)}"
    scene.shape(f"{left}h14l{points(3 - stride, -drop)}z", trousers)
    if stride:
        shoe = "h21q0-9-10-10h-11z"
        scene.shape(f"M{points(x - 17 - stride, floor)}{shoe}m{points(18 + 2 * stride, 0)}{shoe}", shoes)
    else:
        scene.shape(f"M{points(x - 1, floor)}h-21q0-9 10-10h11zm2 0h21q0-9-10-10h-11z", shoes)


def skirt(scene: Scene, hip: Point, dye: str, skin: str, shoes: str, *, floor: float = 184) -> None:
    """Draw a skirt from `hip` to the calf, and the feet below it."""
    x, y = hip
    scene.shape(f"M{points(x - 15, floor - 28)}v22h9v-22zm21 0v22h9v-22z", skin)
    scene.shape(f"M{points(x - 4, floor)}h-18q0-9 10-10h8zm8 0h18q0-9-10-10h-8z", shoes)
    drop = floor - 22 - y
    scene.shape(f"M{points(x - 20, y)}l{points(-13, drop)}q33 8 66 0l{points(-13, -drop)}z", dye)


def wheelchair(scene: Scene, wheel: Point, *, coat: str, trousers: str, shoes: str) -> None:
    """Draw who sits in a wheelchair that faces to the right, without head and arms; the floor is 34 below `wheel`."""
    with scene.moved(f"translate({points(*wheel)})"):
        scene.line("M-36-58h-12", pen=5)
        scene.shape("M-38-62h9L-20 4h-9z", INDIGO)
        torso(scene, (-2, -72), coat, 32, -10)
        scene.line("M2-4L36 30H70", pen=4)
        scene.disc(30, 27, 6, PAPER)
        scene.shape("M37 28v-10h14q12 2 14 10z", shoes)
        scene.shape("M-28-14C-28-28-10-29 4-28L42-27q13 1 13 13l-3 34h-15l-1-25H-16Q-28-4-28-14z", trousers)
        scene.line(f"{round_at(0, 0, 30)}", pen=8)
        scene.line(f"{round_at(0, 0, 30)}", colour=PAPER)
        scene.line("M-26 0H26M-13-23L13 23M13-23L-13 23")
        scene.disc(0, 0, 6, INDIGO)


def cane(scene: Scene, hand: Point, tip: Point) -> None:
    """Draw the white cane of someone who reads the road with it."""
    low = (round(hand[0] + (tip[0] - hand[0]) * 0.72), round(hand[1] + (tip[1] - hand[1]) * 0.72))
    scene.line(f"M{points(*hand)}L{points(*tip)}", pen=7)
    scene.line(f"M{points(*hand)}L{points(*tip)}", pen=3, colour=PAPER)
    scene.line(f"M{points(*low)}L{points(*tip)}", pen=3, colour=MADDER)
