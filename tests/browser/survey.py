"""Every page is walked once for each language and size, and measured in every way while it stands there."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.browser.screens import HEIGHT, PER_MILLIMETRE, WIDTH, Screen
from tests.browser.tour import rare_states, tour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Kiosk

HERE = Path(__file__).parent
GEOMETRY = (HERE / "geometry.js").read_text(encoding="utf-8")
CONTRAST = (HERE / "contrast.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
# A moment far behind the kiosk's clock, in milliseconds.
FAR = 4_000_000_000_000
SHOTS = HERE / "shots"
# The smallest panel that is supported, and a finer one of the same size (SCREENS 1).
PANELS = {"1920x1080": (1920, 1080, 5.56), "1366x768": (WIDTH, HEIGHT, PER_MILLIMETRE)}


@dataclass(frozen=True)
class Walked:
    """How one page looked: geometry per panel, contrast, and what axe says."""

    geometry: dict[str, Any]
    contrast: dict[str, Any]
    axe: dict[str, Any]


class Survey:
    """Walks on demand and remembers; a walk takes some seconds."""

    def __init__(self, context: BrowserContext, open_kiosk: "Callable[[str], Kiosk]") -> None:
        self.context = context
        self.open_kiosk = open_kiosk
        self.walks: dict[tuple[str, bool, str], dict[str, Walked]] = {}

    def of(self, language: str, *, is_large: bool = False, kind: str = "usual") -> dict[str, Walked]:
        """Return every page by name, in a language, in normal or large letters."""
        asked = (language, is_large, kind)
        if asked not in self.walks:
            self.walks[asked] = self.walk(language, is_large=is_large, kind=kind)
        return self.walks[asked]

    def walk(self, language: str, *, is_large: bool, kind: str) -> dict[str, Walked]:
        kiosk = self.open_kiosk(kind)
        screen = Screen(self.context.new_page(), kiosk.origin)
        walked = {}
        for name in self.tour(screen, kiosk, language, is_large=is_large):
            walked[name] = self.look(screen, is_read_by_axe=kind != "longer" and language in {"nl", "ar"})
            if os.environ.get("PARENTS_POINT_SHOTS") == "all":
                size, words = "-plus" if is_large else "", "-longer" if kind == "longer" else ""
                shot = f"{name}-{language}{size}{words}.png".replace("/", " ")
                screen.page.screenshot(path=SHOTS / "all" / shot, animations="disabled")
        screen.page.close()
        return walked

    def tour(self, screen: Screen, kiosk: "Kiosk", language: str, *, is_large: bool) -> "Iterator[str]":
        if "roomy" in kiosk.dates:
            return tour(screen, language, kiosk.dates, is_large=is_large)
        kiosk.ask("DELETE FROM state WHERE name = 'last_seen'")
        return rare_states(
            screen,
            language,
            kiosk.dates,
            is_large=is_large,
            doubt_the_clock=lambda: kiosk.ask(
                f"INSERT OR REPLACE INTO state (name, value) VALUES ('last_seen', '{FAR}')"
            ),
        )

    def look(self, screen: Screen, *, is_read_by_axe: bool) -> Walked:
        axe = Axe().run(screen.page, options=AXE).response if is_read_by_axe else {}
        contrast = screen.page.evaluate(CONTRAST)
        geometry = {}
        for panel, (width, height, per_millimetre) in PANELS.items():
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.page.evaluate(
                "mm => document.documentElement.style.setProperty('--mm', `${mm}px`)", per_millimetre
            )
            geometry[panel] = screen.page.evaluate(GEOMETRY)
        return Walked(geometry, contrast, axe)
