"""A screen that nobody touches asks once, and then knows nothing of anybody (SCREENS P1-P9)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE, Kiosk
from tests.browser.screens import (
    CARD,
    COME,
    CONTINUE,
    FINISH,
    HEIGHT,
    LATE_FINGER,
    ONWARD,
    WIDTH,
    WITH_NAME,
    Screen,
)

SHEET = "#still:not([hidden])"
UNIQUE = "Qyzvexa"


@pytest.fixture
def typing(screen: Screen) -> Screen:
    """Stand on the name page of a visit, with the browser's clock in our hands."""
    screen.stop_clock()
    screen.start("nl")
    for place in (CARD, COME, CONTINUE, WITH_NAME):
        screen.touch(place)
    return screen


def is_asking(screen: Screen) -> bool:
    return bool(screen.page.locator(SHEET).count())


def test_it_asks_after_a_minute_and_forgets_half_a_minute_later(typing: Screen) -> None:
    typing.pass_time(58)
    assert not is_asking(typing)
    typing.pass_time(2)
    assert is_asking(typing)

    typing.pass_time(29)
    assert is_asking(typing)
    with typing.page.expect_navigation(url=f"{typing.origin}/"):
        typing.pass_time(2)

    assert typing.page.locator("a.language").count() == 8
    assert typing.page.locator("[aria-current], .language.is-on").count() == 0


@pytest.mark.parametrize("place", [(683, 380), (20, 20), (1200, 700), (1000, 200)])
def test_any_touch_means_yes_and_presses_nothing_beneath(typing: Screen, place: tuple[int, int]) -> None:
    typing.write("ab")
    here = typing.page.url
    typing.pass_time(61)
    assert is_asking(typing)

    typing.page.touchscreen.tap(*place)

    assert not is_asking(typing)
    assert typing.page.url == here
    assert typing.typed == "Ab"
    typing.pass_time(50)
    assert not is_asking(typing)


def test_typing_counts_as_being_there(typing: Screen) -> None:
    for _letter in range(6):
        typing.pass_time(50)
        typing.page.locator(typing.letter("a")).tap()

    assert not is_asking(typing)
    assert len(typing.typed) == 6


def test_saying_yes_can_be_done_again_and_again(typing: Screen) -> None:
    for _time in range(11):
        typing.pass_time(85)
        assert is_asking(typing)
        typing.page.touchscreen.tap(683, 380)

    assert not is_asking(typing)


def test_who_asks_has_the_focus_and_nothing_beneath_has(typing: Screen) -> None:
    typing.pass_time(61)

    assert typing.page.evaluate("document.activeElement.closest('#still') !== null")
    assert typing.page.locator(".cloth[inert]").count() == 1


def test_without_script_the_page_itself_asks_and_forgets(plain_screen: Screen, kiosk: Kiosk) -> None:
    screen = plain_screen
    screen.start("ar")

    refresh = screen.page.locator("head").inner_html()
    asks = re.search(r'http-equiv="refresh" content="60;url=([^"]+)"', refresh)
    assert asks
    screen.page.goto(screen.origin + asks[1].replace("&amp;", "&"))
    forgets = re.search(
        r'http-equiv="refresh" content="30;url=([^"]+)"', screen.page.locator("head").inner_html()
    )

    assert forgets
    assert forgets[1] == f"{screen.base.removeprefix(screen.origin)}/finish"
    screen.touch("a.big-yes")
    assert screen.page.url == f"{screen.base}/activities/"


PAGES = [
    "activities/",
    "questions/new",
    "questions/heard",
    "languages",
    "help",
    "still",
    "ticket/",
    "ticket/picture",
]
PAGES += ["activities/{roomy}", "activities/{roomy}/more", "places/{roomy}/people", "places/{roomy}/name"]


@pytest.mark.parametrize("path", PAGES)
def test_finish_is_one_touch_on_every_page(plain_screen: Screen, kiosk: Kiosk, path: str) -> None:
    plain_screen.start("nl")
    plain_screen.go(path.format(**kiosk.dates))

    plain_screen.touch(FINISH)

    assert plain_screen.page.url == f"{plain_screen.origin}/"
    assert plain_screen.page.goto(f"{plain_screen.base}/activities/").status == 410


@pytest.fixture
def lasting(playing: Playwright, kiosk: Kiosk, tmp_path: Path) -> Iterator[Screen]:
    """Stand before a browser that keeps what it keeps in a folder of its own."""
    context = playing.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=CHROMIUM,
        args=FLAGS,
        viewport={"width": WIDTH, "height": HEIGHT},
        has_touch=True,
        timeout=2 * PATIENCE,
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LATE_FINGER)
    yield Screen(context.pages[0], kiosk.origin)
    context.close()


@pytest.mark.timeout(300)
def test_after_finish_nothing_she_typed_is_found_anywhere(lasting: Screen, tmp_path: Path) -> None:
    lasting.open()
    lasting.choose_language("ar")
    for place in (CARD, COME, CONTINUE, WITH_NAME):
        lasting.touch(place)
    old = lasting.page.url
    lasting.page.locator("input.field").fill(UNIQUE)
    lasting.touch(ONWARD)
    checked = lasting.page.url
    assert UNIQUE in lasting.page.content()

    lasting.touch(FINISH)

    seen = [lasting.page.content()]
    for _step in range(8):
        lasting.page.go_back(wait_until="load")
        seen.append(lasting.page.content())
    lasting.page.go_forward(wait_until="load")
    seen.append(lasting.page.content())
    lasting.page.reload()
    seen.append(lasting.page.content())
    for address in (old, checked):
        answer = lasting.page.goto(address)
        assert answer
        assert answer.status == 410
        seen.append(lasting.page.content())
        assert lasting.page.locator("html[lang=ar][dir=rtl]").count() == 1
    assert not [page for page in seen if UNIQUE in page]
    lasting.page.context.close()
    assert not [file for file in (tmp_path / "profile").rglob("*") if file.is_file() and holds(file, UNIQUE)]


def holds(file: Path, word: str) -> bool:
    content = file.read_bytes()
    return any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
