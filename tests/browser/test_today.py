"""M4 by touch: twelve people in twelve touches, a sheet over the list, and the row stays where it was."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import listed
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.listed import shot
from tests.browser.screens import Screen
from tests.team import PEOPLE, Team

LANGUAGES = {"nl": "Lena", "ar": "Amal", "tr": "Safa"}
# What a touch takes a practised hand: to decide and to point (SCREENS 8); the page answers within that.
SECONDS_A_TOUCH = 1.3 + 1.0
DOOR, DATE = "a[href$='/desk/today/']", "a.date-row"
ROW, PRESENT = ".came", ".came[aria-pressed=true]"


@pytest.fixture(scope="module")
def listing(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    yield from listed.kiosk_of(hired, tmp_path_factory.mktemp("today"))


@pytest.fixture(autouse=True)
def nobody(listing: Kiosk) -> None:
    listing.ask("DELETE FROM attendance")


@pytest.fixture
def stand(chromium: Browser, listing: Kiosk, hired: Team) -> Iterator[Callable[..., Screen]]:
    """Return a function that lets somebody stand before the kiosk, signed in."""
    contexts = []

    def before(name: str, *, has_script: bool = True, is_large: bool = False) -> Screen:
        contexts.append(touch_context(chromium, has_script=has_script))
        screen = Screen(contexts[-1].new_page(), listing.origin, has_script=has_script)
        return listed.sign_in(screen, hired, name, is_large=is_large)

    yield before
    for context in contexts:
        context.close()


def present(screen: Screen) -> int:
    return int(screen.page.locator(".roster .counted-people bdi").first.inner_text())


@pytest.mark.parametrize(("language", "name"), LANGUAGES.items())
def test_twelve_people_take_twelve_touches(
    language: str, name: str, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand(name)
    assert PEOPLE[name][2] == language
    screen.touch(DOOR)
    shot(screen, "days")
    screen.touch(DATE)
    shot(screen, "list")
    before = screen.taps

    for each in range(12):
        screen.press(f"{ROW}[aria-pressed=false]")
        expect(screen.page.locator(PRESENT)).to_have_count(each + 1)

    shot(screen, "marked")
    assert screen.taps - before == 12
    assert 12 * SECONDS_A_TOUCH <= 45
    assert present(screen) == 12 + sum(listed.CHILDREN)
    assert listing.ask("SELECT count(*) FROM attendance WHERE is_present") == [(12,)]


@pytest.mark.parametrize("has_script", [True, False])
def test_a_part_of_a_family_is_counted_by_touch(
    has_script: bool, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand("Amal", has_script=has_script)
    screen.go(f"desk/today/{listing.dates['today']}")
    family = screen.page.locator("li:has(.family .child)").first.get_attribute("id")
    screen.press(f"#{family} {ROW}")
    expect(screen.page.locator(PRESENT)).to_have_count(1)
    whole = present(screen)

    screen.touch(f"#{family} a.came-how")
    shot(screen, "part")
    faults = faults_of(screen)
    screen.page.locator("input[name=children][value='0']").tap()
    screen.touch("button.big-yes")

    assert present(screen) == 1 < whole
    expect(screen.page.locator(f"#{family} a.came-how.is-on")).to_be_in_viewport()
    assert listing.ask("SELECT people, adults FROM attendance") == [(1, 1)]
    assert faults == []


@pytest.mark.parametrize("has_script", [True, False])
def test_a_touch_too_many_is_taken_back_where_it_was(
    has_script: bool, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand("Amal", has_script=has_script)
    screen.go(f"desk/today/{listing.dates['today']}")
    last = f".came-list:last-of-type li:last-child {ROW}"

    screen.press(last)
    expect(screen.page.locator(PRESENT)).to_have_count(1)
    expect(screen.page.locator(last)).to_be_in_viewport()
    screen.page.wait_for_timeout(600)
    screen.press(last)

    expect(screen.page.locator(PRESENT)).to_have_count(0)
    expect(screen.page.locator(last)).to_be_in_viewport()
    assert listing.ask("SELECT is_present FROM attendance") == [(0,)]


def test_a_double_strike_is_one_mark(stand: Callable[..., Screen], listing: Kiosk) -> None:
    screen = stand("Amal")
    screen.stop_clock()
    screen.go(f"desk/today/{listing.dates['today']}")
    first, pressed = screen.page.locator(ROW).first, screen.page.locator(PRESENT)

    screen.settle()
    first.tap()
    expect(pressed).to_have_count(1)
    screen.pass_time(0.4)
    first.tap()
    screen.pass_time(0.6)
    assert listing.ask("SELECT is_present FROM attendance") == [(1,)]
    first.tap()

    expect(pressed).to_have_count(0)


def test_who_walks_in_is_one_touch_and_one_back(stand: Callable[..., Screen], listing: Kiosk) -> None:
    screen = stand("Safa")
    screen.go(f"desk/today/{listing.dates['today']}")

    screen.press(".walked-in")
    back = screen.page.locator("form[action$='/guests/delete'] button")
    expect(back).to_have_count(1)
    assert present(screen) == 1
    shot(screen, "walked")
    screen.press("form[action$='/guests/delete'] button")

    expect(back).to_have_count(0)
    assert present(screen) == 0


def test_a_sheet_covers_the_names_when_nobody_touches(stand: Callable[..., Screen], listing: Kiosk) -> None:
    screen = stand("Amal")
    screen.stop_clock()
    screen.go(f"desk/today/{listing.dates['today']}")
    names, sheet = screen.page.locator(ROW).first, screen.page.locator("[data-sheet]")

    screen.pass_time(29)
    expect(names).to_be_visible()
    screen.pass_time(2)
    expect(names).to_be_hidden()
    shot(screen, "covered")
    assert present(screen) == 0
    sheet.tap()

    expect(names).to_be_visible()
    assert listing.ask("SELECT count(*) FROM attendance") == [(0,)]


def test_without_script_it_is_covered_by_hand(stand: Callable[..., Screen], listing: Kiosk) -> None:
    screen = stand("Amal", has_script=False)
    screen.go(f"desk/today/{listing.dates['today']}")

    screen.touch("a[href$='?covered=1']")
    assert "Hodan" not in screen.page.content()
    screen.touch("a.roster-sheet")

    assert "Hodan" in screen.page.content()


@pytest.mark.parametrize(("name", "is_large"), [("Amal", False), ("Safa", True), ("Lena", False)])
def test_every_page_can_be_touched(
    name: str, is_large: bool, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand(name, is_large=is_large)
    today = listing.dates["today"]
    found: dict[str, list[str]] = {}
    listing.ask(
        "INSERT INTO attendance SELECT id, 0, household, id, occurrence, people, 'here', 1, 1, NULL, NULL, NULL"
        " FROM registration WHERE status = 'confirmed'"
    )
    for page, where in {"days": "", "list": today, "covered": f"{today}?covered=1"}.items():
        screen.go(f"desk/today/{where}")
        screen.settle()
        shot(screen, f"{page}-{'plus' if is_large else 'all'}")
        wide = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[page] = faults_of(screen) + ([f"{wide} px too wide"] if wide > 0 else [])

    assert not any(found.values()), found
