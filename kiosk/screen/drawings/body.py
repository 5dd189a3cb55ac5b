"""People are built from an egg, a coat and two arms, and their hands can be read: a thumb and four fingers."""

import math
from enum import StrEnum
from typing import Final, TypeAlias

from kiosk.screen.drawings.pen import Scene, number, points

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
    Hand.REST: '<path d="M-3-6C3-8 7-8.5 11-8.5h4.5a2.1 2.1 0 0 1 0 4.2H19a2.1 2.1 0 0 1 0 4.2h.5a2.1 2.1 0 0 1 0 4.2H17'
    'a2.1 2.1 0 0 1 0 4.2C14 8.5 12 8 10 7L9 12c-.8 3-5 2.7-5.5-.4L2 6-3 6"/>'
    + FINGER_GAPS.format("M10-4.3h6M11 0h7M11 4.1h7"),
    Hand.GRIP: '<path d="M-3-6Q3-9 8-9h2a2.2 2.2 0 0 1 0 4.5a2.2 2.2 0 0 1 .5 4.5a2.2 2.2 0 0 1-.5 4.5a2.2 2.2 0 0 1-1 4.4'
    'H5Q0 9-3 6"/>' + FINGER_GAPS.format("M4-4.5h6M4 0h6M4 4.5h6"),
    Hand.OPEN: '<path d="M-3-6C1-8 4-9 8-9.5L15-13q3.2-1 4 1.5q.5 2-2 3L13-5.5 21-7q3.5-.3 3.7 2.2q0 2.3-2.8 2.6L14-1'
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
    """A sleeve bent at `elbow`, half as wide as `width` at its three joints, and the hand before it.

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
    far = [edge(shoulder, upper, -width[0]), edge(elbow, middle, -width[1]), edge(wrist, lower, -width[2])]
    outward = f"M{points(*near[0])}Q{points(*near[1], *near[2])}"
    scene.flush(f"{outward}L{points(*far[2])}Q{points(*far[1], *far[0])}", sleeve)


def torso(scene: Scene, x: float, y: float, coat: str, width: float = 36, base: float = 150) -> None:
    """A coat from the collar at (x, y) down to `base`, its shoulders `width` to either side."""
    left = f"C{points(x - width - 2, y + 20, x - width + 8, y + 4, x - 12, y)}"
    right = f"C{points(x + width - 8, y + 4, x + width + 2, y + 20, x + width, base)}"
    scene.shape(f"M{points(x - width, base)}{left}Q{points(x, y + 8, x + 12, y)}{right}", coat)


def legs(scene: Scene, x: float, y: float, trousers: str, shoes: str, *, floor: float = 186) -> None:
    """Two standing legs below a coat that ends at `y`, with shoes on the floor."""
    scene.shape(
        f"M{points(x - 20, y)}L{points(x - 18, floor - 6)}h15L{points(x, y + 14)}l3 {number(floor - 20 - y)}h15L{points(x + 20, y)}z",
        trousers,
    )
    scene.shape(f"M{points(x - 2, floor)}v-8h-15q-9 2-9 8zM{points(x + 2, floor)}v-8h15q9 2 9 8z", shoes)
