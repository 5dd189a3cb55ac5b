"""A key mother registers a neighbour by touch; the neighbour reads her own language and touches yes (SPEC C5)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk.core import schema
from kiosk.core.database import attach, disconnect
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.neighbours import ABSENT, AGREE, BACK, LIST, NEW, NOT, ROW, SEE, UNDO, begin, publish
from tests.browser.screens import ONWARD, WITH_NAME, WITHOUT_NAME, YES, Screen
from tests.programs import free_port, running
from tests.team import Team

LANGUAGES = ("nl", "ar", "tr")


@pytest.fixture(scope="module")
def staffed(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """Open a kiosk at which five people work, with an activity that has room for all."""
    folder = tmp_path_factory.mktemp("vouching")
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    disconnect()
    attach(folder / "kiosk.sqlite")
    schema.prepare()
    publish()
    disconnect()
    with running("--data", str(folder), "--port", str(free_port())) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", Path(folder), {})


@pytest.fixture(autouse=True)
def nobody(staffed: Kiosk) -> None:
    for table in ("household", "registration", "consent"):
        staffed.ask(f'DELETE FROM "{table}"')


@pytest.fixture
def stand(chromium: Browser, staffed: Kiosk, hired: Team) -> Iterator[Callable[..., Screen]]:
    """Return a function that lets a key mother stand before the kiosk, signed in."""
    contexts = []

    def before(name: str = "Amal", *, has_script: bool = True, is_large: bool = False) -> Screen:
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
        return screen

    yield before
    for context in contexts:
        context.close()


def tongue(screen: Screen) -> str:
    return screen.page.locator("html").get_attribute("lang") or ""


def shot(screen: Screen, name: str) -> None:
    if folder := os.environ.get("VOUCHING_SHOTS"):
        screen.page.screenshot(path=Path(folder) / f"{name}-{tongue(screen)}.png", full_page=True)


@pytest.mark.parametrize(
    ("language", "has_script"), [("nl", True), ("ar", True), ("ar", False), ("tr", False)]
)
def test_the_neighbour_says_yes_herself_and_is_given_a_place(
    language: str, has_script: bool, stand: Callable[..., Screen], staffed: Kiosk
) -> None:
    screen = stand(has_script=has_script)
    begin(screen, language)
    screen.touch(WITHOUT_NAME)
    assert tongue(screen) == language
    shot(screen, "check")

    screen.touch(YES)
    shot(screen, "invite")
    screen.touch(SEE)
    shot(screen, "done")
    assert screen.page.locator(".ticket").count() == 1
    screen.touch(BACK)

    assert (tongue(screen), screen.page.locator(".doors").count()) == ("ar", 1)
    ((vouched_at, confirmed_at, is_open),) = staffed.ask(
        "SELECT vouched_at, confirmed_at, is_open_to_voucher FROM household WHERE vouched_by IS NOT NULL"
    )
    assert vouched_at
    assert (confirmed_at is not None, is_open) == (True, 1)
    assert staffed.ask("SELECT purpose, language FROM consent ORDER BY purpose") == [
        ("place", language),
        ("voucher", language),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_not_here_says_yes_another_day(
    language: str, stand: Callable[..., Screen], staffed: Kiosk
) -> None:
    screen = stand()
    begin(screen, language)
    screen.touch(WITH_NAME)
    first = screen.page.locator(".keys button[name=letter]").first.get_attribute("value") or ""
    screen.write(first * 3)
    screen.touch(ONWARD)
    screen.touch(ABSENT)
    shot(screen, "waits")
    assert staffed.ask("SELECT confirmed_at FROM household") == [(None,)]
    assert staffed.ask("SELECT * FROM consent") == []

    screen.touch(BACK)
    screen.touch(LIST)
    assert first in screen.page.locator(ROW).inner_text().lower()
    shot(screen, f"list-{language}")
    screen.touch(ROW)
    shot(screen, f"neighbour-{language}")
    screen.touch("form[action$='/ask'] button")
    assert tongue(screen) == language
    shot(screen, "consent")
    screen.touch(AGREE)
    screen.touch(NOT)
    shot(screen, "thanks")
    screen.touch(BACK)
    screen.touch(LIST)

    assert screen.page.locator(ROW).count() == 0
    assert staffed.ask("SELECT purpose FROM consent") == [("place",)]


@pytest.mark.parametrize(("language", "has_script"), [("nl", False), ("ar", True), ("tr", True)])
def test_it_is_taken_back_with_one_touch(
    language: str, has_script: bool, stand: Callable[..., Screen], staffed: Kiosk
) -> None:
    screen = stand("Safa", has_script=has_script)
    begin(screen, language)
    screen.touch(WITHOUT_NAME)
    screen.touch(ABSENT)

    screen.touch(UNDO)
    shot(screen, "gone")
    screen.touch(BACK)

    assert tongue(screen) == "tr"
    for table in ("household", "registration", "consent"):
        assert staffed.ask(f'SELECT * FROM "{table}"') == []


@pytest.mark.parametrize(("name", "is_large"), [("Amal", False), ("Safa", True)])
def test_every_page_can_be_touched(
    name: str, is_large: bool, stand: Callable[..., Screen], staffed: Kiosk
) -> None:
    screen = stand(name, is_large=is_large)
    found: dict[str, list[str]] = {}

    def measure(page: str, where: str) -> None:
        screen.touch(where)
        shot(screen, f"{page}-{name}")
        wide = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[page] = faults_of(screen) + ([f"{wide} px too wide"] if wide > 0 else [])

    measure("new", NEW)
    screen.page.go_back()
    begin(screen, tongue(screen))
    measure("check", WITHOUT_NAME)
    measure("done", ABSENT)
    screen.touch(BACK)
    screen.remember_visit()
    measure("index", LIST)
    measure("detail", ROW)
    measure("forget", "a[href$='/forget']")
    screen.page.go_back()
    measure("consent", "form[action$='/ask'] button")
    measure("invite", AGREE)
    measure("thanks", NOT)

    assert not any(found.values()), found
