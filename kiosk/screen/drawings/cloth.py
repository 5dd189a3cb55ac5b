"""A table is laid with linen, a woven border and twenty hems by which a reader of none finds her own again."""

from typing import Final

from kiosk.screen.drawings.colours import INK, PALETTE, PAPER

MOTIFS: Final = (  # 48 x 24 each: the main figure in paper, the small one in the second dye
    ("M24 3l9 9-9 9-9-9z", "M0 8l4 4-4 4zM48 8l-4 4 4 4zM24 9l3 3-3 3-3-3z"),
    ("M6 21v-6h6V9h6V3h12v6h6v6h6v6z", "M21 13h6v8h-6z"),
    ("M2 3h20a10 10 0 0 1-20 0zM26 21h20a10 10 0 0 0-20 0z", "M9 3h6a3 3 0 0 1-6 0zM33 21h6a3 3 0 0 0-6 0z"),
    ("M0 21L12 8l12 13L36 8l12 13v-8L36 0 24 13 12 0 0 13z", "M8 21l4-4 4 4zM32 21l4-4 4 4z"),
    (
        "M4 3h16l-8 9 8 9H4l8-9zM28 3h16l-8 9 8 9H28l8-9z",
        "M24 9l3 3-3 3-3-3zM0 9l3 3-3 3zM48 9l-3 3 3 3z",
    ),
)
BATHS: Final = (("indigo", "weld"), ("madder", "ink"), ("leaf", "weld"), ("weld", "madder"))
EDGE_FIGURES: Final = (
    ("madder", "M0 13l8-10 8 10zM80 13l8-10 8 10z"),
    ("indigo", "M24 3l6 5-6 5-6-5zM72 3l6 5-6 5-6-5z"),
    ("leaf", "M32 3h12a6 6 0 0 1-12 0zM52 3h12a6 6 0 0 1-12 0z"),
    ("weld", "M43 13v-3h3v-3h4v3h3v3z"),
)
EDGE_TURNS: Final = (
    "translate(16 0)",
    "translate(112 128)rotate(180)",
    "translate(0 112)rotate(-90)",
    "translate(128 16)rotate(90)",
)
CORNERS: Final = ((0, 0), (0, 112), (112, 0), (112, 112))


def _sheet(width: int, height: int, body: str) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>\n'


def _filled(colour: str, path: str) -> str:
    return f'<path fill="{colour}" d="{path}"/>'


def _ruled(path: str) -> str:
    return f'<path fill="none" stroke="{INK}" stroke-width="2" d="{path}"/>'


def linen() -> str:
    """Weave the ground, 16 x 16, repeated; it has no background of its own."""
    threads = "M0 2.5h7M9 6.5h6M0 10.5h5M8 14.5h8M2.5 8v6M6.5 0v5M10.5 8v4M14.5 0v6"
    return _sheet(16, 16, f'<path fill="none" stroke="{PALETTE["weave"]}" d="{threads}"/>')


def border() -> str:
    """Weave the hem of the table cloth, 128 x 128, for `border-image` with slices of 16."""
    figures = "".join(_filled(PALETTE[name], path) for name, path in EDGE_FIGURES)
    edge = _filled(PAPER, "M0 0h96v16H0z") + figures + _ruled("M0 1h96M0 15h96")
    knot = _filled(PALETTE["madder"], "M8 3l5 5-5 5-5-5z")
    corner = _filled(PAPER, "M0 0h16v16H0z") + knot + _ruled("M1 1h14v14H1z")
    edges = "".join(f'<g transform="{turn}">{edge}</g>' for turn in EDGE_TURNS)
    corners = "".join(f'<g transform="translate({x} {y})">{corner}</g>' for x, y in CORNERS)
    return _sheet(128, 128, edges + corners)


def hems() -> str:
    """Lay out the sampler: twenty strips of 48 x 24 below each other, five figures in each of four dyes."""
    strips = [
        _filled(PALETTE[ground], "M0 0h48v24H0z") + _filled(PAPER, large) + _filled(PALETTE[second], small)
        for ground, second in BATHS
        for large, small in MOTIFS
    ]
    body = "".join(f'<g transform="translate(0 {24 * row})">{strip}</g>' for row, strip in enumerate(strips))
    return _sheet(48, 24 * len(strips), body)


def draw() -> dict[str, str]:
    """File name below the drawings folder → SVG text."""
    return {"cloth/linen.svg": linen(), "cloth/border.svg": border(), "cloth/hems.svg": hems()}
