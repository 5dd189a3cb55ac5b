"""A small picture is a pile of printed parts on a 64 grid, and one sheet carries them all."""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from kiosk.screen.drawings.colours import INK, PALETTE, PAPER

# Width, colour and round ends of the pen are inherited from the page; only its scale is refused here.
PEN: Final = 'vector-effect="non-scaling-stroke" '
PRINT_OFFSET: Final = "translate(2.5 2)"
CASING: Final = "6.5"


class Kind(StrEnum):
    """How a part is printed. Pen width, pen colour and dye come from the page that uses the symbol."""

    DYE = "dye"
    PAPER = "paper"
    OPENING = "opening"
    FAIR = "skin-fair"
    SKIN = "skin"
    BROWN = "skin-brown"
    TEA = "tea"
    INK = "ink"
    LINE = "line"
    INLAY = "inlay"
    ROPE = "rope"


LAYERS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.DYE: (
        f'fill="{PAPER}" stroke="none" ',
        f'fill="currentColor" stroke="none" transform="{PRINT_OFFSET}" ',
        PEN,
    ),
    Kind.PAPER: (f'fill="{PAPER}" {PEN}',),
    Kind.OPENING: (f'fill="{PAPER}" stroke="none" ',),
    Kind.FAIR: (f'fill="{PALETTE["skin-fair"]}" {PEN}',),
    Kind.SKIN: (f'fill="{PALETTE["skin"]}" {PEN}',),
    Kind.BROWN: (f'fill="{PALETTE["skin-brown"]}" {PEN}',),
    Kind.TEA: (f'fill="{PALETTE["tea"]}" {PEN}',),
    Kind.INK: (f'fill="{INK}" stroke="none" ',),
    Kind.LINE: (PEN,),
    Kind.INLAY: (f'stroke="{PAPER}" stroke-width="{CASING}" ', PEN),
    Kind.ROPE: (
        f'stroke="{INK}" stroke-width="9" stroke-linecap="butt" ',
        'stroke="currentColor" stroke-width="5" stroke-linecap="round" ',
    ),
}


class Part(NamedTuple):
    """One path (`d`, in units of the 64 grid) and the way it is printed."""

    kind: Kind
    path: str


Drawing: TypeAlias = tuple[Part, ...]


def dye(path: str) -> Part:
    """Print a shape with its line and the flat dye of the page printed a little beside it."""
    return Part(Kind.DYE, path)


def paper(path: str) -> Part:
    """Lay down a paper shape with its line."""
    return Part(Kind.PAPER, path)


def opening(path: str) -> Part:
    """Leave paper unprinted in the dye, without a line, so that ink can stand on it."""
    return Part(Kind.OPENING, path)


def skin(path: str) -> Part:
    return Part(Kind.SKIN, path)


def fair(path: str) -> Part:
    return Part(Kind.FAIR, path)


def brown(path: str) -> Part:
    return Part(Kind.BROWN, path)


def tea(path: str) -> Part:
    return Part(Kind.TEA, path)


def ink(path: str) -> Part:
    return Part(Kind.INK, path)


def line(path: str) -> Part:
    """Draw an ink line on open ground or on paper, never on dye: indigo gives it only 3.2:1."""
    return Part(Kind.LINE, path)


def inlay(path: str) -> Part:
    """Draw an ink line over dye, laid in a strip of paper so that it is 15:1 in each of the four dyes."""
    return Part(Kind.INLAY, path)


def rope(path: str) -> Part:
    """Lay a thick thread in the dye, over whatever was drawn before it."""
    return Part(Kind.ROPE, path)


def circle(x: float, y: float, radius: float) -> str:
    across = 2 * radius
    return f"M{x - radius:g} {y:g}a{radius:g} {radius:g} 0 1 1 {across:g} 0a{radius:g} {radius:g} 0 1 1-{across:g} 0z"


def around(x: float, y: float, radius: float, count: int, turn: float = 0) -> list[tuple[float, float]]:
    """`count` points on a circle, clockwise from three o'clock plus `turn` radians."""
    angles = [turn + 2 * math.pi * step / count for step in range(count)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def bumps(x: float, y: float, radius: float, count: int, bump: float) -> str:
    """Draw a ring of `count` half-round bumps: a mane, a crown of leaves, petals."""
    points = around(x, y, radius, count)
    arcs = "".join(
        f"A{bump} {bump} 0 0 1 {round(px, 1):g} {round(py, 1):g}" for px, py in points[1:] + points[:1]
    )
    return f"M{points[0][0]:.1f} {points[0][1]:.1f}{arcs}z"


def spikes(x: float, y: float, inner: float, outer: float, count: int) -> str:
    """Draw a star with `count` points, the first one upward."""
    tips = around(x, y, outer, count, -math.pi / 2)
    valleys = around(x, y, inner, count, -math.pi / 2 + math.pi / count)
    corners = [
        f"{round(px, 1):g} {round(py, 1):g}" for pair in zip(tips, valleys, strict=True) for px, py in pair
    ]
    return "M" + "L".join(corners) + "z"


def rays(x: float, y: float, inner: float, outer: float, count: int) -> str:
    pairs = zip(around(x, y, inner, count), around(x, y, outer, count), strict=True)
    return "".join(
        f"M{round(ax, 1):g} {round(ay, 1):g}L{round(bx, 1):g} {round(by, 1):g}"
        for (ax, ay), (bx, by) in pairs
    )


def twigs(x: float, y: float, inner: float, outer: float, count: int) -> str:
    """Draw the small forks on the arms of a snow star."""
    forks = zip(
        around(x, y, outer, count, -0.32),
        around(x, y, inner, count),
        around(x, y, outer, count, 0.32),
        strict=True,
    )
    return "".join(
        f"M{round(ax, 1):g} {round(ay, 1):g}L{round(bx, 1):g} {round(by, 1):g}L{round(cx, 1):g} {round(cy, 1):g}"
        for (ax, ay), (bx, by), (cx, cy) in forks
    )


def print_part(part: Part) -> str:
    """SVG markup of one part, its layers from the lowest to the highest."""
    return "".join(f'<path {layer}d="{part.path}"/>' for layer in LAYERS[part.kind])


def print_drawing(drawing: Drawing) -> str:
    """SVG markup of a whole drawing, to be placed in a 64 x 64 view box."""
    return "".join(print_part(part) for part in drawing)


def sheet(drawings: Mapping[str, Drawing]) -> str:
    """One SVG file with a symbol per drawing, its id the drawing's name."""
    # A symbol clips by default, and both the pen and the print reach over the edge of the 64 grid.
    symbols = "\n".join(
        f'<symbol id="{name}" viewBox="0 0 64 64" overflow="visible" fill="none">{print_drawing(drawing)}</symbol>'
        for name, drawing in drawings.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
