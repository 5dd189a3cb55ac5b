"""The desk by touch: signing in, nominating with a mother's card, hours, what was done (SCREENS M0-M2, SPEC A1-A6)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.colleagues import Desk, show_card, sign_in, touch_pictures
from tests.browser.conftest import touch_context
from tests.browser.screens import Screen

LANGUAGES = ("nl", "ar", "tr")


@pytest.fixture
def screen(chromium: Browser, desk: Desk) -> Iterator[Screen]:
    context = touch_context(chromium)
    yield Screen(context.new_page(), desk.origin)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mother_trusts_her_and_she_starts(screen: Screen, desk: Desk, language: str) -> None:
    sign_in(screen, desk, "Lena", language)
    screen.touch("a[href$='/trust/nominations']")
    screen.touch(f"a[href$='{desk.nominated}']")
    before = screen.page.locator(".row-line").count()

    screen.touch("form[action$='/ask'] button")
    screen.touch("a[href$='/card/']")
    show_card(screen, desk)
    assert screen.page.url.endswith("/trust/confirm")
    screen.touch("form[action$='/confirm'] button")
    assert screen.page.url.endswith("/trust/thanks")
    screen.touch("a[href$='/desk/']")
    touch_pictures(screen, desk.people["Lena"]["pictures"])

    screen.go(f"desk/trust/nominations/{desk.nominated}")
    # The second and third mother's yes is the first one's: it is one card.
    assert screen.page.locator(".row-line").count() == max(1, before)


def test_a_note_is_typed_on_the_screen(screen: Screen, desk: Desk) -> None:
    sign_in(screen, desk, "Lena", "nl")
    screen.go(f"desk/trust/nominations/{desk.nominated}")

    screen.touch("a[href$='/engagement']")
    screen.write("sterk")
    screen.touch("button.key-go[name=go]")

    assert screen.page.locator(".note strong").all_inner_texts() == ["Sterk"]


def test_hours_are_touched_and_given_back(screen: Screen, desk: Desk) -> None:
    sign_in(screen, desk, "Nora", "nl")
    screen.touch("a[href$='/rota/']")

    screen.touch("button[value='4-13']")
    assert screen.page.locator("button[value='4-13']").get_attribute("aria-pressed") == "true"
    screen.touch("button[value='4-13']")

    assert screen.page.locator(".slot.is-on").count() == 0


def test_two_answers_are_decided_by_touch_and_asked_again(screen: Screen, desk: Desk) -> None:
    sign_in(screen, desk, "Lena", "nl")
    screen.touch("a[href$='/tasks']")
    screen.touch("a[href$='/to-decide/']")
    question = screen.page.locator(".asked-twice:has(button[name=other])").first
    asked = question.inner_text()

    screen.touch("button[name=other]")
    assert question.inner_text() != asked
    screen.touch("form[action$='/undo'] button")

    assert question.inner_text() == asked


def test_a_key_mother_finds_what_central_did_not_take_at_her_neighbour(screen: Screen, desk: Desk) -> None:
    sign_in(screen, desk, "Amal", "ar", is_large=True)
    screen.go(f"desk/neighbours/{desk.neighbour}")

    screen.touch("a.change[href$='/to-decide/']")

    assert screen.page.locator("form[action$='/to-decide/']").count() == 3
    assert screen.page.locator("button[name=again]").count() == 2


def test_signing_out_takes_one_touch(screen: Screen, desk: Desk) -> None:
    sign_in(screen, desk, "Amal", "ar")
    screen.go("desk/trust/")
    before = screen.base

    screen.touch("footer a[href$='/finish']")

    assert screen.page.url == f"{desk.origin}/"
    assert screen.page.request.get(f"{before}/desk/").status == 410


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_sees_who_is_here(screen: Screen, desk: Desk, language: str) -> None:
    screen.open()
    assert screen.page.locator(".here-now img").count() == 2
    screen.choose_language(language)

    screen.touch("footer .frame-call")

    assert screen.page.locator(".here li").count() == 2
    assert "Amal" in screen.page.locator(".here").inner_text()
    assert screen.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
