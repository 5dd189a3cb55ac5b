"""A face is two dots, a nose and one curve; hair differs from person to person and is a sign for no language."""

from enum import StrEnum
from typing import Final

from kiosk.screen.drawings.body import Point
from kiosk.screen.drawings.colours import INK, PAPER
from kiosk.screen.drawings.pen import PEN, WELD, Scene, number, points

FACE: Final = "M-16-4C-16-15-9-21 0-21S16-15 16-4C16 9 9 20 0 20S-16 9-16-4Z"
NECK: Final = "M-7 14V31H8V14"


class Hair(StrEnum):
    """How hair is worn or covered."""

    AFRO = "afro"
    BALD = "bald"
    BEARD = "beard"
    BOB = "bob"
    BRAIDS = "braids"
    BUN = "bun"
    CROP = "crop"
    CURL = "curl"
    FRINGE = "fringe"
    GREY = "grey"
    LONG = "long"
    NONE = "none"
    PUFFS = "puffs"
    SCARF = "scarf"
    SHORT = "short"
    SIDE = "side"
    TAIL = "tail"
    WAVE = "wave"
    WRAP = "wrap"


class Eyes(StrEnum):
    DOT = "dot"
    DOWN = "down"
    GLASS = "glass"


class Mouth(StrEnum):
    SMILE = "smile"
    TALK = "talk"
    CALM = "calm"


BEHIND: Final = {
    Hair.BOB: "M-21 18C-25-10-19-28 0-28S25-10 21 18C10 24-10 24-21 18Z",
    Hair.FRINGE: "M-20 14C-25-10-19-28 0-28S25-10 20 14C10 19-10 19-20 14Z",
    Hair.LONG: "M-20 34C-26-8-20-28 0-28S26-8 20 34Z",
    Hair.WAVE: "M-11 27C-17 33-28 30-26 23C-32 19-31 11-26 8C-30 2-28-4-24-7C-24-22-12-29 0-29S24-22 24-7C28-4 30 2 26 8C31 11 32 19 26 23C28 30 17 33 11 27Z",
    Hair.BUN: "M4-26a10 10 0 1 1 14 7",
    Hair.TAIL: "M6-23C26-34 37-12 29 4C27 11 25 14 26 20C16 16 19-2 10-10",
    Hair.BRAIDS: "M-14-8C-25 0-26 16-23 28Q-18 33-15 27C-12 16-12 4-14-8ZM14-8C25 0 26 16 23 28Q18 33 15 27C12 16 12 4 14-8Z",
    Hair.AFRO: "M-15 7C-27 8-32-5-25-13C-28-25-17-33-9-31C-4-38 12-37 15-30C25-30 31-19 26-11C31-3 26 8 15 7Z",
    Hair.PUFFS: "M-10-21a9 9 0 1 0-7 12M10-21a9 9 0 1 1 7 12",
}
CAPS: Final = {
    Hair.BOB: "M-17 4C-21-14-13-25 0-25S21-14 17 4C16-6 12-12 4-13C-2-12-14-10-17 4Z",
    Hair.FRINGE: "M-17 4C-21-14-13-25 0-25S21-14 17 4C17 0 16-4 15-8C5-6-5-6-15-8C-16-4-17 0-17 4Z",
    Hair.LONG: "M-17 8C-20-14-16-25 0-25S20-14 17 8C16-6 10-14 0-18C-10-14-16-6-17 8Z",
    Hair.WAVE: "M-17 7C-22-13-13-26 1-26S21-12 17 7C16 0 15-6 9-11C6-13 5-16 5-18C1-11-13-11-17 7Z",
    Hair.BUN: "M-17 1C-20-16-12-26 0-26S20-16 17 1C15-8 9-14 2-15C-5-14-14-9-17 1Z",
    Hair.TAIL: "M-17 1C-20-16-12-26 0-26S20-16 17 1C16-7 14-12 9-16C2-10-12-9-17 1Z",
    Hair.SHORT: "M-17-1C-21-16-15-27-1-27C14-28 21-16 17-1C15-6 14-9 12-13C4-10-6-11-12-13C-14-9-15-6-17-1Z",
    Hair.SIDE: "M-17-1C-20-16-15-28 1-28C15-28 20-16 17-1C16-6 14-10 11-13C3-12-4-13-8-17C-9-12-15-8-17-1Z",
    Hair.CROP: "M-17 5C-22-13-14-27 1-27S22-14 17 5C15 1 14-4 14-8C5-7-4-9-9-15C-10-8-14-4-17 5Z",
    Hair.CURL: "M-17 2C-25 0-26-10-20-13C-22-21-14-27-8-25C-4-31 6-31 9-26C16-28 23-20 20-14C26-10 24 0 17 2C17-6 12-12 0-12S-17-6-17 2Z",
    Hair.GREY: "M-17 2C-23 0-23-9-19-12C-20-20-12-25-7-23C-2-28 7-27 10-23C17-23 21-16 19-11C24-8 22 1 17 2C16-6 8-9 5-14C-3-9-16-7-17 2Z",
    Hair.WRAP: "M-18-5C-27-22-16-39 2-36C20-40 27-20 18-5C12-13-10-14-18-5Z",
    Hair.BRAIDS: "M-17 1C-20-16-12-25 0-25S20-16 17 1C15-10 8-13 0-21C-8-13-15-10-17 1Z",
    Hair.AFRO: "M-17-1C-20-14-12-22 0-22S20-14 17-1C15-9 9-15 0-15S-15-9-17-1Z",
    Hair.BALD: "M-17 2C-21-4-20-10-15-14L-14-5ZM17 2C21-4 20-10 15-14L14-5Z",
}
CAPS[Hair.BEARD] = CAPS[Hair.SHORT]
CAPS[Hair.PUFFS] = CAPS[Hair.BRAIDS]
EAR_SHOWS: Final = frozenset(Hair) - {
    Hair.NONE,
    Hair.SCARF,
    Hair.BOB,
    Hair.FRINGE,
    Hair.LONG,
    Hair.WAVE,
    Hair.BRAIDS,
}
BEARD: Final = "M-16-2C-17 17-9 26 0 26S17 17 16-2C13 6 10 8 6 7Q0 4-6 7C-10 8-13 6-16-2Z"


def head(
    scene: Scene,
    place: Point,
    skin: str,
    hair: Hair,
    colour: str,
    *,
    look: float = 0,
    tilt: float = 0,
    eyes: Eyes = Eyes.DOT,
    mouth: Mouth = Mouth.SMILE,
    scale: float = 1,
    aid: bool = False,
) -> None:
    """Draw a head 32 x 41 round `place`; `tilt` is in degrees, `look` moves the features, `aid` is a hearing aid."""
    transform = f"translate({points(*place)})"
    transform += f"rotate({number(tilt)})" if tilt else ""
    transform += f"scale({number(scale)})" if scale != 1 else ""
    with scene.moved(transform, scale=scale):
        if hair is Hair.SCARF:
            _scarf(scene, skin, colour, look)
        else:
            _bare(scene, skin, hair, colour, look)
        if aid:
            _hearing_aid(scene, look)
        _features(scene, look, eyes, mouth, bearded=hair is Hair.BEARD)


def _bare(scene: Scene, skin: str, hair: Hair, colour: str, look: float) -> None:
    if hair in BEHIND:
        scene.shape(BEHIND[hair], colour)
    side = -1 if look > 0 else 1
    ear = f"M{points(15 * side, -3)}c{points(6 * side, -3, 7 * side, 7, 0, 8)}" if hair in EAR_SHOWS else ""
    if hair is not Hair.NONE:
        scene.shape(NECK + ear, skin)
    scene.shape(FACE, skin)
    if hair in CAPS:
        scene.shape(CAPS[hair], colour)
    if hair is Hair.WRAP:
        scene.line("M-16-10C-6-22 8-24 21-19")
        scene.shape("M6-30C0-44 12-48 15-38C22-46 32-38 23-29C18-25 10-25 6-30Z", colour)
        scene.shape("M-17 8a4 4 0 1 0 .1 0zM17 8a4 4 0 1 0 .1 0z", WELD)
    if hair is Hair.BEARD:
        scene.shape(BEARD, colour)
        scene.line(f"M{points(look - 4, 13)}q4 3 8 0", colour=INK if scene.outlined else PAPER)


def _scarf(scene: Scene, skin: str, colour: str, look: float) -> None:
    scene.shape(
        "M0-28C-16-28-22-16-21-3C-20 8-24 18-31 28C-12 38 14 38 31 28C24 18 20 8 21-3C22-16 16-28 0-28Z",
        colour,
    )
    at = look / 2
    left = f"C{points(at - 9, -18, at - 14, -11, at - 14, -2)}C{points(at - 14, 9, at - 8, 18, at, 18)}"
    right = f"S{points(at + 14, 9, at + 14, -2)}C{points(at + 14, -11, at + 9, -18, at, -18)}Z"
    scene.shape(f"M{number(at)}-18{left}{right}", skin)
    scene.line(f"M{points(at - 13, 7)}C{points(at - 10, 25, at + 10, 28, 25, 21)}")


def _hearing_aid(scene: Scene, look: float) -> None:
    """Draw the bow behind the ear that we see."""
    side = -1 if look > 0 else 1
    outer = f"M{points(17 * side, -5)}C{points(20 * side, -11, 26 * side, -8, 25 * side, -1)}"
    scene.flush(
        f"{outer}C{points(25 * side, 3, 22 * side, 6, 20 * side, 4)}C{points(22 * side, 0, 22 * side, -5, 17 * side, -5)}z",
        WELD,
    )


def _features(scene: Scene, look: float, eyes: Eyes, mouth: Mouth, *, bearded: bool) -> None:
    lines = f"M{points(look + 1, 0)}q4 4-1 6" if look >= 0 else f"M{points(look - 1, 0)}q-4 4 1 6"
    if not bearded:
        lines += {
            Mouth.SMILE: f"M{points(look - 5, 11)}q5 4 10 0",
            Mouth.TALK: f"M{points(look - 3, 10)}h7q-3 6-7 0",
            Mouth.CALM: f"M{points(look - 4, 12)}q4 1 8 0",
        }[mouth]
    if eyes is Eyes.DOWN:
        lines += f"M{points(look - 9, -2)}q3 3 6 0M{points(look + 4, -2)}q3 3 6 0"
    if eyes is Eyes.GLASS:
        ring = "a5 5 0 1 0 10 0a5 5 0 1 0-10 0"
        lines += f"M{points(look - 12, -2)}{ring}M{points(look + 2, -2)}{ring}M{points(look - 2, -2)}h4"
    scene.line(lines, pen=2)
    if eyes is not Eyes.DOWN:
        scene.line(f"M{points(look - 6, -2)}v1m12-1v1", pen=PEN + 0.7)
