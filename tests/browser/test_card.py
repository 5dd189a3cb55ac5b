"""By touch, in three languages: a card is made, opens her page again, and lets her correct, allow, cancel and end."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Kiosk, touch_context
from tests.browser.screens import Screen
from tests.browser.survey import SHOTS

OFFER, MAKE, OWN_PAGE = "a[href$='/card/new']", "form[data-once] button", "a.big[href*='/mine/']"
TICKET, I_HAVE_ONE = "a[href$='/ticket/']", "a.big[href$='/card/']"
KNOWN, PLACES, ALLOWED, FORGET = (
    f"a.choice[href$='/mine/{path}']" for path in ("known", "places", "allowed", "forget")
)
BACK, CHANGE, GO = "header a.frame:first-child", "a.change", "button.key-go[name=go]"
NAMES = {"nl": "ilse", "ar": "هناء", "tr": "ilke"}
Card = tuple[list[str], str]


def register(screen: Screen, kiosk: Kiosk, language: str, *, is_large: bool = False) -> None:
    screen.start(language, is_large=is_large)
    date = kiosk.dates["roomy"]
    screen.post(f"places/{date}/people", children="2")
    screen.post(f"places/{date}/name", name="Wilma", go="1")
    screen.go(screen.register(date))


def card_on(screen: Screen) -> Card:
    """Read the card off the screen, as her own eyes would."""
    uses = screen.page.locator(".own-pictures use").evaluate_all(
        "uses => uses.map(u => u.getAttribute('href'))"
    )
    digits = "".join(letter for letter in screen.page.locator(".own-digits").inner_text() if letter.isdigit())
    return [use.split("#")[1] for use in uses], digits


def touch_pictures(screen: Screen, pictures: list[str]) -> None:
    for picture in pictures[:-1]:
        screen.press(f"button[name=picture][value={picture}]")
    screen.touch(f"button[name=picture][value={pictures[-1]}]")


def touch_digits(screen: Screen, digits: str) -> None:
    for digit in digits[:-1]:
        screen.press(f"button[name=digit][value='{digit}']")
    screen.touch(f"button[name=digit][value='{digits[-1]}']")


def wrong(digits: str) -> str:
    return digits[:-1] + str((int(digits[-1]) + 1) % 10)


def keep(screen: Screen, step: str, language: str) -> None:
    if screen.has_script:
        SHOTS.mkdir(exist_ok=True)
        screen.page.screenshot(path=SHOTS / f"card-{step}-{language}.png")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_a_card_is_made_and_opens_her_page(either_screen: Screen, kiosk: Kiosk, language: str) -> None:
    screen = either_screen
    register(screen, kiosk, language)
    screen.touch(OFFER)
    screen.touch(MAKE)
    keep(screen, "made", language)
    pictures, digits = card_on(screen)
    shown = screen.page.locator("main").first.inner_text()

    screen.open()
    screen.choose_language(language)
    screen.touch(TICKET)
    screen.touch(I_HAVE_ONE)
    touch_pictures(screen, pictures)
    touch_digits(screen, wrong(digits))
    keep(screen, "wrong-digit", language)
    has_told = screen.page.locator(".notice-stop").is_visible()
    touch_digits(screen, digits)
    keep(screen, "own-page", language)

    assert "Wilma" not in shown
    assert has_told
    assert screen.page.url.endswith("/mine/")
    screen.touch(KNOWN)
    keep(screen, "known", language)
    assert "Wilma" in screen.page.locator("main").first.inner_text()


@pytest.fixture(params=[("nl", False), ("ar", True), ("tr", False)], ids=["nl plain", "ar", "tr plain"])
def own_page(request: pytest.FixtureRequest, chromium: Browser, kiosk: Kiosk) -> Iterator[Screen]:
    """Make a card and stand on the page it opens, in each language, with script or without."""
    language, has_script = request.param
    context = touch_context(chromium, has_script=has_script)
    screen = Screen(context.new_page(), kiosk.origin, has_script=has_script)
    register(screen, kiosk, language)
    screen.touch(OFFER)
    screen.touch(MAKE)
    screen.touch(OWN_PAGE)
    yield screen
    context.close()


@pytest.mark.timeout(300)
def test_she_corrects_her_name_and_allows_a_call(own_page: Screen) -> None:
    screen = own_page
    language = screen.page.locator("html").get_attribute("lang") or ""
    screen.touch(KNOWN)
    screen.touch(CHANGE)
    screen.press("button[name=wipe]", times=5)
    screen.write(NAMES[language])
    written = screen.typed
    screen.touch(GO)
    shown = screen.page.locator("main").first.inner_text()

    screen.touch(BACK)
    screen.touch(ALLOWED)
    screen.touch("form:has([value=call]) button")
    for digit in "06123456":
        screen.press(f"button[name=letter][value='{digit}']")
    screen.touch(GO)
    keep(screen, "allowed", language)

    switches = screen.page.locator("[role=switch]").evaluate_all("all => all.map(one => one.ariaChecked)")
    assert len(written) == len(NAMES[language])
    assert written in shown
    assert switches == ["true", "true", "true"]


@pytest.mark.timeout(300)
def test_she_gives_up_her_place_and_is_forgotten(own_page: Screen, kiosk: Kiosk) -> None:
    screen = own_page
    screen.touch(PLACES)
    screen.touch(".fact-row")
    screen.touch("form[action$='/delete'] button")
    household, status = kiosk.ask(
        "SELECT household, status FROM registration ORDER BY registered_at DESC LIMIT 1"
    )[0]

    screen.go("mine/")
    screen.touch(FORGET)
    screen.touch(MAKE)

    assert status == "cancelled"
    for table, column in (("household", "id"), ("card", "household"), ("registration", "household")):
        assert kiosk.ask(f"SELECT count(*) FROM {table} WHERE {column} = '{household}'") == [(0,)]
    screen.touch("a.big-yes")
    assert screen.page.url == f"{screen.origin}/"
