"""A touch counts once, where it was lifted and on the page it was meant for (SCREENS T6, T7)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import CDPSession
from playwright.sync_api import TimeoutError as NoAnswerError

from tests.browser.conftest import Kiosk
from tests.browser.screens import CARD, YES, Screen

ANSWER_MILLISECONDS = 2_000


def finger(screen: Screen) -> CDPSession:
    return screen.page.context.new_cdp_session(screen.page)


def middle(screen: Screen, selector: str) -> tuple[float, float]:
    box = screen.page.locator(selector).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    session.send(
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        timeout=ANSWER_MILLISECONDS,
    )


def count_clicks(screen: Screen) -> None:
    screen.page.evaluate("window.clicks = 0; addEventListener('click', () => { window.clicks += 1 })")


@pytest.mark.parametrize("place", [CARD, "a.frame", "a.turn:not(.is-end)"])
def test_a_finger_that_slides_off_presses_nothing(screen: Screen, place: str) -> None:
    screen.start("nl")
    screen.settle()
    count_clicks(screen)
    here, session = screen.page.url, finger(screen)
    x, y = middle(screen, place)

    touch(session, "touchStart", (x, y))
    touch(session, "touchMove", (x + 40, y + 200))
    touch(session, "touchMove", (683, 420 if y < 300 else 60))
    touch(session, "touchEnd")
    screen.page.evaluate("new Promise(requestAnimationFrame)")

    assert screen.page.evaluate("window.clicks") == 0
    assert screen.page.url == here


def test_two_fingers_press_nothing(screen: Screen) -> None:
    screen.start("nl")
    screen.settle()
    count_clicks(screen)
    here, session = screen.page.url, finger(screen)
    x, y = middle(screen, CARD)

    touch(session, "touchStart", (x, y), (x + 60, y + 20))
    touch(session, "touchEnd")
    screen.page.evaluate("new Promise(requestAnimationFrame)")

    assert screen.page.url == here


def test_a_fresh_page_ignores_the_touch_meant_for_the_page_before(screen: Screen) -> None:
    screen.stop_clock()
    screen.start("nl")
    count_clicks(screen)
    here = screen.page.url

    screen.pass_time(0.3)
    screen.page.locator(CARD).first.tap()

    assert screen.page.evaluate("window.clicks") == 0
    assert screen.page.url == here
    screen.touch(CARD)
    assert screen.page.url != here


def test_ten_touches_on_yes_are_one_registration(screen: Screen, kiosk: Kiosk) -> None:
    screen.start("nl")
    screen.touch(CARD)
    date = screen.page.url.split("/")[-1]
    screen.go(f"places/{date}/check")
    screen.settle()
    before, session = kiosk.registrations(), finger(screen)
    x, y = middle(screen, YES)

    with screen.page.expect_navigation(url="**/places/done/**"):
        for _touch in range(10):
            # Where the page goes while it is touched, Chromium may never say that it was.
            with suppress(NoAnswerError):
                touch(session, "touchStart", (x, y))
                touch(session, "touchEnd")

    assert kiosk.registrations() == before + 1


def test_ten_forms_at_once_are_one_registration(plain_screen: Screen, kiosk: Kiosk) -> None:
    screen = plain_screen
    screen.start("ar")
    screen.touch(CARD)
    date = screen.page.url.split("/")[-1]
    form = urlencode({"key": screen.key_of(date)}).encode()
    before = kiosk.registrations()

    def send(_number: int) -> str:
        with urlopen(f"{screen.base}/places/{date}", data=form, timeout=30) as answer:  # noqa: S310  loopback
            return str(answer.url)

    with ThreadPoolExecutor(10) as threads:
        answers = set(threads.map(send, range(10)))

    assert len(answers) == 1
    assert "/places/done/" in answers.pop()
    assert kiosk.registrations() == before + 1


def test_letters_may_be_struck_as_fast_as_she_likes(screen: Screen, kiosk: Kiosk) -> None:
    screen.start("nl")
    screen.go(f"places/{kiosk.dates['roomy']}/name")
    screen.settle()
    session = finger(screen)
    x, y = middle(screen, screen.letter("a"))

    for _touch in range(5):
        touch(session, "touchStart", (x, y))
        touch(session, "touchEnd")
    screen.page.wait_for_function("document.querySelector('.field').value.length >= 5")

    assert screen.typed == "Aaaaa"
