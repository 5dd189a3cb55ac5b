"""What can be turned at the screen of a machine: how it stands, and what one touch makes of it."""

import msgspec

from kiosk.core import turned
from kiosk.core.settings import Settings


class Dial(msgspec.Struct, frozen=True):
    """A setting as it is shown: its value, and what the two buttons would make of it; None where one leads nowhere."""

    name: str
    value: float
    less: float | None
    more: float | None
    is_fixed: bool


# How far one touch turns.
RULER = "millimetre"
STEPS: dict[str, float] = {
    "idle_seconds": 15,
    "warning_seconds": 5,
    "desk_idle_seconds": 15,
    "large_text": 1,
    RULER: 0.05,
}


def dials(now: Settings) -> list[Dial]:
    """Return what can be turned, in the order in which it is shown."""
    return [dial(name, getattr(now, name)) for name in STEPS]


def dial(name: str, value: float) -> Dial:
    beside = [stepped(name, value, step) for step in (-STEPS[name], STEPS[name])]
    less, more = (one if turned.can_be(name, one) and one != value else None for one in beside)
    return Dial(name, value, less, more, turned.is_fixed(name))


def stepped(name: str, value: float, step: float) -> float:
    if name == "large_text":
        return step > 0
    return round(value + step, 2)
