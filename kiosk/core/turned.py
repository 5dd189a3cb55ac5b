"""What somebody turned at the screen of this machine stands over what is usual, and under what the environment says."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.core import languages, state
from kiosk.core.settings import PREFIX, Settings

# The name under which it is kept in `state`, and which settings can be turned at a screen, from and to.
KEPT = "turned"
BOUNDS: dict[str, tuple[float, float]] = {
    "millimetre": (1.5, 12.0),
    "idle_seconds": (30, 300),
    "warning_seconds": (15, 60),
    "desk_idle_seconds": (30, 300),
}
NAMES = (*BOUNDS, "languages", "large_text")


def is_fixed(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether whoever set this machine up said in the environment how a setting is."""
    return PREFIX + name.upper() in environment


def applied(settings: Settings) -> Settings:
    """Return the settings with what was turned here; what cannot be, as after a downgrade, is left as it is usual."""
    kept = state.get(KEPT, {})
    wanted = {name: value for name, value in kept.items() if name in NAMES and not is_fixed(name)}
    return replace(settings, **{name: value for name, value in wanted.items() if can_be(name, value)})


def keep(name: str, value: Any) -> None:
    """Remember what was turned. Raises ValueError for what cannot be, or is fixed."""
    if is_fixed(name) or not can_be(name, value):
        raise ValueError(name)
    state.put(**{KEPT: {**state.get(KEPT, {}), name: value}})


def can_be(name: str, value: Any) -> bool:
    """Say whether a setting can have this value."""
    if name == "languages":
        return isinstance(value, str) and are_languages(value)
    if name == "large_text":
        return isinstance(value, bool)
    least, most = BOUNDS.get(name, (1, 0))
    expected = float if name == "millimetre" else int
    return type(value) is expected and least <= value <= most


def are_languages(codes: str) -> bool:
    try:
        return bool(languages.chosen(codes))
    except ValueError:
        return False
