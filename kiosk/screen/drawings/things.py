"""Things come back from scene to scene: the table and its cloth, tea glasses, cups, books and what grows."""

from enum import StrEnum

from kiosk.screen.drawings.colours import PAPER
from kiosk.screen.drawings.pen import SNOW, TEA, WELD, Scene


class Motif(StrEnum):
    """The figure of a function, so that colour never speaks alone: information, schooling, support."""

    SEED = "seed"
    STAIR = "stair"
    KNOT = "knot"


FIGURES = {
    Motif.SEED: "M10 0l9 9-9 9-9-9z",
    Motif.STAIR: "M0 17h20v-6h-5V6h-5v5H5v6",
    Motif.KNOT: "M-2 15L10 3 22 15",
}


def cloth(scene: Scene, y: int, dye: str, motif: Motif) -> None:
    """Draw a cloth that hangs from `y` with its stitch and one row of figures; on the floor it is a rug."""
    scene.shape(f"M-9 {y}H329V215H-9Z", dye)
    scene.repeat(FIGURES[motif], y=y + 15, height=20, stroked=motif is Motif.KNOT)
    scene.line(f"M4 {y + 8}h320", colour=PAPER, dashes="9 8")


def table(scene: Scene, y: int, dye: str, motif: Motif) -> None:
    """Draw a light table top, 14 high, then the cloth hanging over the front."""
    scene.shape(f"M-9 {y}H329V{y + 14}H-9Z", SNOW)
    cloth(scene, y + 14, dye, motif)


def tea_glasses(scene: Scene, y: int, *places: int) -> None:
    """Waisted tea glasses on saucers, all in one path."""
    scene.shape("".join(f"M{x - 7} {y - 22}c2 10-2 14 3 20h8c5-6 1-10 3-20z" for x in places), TEA)
    scene.line("".join(f"M{x - 12} {y}h24" for x in places))


def cups(scene: Scene, y: int, fill: str, *places: int) -> None:
    scene.shape("".join(f"M{x - 9} {y - 16}h18c0 12-4 16-9 16s-9-4-9-16z" for x in places), fill)
    scene.line("".join(f"M{x + 9} {y - 13}q8 0 6 6q-2 4-8 3" for x in places))


def key_on_cord(scene: Scene, x: int, y: int, *, cord: int = 22) -> None:
    """Draw the key that a key mother wears on a cord, its ring at (x, y)."""
    scene.line(f"M{x - cord // 2} {y - cord}L{x} {y}L{x + cord // 2} {y - cord}")
    scene.shape(f"M{x - 2} {y + 5}a6 6 0 1 1 4 0v3h5v4h-5v4h-4z", WELD)


def open_book(scene: Scene, x: int, y: int, width: int, fill: str) -> None:
    """Draw a book that lies open to us, its fold at (x, y), each page `width` wide."""
    near, far = width // 3, width * 2 // 3
    left = f"C{x - near} {y - 8} {x - far} {y - 8} {x - width} {y - 3}V{y - 38}C{x - far} {y - 44} {x - near} {y - 43} {x} {y - 35}"
    right = f"C{x + near} {y - 43} {x + far} {y - 44} {x + width} {y - 38}V{y - 3}C{x + far} {y - 8} {x + near} {y - 8} {x} {y}V{y - 35}"
    scene.shape(f"M{x} {y}{left}{right}", fill)


def speech(scene: Scene, x: int, y: int, *, tail: int, wave: str, colour: str) -> None:
    """Draw what is said, as a wave or a zigzag and never as letters; `tail` is the x offset of the tail."""
    scene.shape(f"M{x} {y}h64q8 0 8 8v18q0 8-8 8H{x + tail + 10}l-8 10-2-10H{x}q-8 0-8-8v-18q0-8 8-8z", PAPER)
    scene.line(f"M{x + 8} {y + 18}{wave}", pen=4, colour=colour)
