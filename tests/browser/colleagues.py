"""The desk as a finger knows it: her tile, her pictures, a mother's card, and what is too small to touch."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tests.browser.screens import PER_MILLIMETRE, Screen
from tests.browser.survey import GEOMETRY
from tests.browser.test_geometry import GAP, OTHER, PRIMARY, ROUNDING, distance


@dataclass(frozen=True)
class Desk:
    """A kiosk at which people work: its address, what each of them knows by heart, and where its pages are."""

    origin: str
    people: dict[str, dict[str, Any]]
    nominated: str
    neighbour: str
    card: dict[str, Any]
    pages: dict[str, dict[str, str]]


def sign_in(screen: Screen, desk: Desk, name: str, language: str, *, is_large: bool = False) -> None:
    """Sign in as she does: the key, her tile, six pictures; then read the desk in the language of the test."""
    screen.page.goto(f"{screen.origin}/{'?size=plus' if is_large else ''}")
    screen.touch("a.frame-key")
    screen.touch(f"a.tile[href*='{desk.people[name]['id']}']")
    touch_pictures(screen, desk.people[name]["pictures"])
    screen.remember_visit()
    screen.base = "/".join([*screen.base.split("/")[:3], language, screen.base.split("/")[4]])
    screen.go("desk/")


def touch_pictures(screen: Screen, pictures: list[str]) -> None:
    """Touch pictures on the grid; the last one leads on."""
    *first, last = pictures
    for name in first:
        screen.press(f"button[name=picture][value={name}]")
    screen.touch(f"button[name=picture][value={last}]")


def show_card(screen: Screen, desk: Desk) -> None:
    touch_pictures(screen, desk.card["pictures"])
    *first, last = desk.card["digits"]
    for digit in first:
        screen.press(f"button[name=digit][value='{digit}']")
    screen.touch(f"button[name=digit][value='{last}']")


def faults_of(screen: Screen) -> list[str]:
    """Return what is too small to touch or too near to something else; these pages may be longer than the screen."""
    targets = screen.page.evaluate(GEOMETRY)["targets"]
    found = []
    for target in targets:
        left, top, right, bottom = target["box"]
        size = min(right - left, bottom - top) / PER_MILLIMETRE
        if size < (PRIMARY if target["isPrimary"] else OTHER) - ROUNDING:
            found.append(f"{target['name']} is {size:.1f} mm small")
    frame = [target for target in targets if ".frame" in target["name"]]
    inner = [target for target in targets if target not in frame]
    for group in (frame, inner):
        for one, other in combinations(group, 2):
            apart = distance(one["box"], other["box"]) / PER_MILLIMETRE
            if apart < GAP - ROUNDING:
                found.append(f"{apart:.1f} mm between {one['name']} and {other['name']}")
    return found
