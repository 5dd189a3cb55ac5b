"""One pen, one press: every shape is a paper shape with its ink line, and the flat dye lies a little beside it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from string import ascii_letters
from typing import Final

from kiosk.screen.drawings.colours import INK, PALETTE, PAPER

MADDER: Final = PALETTE["madder"]
INDIGO: Final = PALETTE["indigo"]
WELD: Final = PALETTE["weld"]
LEAF: Final = PALETTE["leaf"]
ROSE, SKY, STRAW, SAGE = "#eeb09b", "#a9c3e2", "#f7dc94", "#b4d0b4"
HAIR, BROWN, GREY, SNOW = "#38324a", "#7d4a2c", "#c4c3c9", "#f1e9da"
TEA: Final = PALETTE["tea"]
SKIN_1, SKIN_2, SKIN_3, SKIN_4 = "#f4cba6", PALETTE["skin"], "#b0714a", "#8d583c"
FILLS: Final = (
    *(MADDER, INDIGO, WELD, LEAF, ROSE, SKY, STRAW, SAGE, HAIR, BROWN, GREY, SNOW, TEA),
    *(SKIN_1, SKIN_2, SKIN_3, SKIN_4, PAPER, INK),
)

SCENE_WIDTH: Final = 320
WALL: Final = 88
SCENE_BOX: Final = f"0 0 {SCENE_WIDTH} {200 + WALL}"
PORTRAIT_BOX: Final = "0 0 112 116"
PEN: Final = 2.5
# Straight strokes enclose nothing, so that they need no word about their fill.
STRAIGHT: Final = re.compile(r"([Mm][^A-Za-z]+[HhVvLl]-?[\d.]+([ -][\d.]+)?)+")
PRINT_BESIDE: Final = (
    "<style>use[fill]{mix-blend-mode:multiply;stroke:none;transform:translate(3px,2px)}</style>"
)


def number(value: float) -> str:
    """Write a coordinate in canvas units with at most one decimal, written as short as SVG allows."""
    text = f"{round(value, 1):g}"
    if text.startswith("-0."):
        return "-" + text[2:]
    return text.removeprefix("0") if text.startswith("0.") else text


def points(*values: float) -> str:
    """Coordinates for a path, parted by a space only where no minus sign parts them."""
    written = ""
    for value in values:
        text = number(value)
        written += text if not written or text.startswith("-") else " " + text
    return written


def onward(*corners: tuple[float, float]) -> str:
    """Write corners as steps from the first of them, which is shorter than where they lie."""
    start = corners[0]
    return points(
        *(value - from_ for corner in corners[1:] for value, from_ in zip(corner, start, strict=True))
    )


def dipped(colour: str) -> str:
    """Mix the colour that a dye (`#rrggbb`) takes where it is printed over paper."""
    channels = (int(colour[at : at + 2], 16) * int(PAPER[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel):02x}" for channel in channels)


class Scene:
    """A sheet under the pen. Parts are laid from back to front; `outlined` leaves the dyes away.

    A scene has its own y from 0 to 200, with 88 more of wall above (negative y), so that a wide panel may
    crop the wall and lose nothing (guide, "How a picture is built" 1).
    """

    def __init__(self, *, outlined: bool = False) -> None:
        self.outlined = outlined
        self.parts: list[str] = []
        self.names: dict[str, str] = {}

    def shape(self, path: str, fill: str) -> None:
        """Draw a paper shape with its line, and the flat `fill` printed beside it."""
        known = path in self.names
        name = self._name(path)
        first = f'<use href="#{name}"/>' if known else f'<path id="{name}" d="{path}"/>'
        # Paper printed on paper shows nowhere, and a drawing must stay small.
        dry = self.outlined or fill == PAPER
        self.parts.append(first if dry else f'{first}<use href="#{name}" fill="{fill}"/>')

    def flush(self, path: str, fill: str) -> None:
        """Draw a shape printed in register: sleeves and hands, which would otherwise come loose from bodies."""
        self.parts.append(f'<path fill="{PAPER if self.outlined else dipped(fill)}" d="{path}"/>')

    def stamp(self, drawing: str, fill: str, *, place: str) -> None:
        """Draw a small drawing (SVG elements) cut once and set down in register at `place` (a transform).

        What is `fill="currentColor"` in it takes the `fill`.
        """
        colour = PAPER if self.outlined else dipped(fill)
        if drawing in self.names:
            self.parts.append(f'<use href="#{self.names[drawing]}" color="{colour}" transform="{place}"/>')
        else:
            name = self._name(drawing)
            self.parts.append(f'<g color="{colour}" transform="{place}"><g id="{name}">{drawing}</g></g>')

    def line(self, path: str, *, pen: float = PEN, colour: str = INK, dashes: str = "") -> None:
        attributes = "" if STRAIGHT.fullmatch(path) else ' fill="none"'
        attributes += "" if pen == PEN else f' stroke-width="{number(pen)}"'
        attributes += "" if colour == INK else f' stroke="{colour}"'
        attributes += f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(f'<path{attributes} d="{path}"/>')

    def flat(self, path: str, fill: str) -> None:
        """Draw dye or paper without a line, for what is printed on a thing."""
        self.parts.append(f'<path stroke="none" fill="{fill}" d="{path}"/>')

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.shape(round_at(x, y, radius), fill)

    def repeat(self, motif: str, *, y: float, height: float, stroked: bool) -> None:
        """One row of `motif` (a path 20 wide) in paper, from edge to edge of the canvas."""
        ink = (
            f' fill="none" stroke="{PAPER}" stroke-width="4"' if stroked else f' fill="{PAPER}" stroke="none"'
        )
        self.parts.append(
            f'<pattern id="_" width="20" height="{number(height)}" patternUnits="userSpaceOnUse" y="{number(y)}">'
            f'<path d="{motif}"{ink}/></pattern>'
            f'<path stroke="none" fill="url(#_)" d="M0 {number(y)}h320v{number(height)}H0z"/>'
        )

    @contextmanager
    def moved(self, transform: str, *, scale: float = 1) -> Iterator[None]:
        """Everything drawn inside is moved together; `scale` keeps the pen at its own width."""
        pen = "" if scale == 1 else f' stroke-width="{number(PEN / scale)}"'
        self.parts.append(f'<g transform="{transform}"{pen}>')
        yield
        self.parts.append("</g>")

    def svg(self) -> str:
        """Finish the scene, 320 x 288, its wall above y 0."""
        return self._sheet(SCENE_BOX, f' transform="translate(0 {WALL})"')

    def portrait_svg(self) -> str:
        """Finish the portrait, 112 x 116."""
        return self._sheet(PORTRAIT_BOX, "")

    def _sheet(self, box: str, shift: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"" if self.outlined else PRINT_BESIDE}'
            f'<g{shift} fill="{PAPER}" stroke="{INK}" stroke-width="{PEN}" stroke-linecap="round" '
            f'stroke-linejoin="round">{"".join(self.parts)}</g></svg>\n'
        )

    def _name(self, drawing: str) -> str:
        return self.names.setdefault(drawing, ascii_letters[len(self.names)])


def round_at(x: float, y: float, radius: float) -> str:
    """Give the path of a disc round (x, y)."""
    return f"M{points(x - radius, y)}a{points(radius, radius)} 0 1 1 0 .1z"
