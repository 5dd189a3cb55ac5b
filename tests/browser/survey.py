"""Every page is walked once for each language and size, and measured in every way while it stands there."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.browser.desk_tour import desk_tour
from tests.browser.screens import HEIGHT, PER_MILLIMETRE, WIDTH, Screen
from tests.browser.tour import rare_states, tour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.colleagues import Desk
    from tests.browser.conftest import Kiosk

HERE = Path(__file__).parent
GEOMETRY = (HERE / "geometry.js").read_text(encoding="utf-8")
CONTRAST = (HERE / "contrast.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        # The same with a lesser number: whatever it finds, the one above finds too.
        "color-contrast": {"enabled": False},
        "target-size": {"enabled": True},
    },
    "resultTypes": ["violations", "incomplete"],
}
# Only what the tests read is handed out of the page.
RUN_AXE = """options => axe.run(options).then(told => {
  const named = (rules) => rules.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }));
  return { violations: named(told.violations), incomplete: named(told.incomplete), passes: named(told.passes) };
})"""
# Walks in which axe reads along: each page in both directions of writing and in both sizes of letters.
READ_BY_AXE = (
    ("nl", "", "usual"),
    ("ar", "plus", "usual"),
    ("nl", "plus", "little"),
    ("ar", "", "little"),
    ("nl", "", "Lena"),
    ("ar", "plus", "Lena"),
    ("nl", "plus", "Amal"),
    ("ar", "", "Amal"),
)
# A moment far behind the kiosk's clock, in milliseconds.
FAR = 4_000_000_000_000
SHOTS = HERE / "shots"
# Who signs in for a walk along the pages of the desk (tests/team.py): a coach, and a key mother.
AT_DESK = {"Lena", "Amal"}
# The smallest panel that is supported, and a finer one of the same size (SCREENS 1).
Panel = tuple[int, int, float]
PANELS: dict[str, Panel] = {
    "1920x1080": (1920, 1080, 5.56),
    "1366x768": (WIDTH, HEIGHT, PER_MILLIMETRE),
}
# Pages that may be longer than the screen do not depend on how fine it is.
DESK_PANELS = {"1366x768": PANELS["1366x768"]}


@dataclass(frozen=True)
class Walked:
    """How one page looked: geometry per panel, contrast, and what axe says."""

    geometry: dict[str, Any]
    contrast: dict[str, Any]
    axe: dict[str, Any]


class Survey:
    """Walks on demand and remembers; a walk takes some seconds."""

    def __init__(
        self, context: BrowserContext, open_kiosk: "Callable[[str], Kiosk]", open_desk: "Callable[[], Desk]"
    ) -> None:
        self.context = context
        self.open_kiosk = open_kiosk
        self.open_desk = open_desk
        self.walks: dict[tuple[str, bool, str], dict[str, Walked]] = {}

    def of(self, language: str, *, is_large: bool = False, kind: str = "usual") -> dict[str, Walked]:
        """Return every page by name, in a language and a size; of a kind of kiosk, or of the desk of somebody."""
        asked = (language, is_large, kind)
        if asked not in self.walks:
            self.walks[asked] = self.walk(language, is_large=is_large, kind=kind)
        return self.walks[asked]

    def walk(self, language: str, *, is_large: bool, kind: str) -> dict[str, Walked]:
        screen, size = Screen(self.context.new_page(), ""), "plus" if is_large else ""
        walked, is_read_by_axe = {}, (language, size, kind) in READ_BY_AXE
        if is_read_by_axe:
            screen.page.add_init_script(Axe().axe_script)
        for name in self.tour(screen, kind, language, is_large=is_large):
            walked[name] = self.look(screen, DESK_PANELS if kind in AT_DESK else PANELS, is_read_by_axe)
            if os.environ.get("PARENTS_POINT_SHOTS") == "all":
                shot = f"{'-'.join(filter(None, (name, language, size, kind)))}.png".replace("/", " ")
                screen.page.screenshot(path=SHOTS / "all" / shot, animations="disabled")
        screen.page.close()
        return walked

    def tour(self, screen: Screen, kind: str, language: str, *, is_large: bool) -> "Iterator[str]":
        if kind in AT_DESK:
            desk = self.open_desk()
            screen.origin = desk.origin
            return desk_tour(screen, desk, kind, language, is_large=is_large)
        kiosk = self.open_kiosk(kind)
        screen.origin = kiosk.origin
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

    def look(self, screen: Screen, panels: dict[str, Panel], is_read_by_axe: bool) -> Walked:
        axe = screen.page.evaluate(RUN_AXE, AXE) if is_read_by_axe else {}
        contrast = screen.page.evaluate(CONTRAST)
        geometry = {}
        # It is drawn anew for one panel only: the next page is opened on the one where this page was left.
        for panel in sorted(panels, key=lambda panel: panels[panel][0] != self.width(screen)):
            width, height, per_millimetre = panels[panel]
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.page.evaluate(
                "mm => document.documentElement.style.setProperty('--mm', `${mm}px`)", per_millimetre
            )
            geometry[panel] = screen.page.evaluate(GEOMETRY)
        return Walked(geometry, contrast, axe)

    def width(self, screen: Screen) -> int:
        size = screen.page.viewport_size
        return size["width"] if size else WIDTH
