"""The whole week of a centre by touch: plan, print, register, wait, tell, attend (issue 5). Its pictures stand in docs.

`WEEK_SHOTS=docs/pictures python -m pytest tests/browser/test_week.py` takes them anew.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kiosk.core import schema
from kiosk.core.database import attach, disconnect
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.listed import sign_in
from tests.browser.screens import COME, CONTINUE, ONWARD, WITHOUT_NAME, YES, Screen
from tests.browser.test_neighbours_row import add
from tests.browser.test_planning import choose_day, offer_once
from tests.programs import free_port, running
from tests.team import Team

# Twelve places: one for who walked in, six and five for two neighbours; who comes then must wait.
TITLE, LANGUAGE = "thee", "nl"
NEIGHBOURS = (("fatma", 5), ("zeynep", 4), ("rosa", 0))
TELL = "form[action$='/told'] button"


@pytest.fixture
def centre_at_work(hired: Team, tmp_path: Path) -> Iterator[Kiosk]:
    folder = tmp_path / "week"
    folder.mkdir()
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    disconnect()
    attach(folder / "kiosk.sqlite")
    schema.prepare()
    offer_once()
    disconnect()
    with running("--data", str(folder), "--port", str(free_port())) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", folder, {})


def shot(screen: Screen, name: str) -> None:
    if folder := os.environ.get("WEEK_SHOTS"):
        screen.page.screenshot(path=Path(folder) / f"week-{name}.png")


def plan(desk: Screen) -> str:
    """Plan tea for every week, and return the id of its first date."""
    desk.go("desk/calendar/")
    desk.touch(".plan-deeds form button")
    desk.touch("button[value=coffee]")
    desk.write(TITLE)
    desk.touch(ONWARD)
    desk.touch("button[value=support]")
    choose_day(desk)
    desk.touch("button[name=starts][value='10:00']")
    desk.touch("a.big-yes")
    desk.touch("button[name=weeks][value='1']")
    desk.touch(".plan-times:nth-child(4)")
    desk.touch("a.big-yes")
    desk.touch(".plan-tile")
    desk.touch("button[name=go]")
    shot(desk, "1-plan")
    desk.touch("a[href$='/check']")
    for _each in range(4):
        desk.touch("button[name=point][aria-pressed=false]")
    shot(desk, "2-check")
    desk.touch("form[data-once] button.big-yes")
    first = desk.page.locator(".plan-dates a[href*='/calendar/']").first.get_attribute("href") or ""
    return first.rpartition("/")[2]


def walk_in(visitor: Screen, date: str) -> None:
    """Take a place as somebody who comes by, without a name."""
    visitor.start(LANGUAGE)
    visitor.go(f"activities/{date}")
    visitor.touch(COME)
    visitor.touch(CONTINUE)
    visitor.touch(WITHOUT_NAME)
    visitor.touch(YES)
    shot(visitor, "3-place")


def test_a_week_of_a_centre(chromium: Browser, centre_at_work: Kiosk, hired: Team) -> None:
    desk, visitor = (
        Screen(
            touch_context(chromium, is_plain="WEEK_SHOTS" not in os.environ).new_page(), centre_at_work.origin
        )
        for _screen in range(2)
    )
    sign_in(desk, hired, "Amal")
    desk.base = desk.base.replace("/ar/", f"/{LANGUAGE}/")
    date = plan(desk)
    walk_in(visitor, date)

    desk.go(f"desk/neighbours-row/{date}")
    for name, children in NEIGHBOURS:
        add(desk, name, children)
    shot(desk, "4-neighbours")
    statuses = "SELECT status FROM registration ORDER BY registered_at, id"
    assert centre_at_work.ask(statuses) == [("confirmed",)] * 3 + [("waiting",)]

    # It is weeks away, so that no tile of the page leads to it yet.
    desk.page.goto(desk.post("desk/paper/", date=date))
    shot(desk, "5-paper")
    assert "Rosa" in desk.page.locator(".paper-lines").inner_text()

    # Fatma does not come after all: her places go to who waits, and that must be told.
    desk.go(f"desk/neighbours-row/{date}")
    desk.touch(".added-one:last-child button[formaction$='/undo']")
    assert centre_at_work.ask(statuses).count(("waiting",)) == 0
    desk.go("desk/to-tell/")
    desk.touch("a.call-row")
    shot(desk, "6-tell")
    desk.touch(TELL)
    assert desk.page.locator("a.call-row").count() == 0

    desk.go(f"desk/today/{date}")
    came = desk.page.locator(".came[aria-pressed=true]")
    for count in (1, 2):
        desk.press(".came[aria-pressed=false]")
        expect(came).to_have_count(count)
    shot(desk, "7-today")
    desk.page.reload()
    expect(came).to_have_count(2)
    assert centre_at_work.ask("SELECT count(*) FROM notice WHERE told_at IS NULL") == [(0,)]
