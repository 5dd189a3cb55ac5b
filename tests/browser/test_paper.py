"""Paper by touch: a list is printed, and typed in again with a touch for each line that is signed; in nl, ar and tr."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import listed
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.screens import ONWARD, Screen
from tests.team import Team

LANGUAGES = {"nl": "Lena", "ar": "Amal", "tr": "Safa"}
DOOR, TYPE, SHEET = "a[href$='/desk/paper/']", "a[href$='/desk/returned/']", "section a.paper-date"
LINE = ".numbered-line:not(.is-blank)"
SIGNED, UNSIGNED, BLANK = (
    f"{LINE}[aria-pressed=true]",
    f"{LINE}[aria-pressed=false]",
    ".numbered-line.is-blank",
)
# To decide, to touch, and to see that it was taken (SCREENS 8): the promise is five seconds for each line.
SECONDS_A_LINE = 1.3 + 1.0


@pytest.fixture(scope="module")
def listing(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    yield from listed.kiosk_of(hired, tmp_path_factory.mktemp("paper"))


@pytest.fixture(autouse=True)
def nobody(listing: Kiosk) -> None:
    for table in ("attendance", "sheet", "asked_need"):
        listing.ask(f'DELETE FROM "{table}"')


@pytest.fixture
def stand(chromium: Browser, listing: Kiosk, hired: Team) -> Iterator[Callable[..., Screen]]:
    """Return a function that lets somebody stand before the kiosk, signed in."""
    contexts = []

    def before(name: str, *, has_script: bool = True) -> Screen:
        contexts.append(touch_context(chromium, has_script=has_script))
        screen = Screen(contexts[-1].new_page(), listing.origin, has_script=has_script)
        return listed.sign_in(screen, hired, name)

    yield before
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("language", "name"), LANGUAGES.items())
def test_a_list_goes_out_and_comes_back(
    language: str, name: str, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand(name, has_script=language != "ar")
    screen.touch(DOOR)
    screen.touch("button[name=date]")
    number = screen.page.locator(".paper-number b").inner_text()
    assert screen.page.locator(".paper-lines tbody tr").count() == 13 + 12
    screen.touch("a[href$='size=roll']")
    expect(screen.page.locator(".paper-roll")).to_be_visible()

    screen.go("desk/paper/")
    screen.touch(TYPE)
    for digit in number:
        screen.touch(f"button[name=digit][value='{digit}']")
    assert faults_of(screen) == []
    before = screen.taps
    for line in range(12):
        screen.touch(UNSIGNED)
        expect(screen.page.locator(SIGNED)).to_have_count(line + 1)

    assert screen.taps - before == 12
    assert SECONDS_A_LINE <= 5
    assert listing.ask("SELECT count(*) FROM attendance WHERE is_present") == [(12,)]


def test_who_wrote_on_a_blank_line_is_registered_once(stand: Callable[..., Screen], listing: Kiosk) -> None:
    screen = stand("Amal")
    ((before,),) = listing.ask("SELECT count(*) FROM registration")
    screen.touch(DOOR)
    screen.touch("button[name=date]")
    screen.go("desk/returned/")
    screen.touch(SHEET)
    screen.touch(BLANK)
    screen.write("ريم")
    screen.touch(ONWARD)
    screen.touch("button[name=children][value='2']")
    screen.touch("button[name=keep]")
    assert faults_of(screen) == []
    screen.touch("form[action$='/family'] button.big-yes")

    expect(screen.page.locator(SIGNED)).to_have_count(1)
    assert listing.ask("SELECT count(*) FROM registration") == [(before + 1,)]
    assert "ريم" in screen.page.locator(SIGNED).inner_text()


def test_slips_are_counted_by_touch(stand: Callable[..., Screen], listing: Kiosk) -> None:
    screen = stand("Safa")
    screen.go("desk/slips/")
    for topic in ("school", "school", "money"):
        screen.touch(f"button[name=topic][value={topic}]")
    assert faults_of(screen) == []
    screen.touch("button[name=save]")

    assert listing.ask("SELECT topic, language FROM asked_need ORDER BY topic") == [
        ("money", "tr"),
        ("school", "tr"),
        ("school", "tr"),
    ]
