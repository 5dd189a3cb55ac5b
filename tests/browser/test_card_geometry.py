"""Every page of a card, and of what it opens, is large enough, whole and on the screen, in millimetres."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Kiosk, touch_context
from tests.browser.screens import Screen
from tests.browser.survey import GEOMETRY, PANELS
from tests.browser.test_card import card_on, register, wrong
from tests.browser.test_geometry import faults_of

OWN = ("", "known", "known?page=2", "places", "allowed", "allowed/place", "name", "phone", "forget", "yes")


def pages(screen: Screen, kiosk: Kiosk, language: str, *, is_large: bool) -> Iterator[str]:
    """Yield the name of each page of a card and of what it opens, as the screen stands on it."""
    register(screen, kiosk, language, is_large=is_large)
    yield "W7 with the offer"
    screen.go("card/new")
    yield "card offered"
    screen.post("card/")
    screen.go("card/shown")
    yield "card"
    pictures, digits = card_on(screen)
    screen.post("mine/phone", name="0612345678", go="1")
    for path in OWN:
        screen.go(f"mine/{path}")
        yield f"mine/{path}"
    screen.start(language, is_large=is_large)
    for path in ("ticket/", "card/", "card/?wrong=1"):
        screen.go(path)
        yield path
    screen.post("card/pictures", pictures=" ".join(pictures))
    screen.go("card/digits")
    yield "digits"
    screen.post("card/digits", digits=wrong(digits))
    screen.go("card/digits")
    yield "wrong digit"


def is_as_drawn(name: str, fault: str) -> bool:
    """Say whether this is the frame of 17 mm that leaves eight rows of pictures their 15 mm (M1 as it is drawn)."""
    return name.startswith("card/") and "a.print.frame" in fault and "is 17." in fault


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("language", "is_large"), [("nl", False), ("ar", True), ("hu", True)])
def test_its_pages_can_be_touched_and_read(
    chromium: Browser, kiosk: Kiosk, language: str, *, is_large: bool
) -> None:
    context = touch_context(chromium)
    screen = Screen(context.new_page(), kiosk.origin)
    found: list[str] = []

    for name in pages(screen, kiosk, language, is_large=is_large):
        for panel, (width, height, per_millimetre) in PANELS.items():
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.page.evaluate(
                "mm => document.documentElement.style.setProperty('--mm', `${mm}px`)", per_millimetre
            )
            faults = faults_of(name, screen.page.evaluate(GEOMETRY), panel, is_large=is_large)
            found += [fault for fault in faults if not is_as_drawn(name, fault)]
    context.close()

    assert not found, "\n".join(found)
