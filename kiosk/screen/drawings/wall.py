"""Above the people there is a quiet wall: a window, a lamp, a shelf or a line of bunting, and never many of them."""

from typing import Final

from kiosk.screen.drawings.colours import PAPER
from kiosk.screen.drawings.pen import LEAF, MADDER, SKY, WELD, Scene, number, points

WALL_TOP: Final = -92


def window(scene: Scene, x: int, y: int, width: int, height: int, *, curtain: str = "") -> None:
    """Draw a window with a cross bar, its sill, and two curtains drawn aside if a dye is given."""
    scene.shape(f"M{x} {y}h{width}v{height}H{x}Z", SKY)
    scene.line(f"M{x + width // 2} {y}v{height}M{x} {y + height // 2}h{width}")
    if curtain:
        third = width // 3
        left = f"M{x - 8} {y - 8}h{third}q-2 {height // 2}-{third - 4} {height * 3 // 4}v{height // 5}h-6z"
        right = f"M{x + width + 8} {y - 8}h-{third}q2 {height // 2} {third - 4} {height * 3 // 4}v{height // 5}h6z"
        scene.shape(left + right, curtain)
        scene.line(f"M{x - 16} {y - 8}h{width + 32}")
    else:
        scene.line(f"M{x - 6} {y + height}h{width + 12}")


def bunting(scene: Scene, y: int, *, sag: int = 22, dyes: tuple[str, ...] = (MADDER, WELD)) -> None:
    """Draw a line of cloth triangles from edge to edge, its middle `sag` lower than its ends."""
    scene.line(f"M-9 {y}Q160 {y + 2 * sag} 329 {y}")
    paths = ["" for _dye in dyes]
    for place, x in enumerate(range(24, 290, 61)):
        left, right = (round(4 * sag * at * (1 - at)) for at in ((x + 9) / 338, (x + 35) / 338))
        paths[place % len(dyes)] += f"M{points(x, y + left)}l{points(26, right - left, -13, 27)}z"
    for path, dye in zip(paths, dyes, strict=True):
        scene.shape(path, dye)


def lanterns(scene: Scene, y: int, *dyes: str) -> None:
    """Draw paper lanterns on a line from edge to edge, one for each dye."""
    scene.line(f"M-9 {y}Q160 {y + 44} 329 {y}")
    apart = 320 / len(dyes)
    for place, dye in enumerate(dyes):
        x = apart * (place + 0.5)
        along = (x + 9) / 338
        top = round(y + 88 * along * (1 - along))
        scene.shape(
            f"M{points(x, top + 6)}c-24 0-24 32 0 32s24-32 0-32m-9 0V{top}h18v6M{points(x, top + 38)}v8", dye
        )


def lamp(scene: Scene, x: int, y: int, dye: str) -> None:
    """Draw a lamp on its cord, its shade ending at `y`."""
    scene.line(f"M{x} {WALL_TOP}V{y - 26}")
    scene.shape(f"M{x - 9} {y}a9 9 0 0 0 18 0z", WELD if dye != WELD else PAPER)
    scene.shape(
        f"M{x - 28} {y}C{x - 26} {y - 20} {x - 12} {y - 28} {x} {y - 28}S{x + 26} {y - 20} {x + 28} {y}z", dye
    )


def clock(scene: Scene, x: int, y: int, radius: int, fill: str = PAPER) -> None:
    """Draw a clock without digits, at ten past ten or so: it says that there is time, not which."""
    scene.disc(x, y, radius, fill)
    scene.line(
        f"M{points(x - radius * 0.4, y - radius * 0.35)}L{points(x, y)}L{points(x + radius * 0.45, y - radius * 0.5)}"
    )


def shelf(scene: Scene, x: int, y: int, width: int) -> None:
    scene.line(f"M{x} {y}h{width}")


def books(scene: Scene, x: int, y: int, *sizes: tuple[int, int, str]) -> None:
    """Draw standing books from `x` on, each (width, height, dye), on a shelf at `y`."""
    for width, height, dye in sizes:
        scene.shape(f"M{x} {y}v-{height}h{width}v{height}", dye)
        x += width


def plant(scene: Scene, x: int, y: int, pot: str, *, leaves: str = LEAF) -> None:
    """Draw a pot plant with three leaves, standing at (x, y)."""
    scene.shape(
        f"M{x} {y - 16}C{x - 14} {y - 22} {x - 12} {y - 42} {x} {y - 50}C{x + 12} {y - 42} {x + 14} {y - 22} {x} {y - 16}"
        f"C{x - 8} {y - 30} {x - 18} {y - 36} {x - 26} {y - 34}C{x - 24} {y - 20} {x - 12} {y - 16} {x} {y - 16}"
        f"C{x + 8} {y - 30} {x + 18} {y - 36} {x + 26} {y - 34}C{x + 24} {y - 20} {x + 12} {y - 16} {x} {y - 16}z",
        leaves,
    )
    scene.shape(f"M{x - 12} {y - 18}h24l-3 18h-18z", pot)


def hanging_plant(scene: Scene, x: int, y: int, pot: str) -> None:
    """Draw a pot on its cord with trails of leaves, the pot ending at `y`."""
    scene.line(f"M{x} {WALL_TOP}L{x - 18} {y - 20}M{x} {WALL_TOP}L{x + 18} {y - 20}")
    leaf = "c-14 0-16 8-14 16c10 2 15-6 14-16c14 0 16 8 14 16c-10 2-15-6-14-16z"
    scene.shape(
        "".join(
            f"M{x + aside} {y + down}{leaf}"
            for aside, down in ((-18, -18), (20, -18), (-21, 0), (22, 0), (-19, 16))
        ),
        LEAF,
    )
    scene.shape(f"M{x - 20} {y - 20}h40q-2 22-20 22t-20-22z", pot)


def pinned(scene: Scene, x: int, y: int, figure: str, dye: str, *, turn: float = 0) -> None:
    """Draw a child's drawing on the wall: a sheet 46 x 40 with one `figure` (a path round 0,0)."""
    with scene.moved(f"translate({x} {y})" + (f"rotate({number(turn)})" if turn else "")):
        scene.shape("M-23-20H23V20H-23Z", PAPER)
        scene.shape(figure, dye)


HOUSE: Final = "M-12 12V-1L0-11 12-1V12Z"
SUN: Final = "M-9 0a9 9 0 1 1 0 .1z"
BOAT: Final = "M-13 3H13Q10 11 5 11H-5Q-10 11-13 3ZM-2 0V-13L9 0Z"
FLOWER: Final = "M-4-4a6 6 0 1 1 8 0a6 6 0 1 1 0 8a6 6 0 1 1-8 0a6 6 0 1 1 0-8z"
FISH: Final = "M-13 0Q-2-12 7 0L14-7V7L7 0Q-2 12-13 0Z"
HEART: Final = "M0 11C-18-2-9-14 0-5C9-14 18-2 0 11Z"


def frame(scene: Scene, x: int, y: int, width: int, height: int, *, hill: str) -> None:
    """Draw a framed picture of a hill below a sun."""
    scene.shape(f"M{x} {y}h{width}v{height}H{x}Z", PAPER)
    scene.flat(
        f"M{x + 5} {y + height - 5}q{width // 4}-{height // 2} {width // 2}-{height // 4}t{width // 2 - 10} {height // 4 - 2}v2z",
        hill,
    )
    scene.flat(f"M{x + width - 20} {y + 13}a5 5 0 1 1 0 .1z", WELD)


def sun(scene: Scene, x: int, y: int) -> None:
    """Draw the sun outdoors, with eight rays."""
    scene.disc(x, y, 15, WELD)
    scene.line(
        f"M{x} {y - 23}v-8M{x} {y + 23}v8M{x - 23} {y}h-8M{x + 23} {y}h8M{x - 16} {y - 16}l-6-6M{x + 16} {y - 16}l6-6M{x - 16} {y + 16}l-6 6M{x + 16} {y + 16}l6 6"
    )


def cloud(scene: Scene, x: int, y: int) -> None:
    scene.shape(f"M{x} {y}c-14 0-14-18 0-18c2-14 24-16 28-2c14-4 20 20 4 20z", PAPER)


def tree(scene: Scene, x: int, y: int, leaves: str, trunk: str) -> None:
    """Draw a tree whose trunk stands at (x, y); 108 high."""
    scene.shape(f"M{x - 6} {y}v-50h12v50", trunk)
    scene.shape(
        f"M{x} {y - 40}c-26 6-44-10-36-28c-10-18 6-36 22-32c8-16 34-12 36 4c18 4 22 26 10 36c2 14-16 24-32 20z",
        leaves,
    )
    scene.line(f"M{x} {y - 40}v-24M{x} {y - 50}l12-12")
