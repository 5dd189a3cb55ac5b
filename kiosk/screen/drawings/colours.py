"""Ink, linen and three dyes: every colour of the table cloth, and how well one can be seen on another."""

from typing import Final

PALETTE: Final = {
    "ink": "#1b2340",
    "paper": "#fffcf5",
    "linen": "#ede4d2",
    "weave": "#e6dcc7",
    "thread": "#e3d8c1",
    "flax": "#cbbb9c",
    "indigo": "#4a72bb",
    "weld": "#ecb63f",
    "madder": "#d2492d",
    "leaf": "#4f8f68",
    "indigo-deep": "#2a4680",
    "madder-deep": "#8c2716",
    "leaf-deep": "#1f5639",
    "indigo-pale": "#d5e0ee",
    "weld-pale": "#f8e6b8",
    "madder-pale": "#f6d3c6",
    "leaf-pale": "#d3e3d2",
    "skin-fair": "#f4cba6",
    "skin": "#dca273",
    "skin-brown": "#b0714a",
    "tea": "#c8682c",
}

DYES: Final = ("indigo", "madder", "weld", "leaf")

INK: Final = PALETTE["ink"]
PAPER: Final = PALETTE["paper"]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two palette names, 1 to 21 (WCAG 2.2 1.4.3); KeyError for a colour not on the cloth."""
    low, high = sorted((luminance(PALETTE[one]), luminance(PALETTE[other])))
    return (high + 0.05) / (low + 0.05)
