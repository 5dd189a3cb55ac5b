"""A secret is learnt on the grid on which it is used: shown once, then touched twice before anything is kept."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from flask_babel import lazy_gettext as _

from kiosk.core.pictures import GRID, PICTURES
from kiosk.screen.visits import Visit

DYES = ("indigo", "madder", "weld", "leaf")
COUNT, TIMES_TO_PRACTISE = 6, 2

# One plain word each, as a child would name the drawing; also read aloud.
NAMES = {
    "lion": _("Lion"), "fish": _("Fish"), "bird": _("Bird"), "elephant": _("Elephant"),
    "turtle": _("Turtle"), "butterfly": _("Butterfly"), "rabbit": _("Rabbit"), "snail": _("Snail"),
    "apple": _("Apple"), "bread": _("Bread"), "carrot": _("Carrot"), "pear": _("Pear"),
    "grapes": _("Grapes"), "lemon": _("Lemon"), "egg": _("Egg"), "corn": _("Corn"),
    "sun": _("Sun"), "cloud": _("Cloud"), "rain": _("Rain"), "snow": _("Snow"),
    "wind": _("Wind"), "rainbow": _("Rainbow"), "bolt": _("Lightning"), "umbrella": _("Umbrella"),
    "house": _("House"), "key": _("Key"), "door": _("Door"), "chair": _("Chair"),
    "table": _("Table"), "lamp": _("Lamp"), "bed": _("Bed"), "window": _("Window"),
    "cup": _("Cup"), "glass": _("Tea glass"), "pot": _("Teapot"), "spoon": _("Spoon"),
    "plate": _("Plate"), "jug": _("Jug"), "bowl": _("Bowl"), "pan": _("Frying pan"),
    "dress": _("Dress"), "sock": _("Sock"), "shoe": _("Shoe"), "hat": _("Hat"),
    "button": _("Button"), "spool": _("Thread"), "scissors": _("Scissors"), "glove": _("Glove"),
    "boat": _("Boat"), "bicycle": _("Bicycle"), "bus": _("Bus"), "train": _("Train"),
    "plane": _("Aeroplane"), "balloon": _("Balloon"), "pram": _("Pram"), "cart": _("Shopping cart"),
    "tree": _("Tree"), "flower": _("Flower"), "leaf": _("Leaf"), "kite": _("Kite"),
    "ball": _("Ball"), "drum": _("Drum"), "book": _("Book"), "mushroom": _("Mushroom"),
}  # fmt: skip
DYE_OF = {picture: DYES[row % len(DYES)] for row, pictures in enumerate(GRID) for picture in pictures}


def dye_of(picture: str) -> str:
    """Return the dye of a picture: each row of the grid has one, so that people find theirs by place."""
    return DYE_OF.get(picture, DYES[0])


class Practice(msgspec.Struct):
    """Pictures that somebody is given and has touched rightly so often, before they are kept for her."""

    staff: UUID
    pictures: tuple[str, ...]
    times_right: int = 0

    @property
    def is_learnt(self) -> bool:
        return self.times_right >= TIMES_TO_PRACTISE

    def judge(self, touched: tuple[str, ...]) -> bool:
        """Say whether these are the pictures; each time they are counts."""
        is_right = touched == self.pictures
        self.times_right += is_right
        return is_right


def touch(visit: Visit, form: Mapping[str, str], *, count: int) -> tuple[str, ...] | None:
    """Take what was touched on the grid; return the pictures once there are `count`, None before.

    With script they come at once, without it one by one and are kept in the visit meanwhile; then nothing of them is.
    """
    if "pictures" in form:
        visit.pictures = [picture for picture in form["pictures"].split() if picture in PICTURES][:count]
    elif "wipe" in form:
        visit.pictures = visit.pictures[:-1]
    elif form.get("picture") in PICTURES:
        visit.pictures = [*visit.pictures, form["picture"]]
    if len(visit.pictures) < count:
        return None
    touched, visit.pictures = tuple(visit.pictures), []
    return touched
