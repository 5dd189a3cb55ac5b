"""M3 by touch: neighbours one after the other in ten touches each, found again in any script, and two made one."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from kiosk.core import schema
from kiosk.core.database import attach, disconnect
from tests.browser import listed
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.listed import shot
from tests.browser.neighbours import publish
from tests.browser.screens import Screen
from tests.programs import free_port, running
from tests.team import Team

# What a touch takes, a letter, a new screen (SCREENS 8), in seconds.
TOUCH, LETTER, SCREEN = 1.3 + 1.0, 1.3, 4.0
MOST_TAPS, MOST_SECONDS = 10, 20.0
DOOR, DATE, SAVE = "a[href$='/desk/neighbours-row/']", "a.date", "button.big-yes[name=go]"
CHILDREN, AGREED, UNDO = "input[name=children]", "input[name=agreed]", "button[formaction$='/undo']"
PEOPLE, SEARCH = "a[href$='/desk/families/']", "a[href$='/families/search']"
ROW, MERGE = "a.neighbour", ".alike a"
NAMES = {"nl": ("nora", "samira", "nora"), "ar": ("أمل", "سميرة", "امل"), "tr": ("işıl", "ömer", "isil")}
STAFF = {"nl": "Lena", "ar": "Amal", "tr": "Safa"}
STANDING = "SELECT count(*) FROM registration WHERE status != 'cancelled'"


@pytest.fixture(scope="module")
def listing(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """Open a kiosk at which five people work, with an activity that has room for all."""
    folder = tmp_path_factory.mktemp("row")
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    disconnect()
    attach(folder / "kiosk.sqlite")
    schema.prepare()
    publish()
    disconnect()
    with running("--data", str(folder), "--port", str(free_port())) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", folder, {})


@pytest.fixture(autouse=True)
def nobody(listing: Kiosk) -> None:
    for table in ("household", "registration", "merge"):
        listing.ask(f'DELETE FROM "{table}"')


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


def add(screen: Screen, name: str, children: int) -> int:
    """Add one neighbour, and return how many touches it took."""
    before = screen.taps
    screen.write(name)
    screen.press(f"{CHILDREN}[value='{children}']")
    screen.press(AGREED)
    screen.touch(SAVE)
    return screen.taps - before


@pytest.mark.parametrize("language", NAMES)
def test_neighbours_in_a_row_take_ten_touches_each(
    language: str, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand(STAFF[language])
    screen.touch(DOOR)
    shot(screen, "row-dates")
    screen.touch(DATE)

    for count, name in enumerate(NAMES[language][:2], start=1):
        taps = add(screen, name, count)
        assert taps <= MOST_TAPS
        assert len(name) * LETTER + (taps - len(name)) * TOUCH + SCREEN <= MOST_SECONDS
        assert screen.page.locator(".added-one").count() == count
        assert not screen.page.locator(AGREED).is_checked()
        assert screen.page.locator(f"{CHILDREN}[value='{count}']").is_checked()
    shot(screen, "row")
    assert faults_of(screen) == []

    screen.touch(UNDO)

    assert screen.page.locator(".added-one").count() == 1
    assert listing.ask("SELECT count(*) FROM household") == [(1,)]


@pytest.mark.parametrize("language", NAMES)
def test_one_who_is_registered_twice_is_made_one_and_two_again(
    language: str, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen, (first, _other, again) = stand(STAFF[language]), NAMES[language]
    screen.touch(DOOR)
    screen.touch(DATE)
    add(screen, first, 1)
    add(screen, again, 2)

    screen.touch(MERGE)
    shot(screen, "same")
    assert faults_of(screen) == []
    screen.touch("form.same button.big-yes")
    shot(screen, "merged")
    assert faults_of(screen) == []
    assert listing.ask(STANDING) == [(1,)]
    screen.touch("form.notice button")
    assert listing.ask(STANDING) == [(2,)]

    screen.go("desk/")
    screen.touch(PEOPLE)
    screen.touch(SEARCH)
    screen.write(first[:3])
    screen.touch("button.key-go")
    shot(screen, "found")
    assert screen.page.locator(ROW).count() == 2


def test_without_script_every_letter_is_a_touch_and_nothing_is_lost(stand: Callable[..., Screen]) -> None:
    screen = stand("Amal", has_script=False)
    screen.touch(DOOR)
    screen.touch(DATE)
    screen.page.locator(f"{CHILDREN}[value='3']").tap()
    screen.write("نور")

    assert screen.typed == "نور"
    assert screen.page.locator(f"{CHILDREN}[value='3']").is_checked()
    screen.page.locator(AGREED).tap()
    screen.touch(SAVE)
    assert screen.page.locator(".added-one").count() == 1


def test_the_other_pages_can_be_touched_in_large_letters_too(stand: Callable[..., Screen]) -> None:
    screen = stand("Safa", is_large=True)
    screen.touch(DOOR)
    screen.touch(DATE)
    add(screen, "ayla", 2)
    found = {"row": faults_of(screen)}
    screen.touch("button.key-phone")
    for figure in "061234":
        screen.press(f".keys button[value='{figure}']")
    screen.touch("button.key-go")
    shot(screen, "large-may-call")
    found["may call"] = faults_of(screen)
    screen.touch("button[name=call][value='1']")
    assert screen.page.locator(".key-phone bdi").inner_text() == "061234"

    for page in ("families/", "families/ticket"):
        screen.go(f"desk/{page}")
        shot(screen, f"large-{page.replace('/', '-')}")
        found[page] = faults_of(screen)
    screen.go("desk/families/")
    screen.touch(ROW)
    found["detail"] = faults_of(screen)
    screen.touch("a[href$='/correct']")
    found["edit"] = faults_of(screen)

    assert not any(found.values()), found
    assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
