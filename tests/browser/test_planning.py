"""A key mother plans a weekly activity by touch, and sees it where parents see it (issue 5, B1, E10, F6)."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from kiosk.activities.models import Activity, Function
from kiosk.activities.services import publish_activity
from kiosk.core import clock, schema, state
from kiosk.core.database import attach, disconnect
from kiosk.core.text import Text
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.screens import ONWARD, Screen
from tests.programs import free_port, running
from tests.team import Team

DOOR = "a[href$='/desk/calendar/']"
NEW = ".plan-deeds form button"
GO_ON = "a.big-yes"
LETTERS = 6
# Door, new, picture, title, what for, day, hour, on, weekly, eight times, no day off, room, places, whole, four points.
MOST_TAPS = 19
WHO = {"nl": "Lena", "ar": "Amal", "tr": "Safa"}


def offer_once() -> None:
    """Let the centre have done something before: then its room is a tile."""
    text = Text.of("nl", {"nl": "Zaal 1", "ar": "القاعة 1", "tr": "Salon 1"})
    activity = Activity(
        centre=UUID(state.get("centre")),
        function=Function.SUPPORT,
        drawing="coffee",
        title=text,
        about=text,
        room=text,
    )
    start = clock.local(state.get("zone")).replace(hour=12, minute=30, second=0, microsecond=0)
    days = [(start + timedelta(days=day), start + timedelta(days=day, hours=2)) for day in (2, 9)]
    publish_activity(activity, dates=days, capacity=9)


@pytest.fixture(scope="module")
def staffed(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    folder = tmp_path_factory.mktemp("planning")
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    disconnect()
    attach(folder / "kiosk.sqlite")
    schema.prepare()
    offer_once()
    disconnect()
    with running("--data", str(folder), "--port", str(free_port())) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", Path(folder), {})


@pytest.fixture
def stand(chromium: Browser, staffed: Kiosk, hired: Team) -> Iterator[Callable[..., Screen]]:
    """Return a function that lets somebody stand before the kiosk, signed in, with a count of touches from there on."""
    contexts = []

    def before(name: str, *, has_script: bool = True, is_large: bool = False) -> Screen:
        contexts.append(touch_context(chromium, has_script=has_script))
        screen = Screen(contexts[-1].new_page(), staffed.origin, has_script=has_script)
        screen.page.goto(f"{screen.origin}/{'?size=plus' if is_large else ''}")
        screen.touch("a.frame-key")
        screen.touch(f"a.tile[href*='{hired.ids[name]}']")
        *first, last = hired.pictures(name)
        for picture in first:
            screen.press(f"button[value={picture}]")
        screen.touch(f"button[value={last}]")
        screen.remember_visit()
        screen.taps = 0
        return screen

    yield before
    for context in contexts:
        context.close()


def look(screen: Screen, page: str, found: dict[str, list[str]]) -> None:
    """Measure a page, and keep what it looks like where somebody asked for it."""
    wide = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found[page] = faults_of(screen) + ([f"{wide} px too wide"] if wide > 0 else [])
    if folder := os.environ.get("PLANNING_SHOTS"):
        tongue = screen.page.locator("html").get_attribute("lang")
        screen.page.screenshot(path=Path(folder) / f"{page}-{tongue}.png")


def plan_a_week(screen: Screen, found: dict[str, list[str]]) -> None:
    """Walk from the desk to the checklist; every page on the way is measured."""
    steps: list[tuple[str, Callable[[], None]]] = [
        ("desk", lambda: screen.touch(DOOR)),
        ("week", lambda: screen.touch(NEW)),
        ("drawing", lambda: screen.touch("button[value=sewing]")),
        ("title", lambda: write_title(screen)),
        ("function", lambda: screen.touch("button[value=support]")),
        ("day", lambda: choose_day(screen)),
        ("hours", lambda: screen.touch("button[name=starts][value='10:00']")),
        ("hours-told", lambda: screen.touch(GO_ON)),
        ("repeat", lambda: screen.touch("button[name=weeks][value='1']")),
        ("until", lambda: screen.touch(".plan-times:nth-child(4)")),
        ("dates", lambda: screen.touch(GO_ON)),
        ("room", lambda: screen.touch(".plan-tile")),
        ("places", lambda: screen.touch("button[name=go]")),
        ("whole", lambda: screen.touch("a[href$='/check']")),
    ]
    for page, step in steps:
        if page != "desk":
            look(screen, page, found)
        step()
    look(screen, "check", found)


def choose_day(screen: Screen) -> None:
    """Touch the first day of the next month: every hour of it is still to come, whenever the test runs."""
    first = (clock.now().replace(day=1) + timedelta(days=32)).replace(day=1)
    screen.page.goto(f"{screen.page.url.partition('?')[0]}?month={first:%Y-%m}")
    screen.touch("button[name=day]")


def write_title(screen: Screen) -> None:
    first = screen.page.locator(".keys button[name=letter]").first.get_attribute("value") or ""
    screen.write(first * LETTERS)
    screen.touch(ONWARD)


@pytest.mark.parametrize(
    ("language", "has_script"), [("nl", True), ("ar", True), ("tr", True), ("ar", False)]
)
def test_a_weekly_activity_is_planned_by_touch_and_seen_by_parents(
    language: str, has_script: bool, stand: Callable[..., Screen], staffed: Kiosk
) -> None:
    screen, found = stand(WHO[language], has_script=has_script), dict[str, list[str]]()
    plan_a_week(screen, found)
    for _each in range(4):
        screen.touch("button[name=point][aria-pressed=false]")
    screen.touch("form[data-once] button.big-yes")
    look(screen, "published", found)

    assert screen.page.locator("html").get_attribute("lang") == language
    title = screen.page.locator(".card .name").inner_text().split("\n")[0]
    assert screen.page.locator(".plan-dates a[href*='/calendar/']").count() == 8
    assert screen.taps - LETTERS - 1 <= MOST_TAPS
    assert not any(found.values()), found

    screen.page.goto(f"{screen.origin}/{language}/start")
    assert title in screen.page.locator(".cards").inner_text()
    staffed.ask("DELETE FROM occurrence WHERE series IN (SELECT id FROM series WHERE rule IS NOT NULL)")


def test_every_other_page_can_be_touched(stand: Callable[..., Screen]) -> None:
    screen, found = stand("Amal", is_large=True), dict[str, list[str]]()
    plan_a_week(screen, found)
    draft = screen.page.url.rpartition("/publishing/")[2].partition("/")[0]
    for question in ("languages", "women", "topic", "host", "bring", "co_hosts", "price", "scope"):
        screen.go(f"desk/planning/{draft}/ask/{question}")
        look(screen, question, found)
    screen.go("desk/calendar/month")
    look(screen, "month", found)
    screen.go("desk/planning/")
    look(screen, "drafts", found)
    screen.go("desk/programme/ending")
    look(screen, "ending", found)
    screen.touch("a.plan-row")
    look(screen, "programme", found)
    address = screen.page.url
    for page in ("more", "places", "scope", "scope?kept=1", "close"):
        screen.page.goto(f"{address}/{page}")
        look(screen, page, found)
    screen.page.goto(address)
    screen.touch(".plan-dates a")
    look(screen, "date", found)
    screen.touch("a[href$='/move']")
    look(screen, "move", found)
    screen.page.goto(f"{screen.base}/desk/publishing/{draft}/discard")
    look(screen, "discard", found)
    screen.touch("form[data-once] button")

    assert not any(found.values()), found
