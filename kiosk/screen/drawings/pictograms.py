"""Eight rows of eight pictures: six of them open a key mother's desk, and one with a dye and a number is a ticket."""

from typing import Final

from kiosk.screen.drawings import interface, pictograms_home, pictograms_kitchen, pictograms_nature, sprite
from kiosk.screen.drawings.sprite import Drawing

ROWS: Final[dict[str, dict[str, Drawing]]] = {
    "animals": pictograms_nature.ANIMALS,
    "food": pictograms_kitchen.FOOD,
    "sky": pictograms_nature.SKY,
    "home": pictograms_home.HOME,
    "table": pictograms_kitchen.TABLE,
    "clothes": pictograms_home.CLOTHES,
    "under_way": pictograms_home.UNDER_WAY,
    "garden": pictograms_nature.GARDEN,
}
TICKETS: Final = (
    "lion",
    "fish",
    "bird",
    "elephant",
    "turtle",
    "butterfly",
    "key",
    "sun",
    "boat",
    "tree",
    "cup",
    "kite",
)


def drawings() -> dict[str, Drawing]:
    """Every pictogram, row by row, and then every sign of the interface, by name."""
    pictured = {name: drawing for row in ROWS.values() for name, drawing in row.items()}
    return pictured | interface.SIGNS


def draw() -> dict[str, str]:
    """File name below the drawings folder → SVG text."""
    return {"pictograms.svg": sprite.sheet(drawings())}
