"""The caretaker keeps the machine by touch: a copy on a stick, the languages, the idle time, the end of the day."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk.backup import queries
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.screens import YES, Screen
from tests.programs import free_port, running
from tests.team import Team

MACHINE, COPIES = "a[href$='/desk/machine/']", "a[href$='/desk/copies/']"
TURN, LANGUAGES = "a[href$='/machine/settings']", "a[href$='/machine/languages']"
MAKE, CHECK = "form[action$='/copies/'] button", "form[action$='/copies/check'] button"
BACK, DONE = "header a.frame", "main a.big-yes"
EACH = pytest.mark.parametrize("language", ["nl", "ar", "tr"])


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stick")


@pytest.fixture(scope="module")
def kept(hired: Team, stick: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """Open a kiosk that has a stick in it, and a command that would switch it off."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    words = ("--data", str(folder), "--port", str(free_port()))
    given = {"PARENTS_POINT_COURIER_FOLDER": str(stick), "PARENTS_POINT_POWER_OFF_COMMAND": "true"}
    with running(*words, **given) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", folder, {})


@pytest.fixture
def stand(
    chromium: Browser, kept: Kiosk, hired: Team, stick: Path
) -> Iterator[Callable[[str, bool], Screen]]:
    """Return a function that lets the caretaker stand before the kiosk, signed in, with an empty stick."""
    shutil.rmtree(stick / queries.FOLDER, ignore_errors=True)
    kept.ask("DELETE FROM state WHERE name IN ('turned', 'copied_at', 'copy_problem')")
    contexts = []

    def before(language: str, has_script: bool) -> Screen:
        contexts.append(touch_context(chromium, has_script=has_script))
        screen = Screen(contexts[-1].new_page(), kept.origin, has_script=has_script)
        screen.page.goto(kept.origin)
        screen.touch("a.frame-key")
        screen.touch(f"a.tile[href*='{hired.ids['Omar']}']")
        *first, last = hired.pictures("Omar")
        for name in first:
            screen.press(f"button[name=picture][value={name}]")
        screen.touch(f"button[name=picture][value={last}]")
        screen.remember_visit()
        screen.base = "/".join([kept.origin, language, screen.base.split("/")[4]])
        screen.go("desk/")
        screen.touch(MACHINE)
        return screen

    yield before
    for context in contexts:
        context.close()


def is_on_one_screen(screen: Screen) -> bool:
    main = screen.page.locator("main").first
    return bool(main.evaluate("main => main.scrollHeight <= main.clientHeight"))


@EACH
@pytest.mark.parametrize("has_script", [True, False])
def test_a_copy_takes_three_touches_and_makes_the_light_green(
    language: str, has_script: bool, stand: Callable[[str, bool], Screen], stick: Path
) -> None:
    screen = stand(language, has_script)
    assert screen.page.locator(".lamp-whole.lamp-amber").count() == 1
    assert faults_of(screen) == []
    before = screen.taps

    screen.touch(f".doors-low {COPIES}")
    assert faults_of(screen) == []
    screen.touch(MAKE)
    screen.touch(DONE)

    assert screen.taps - before == 3
    assert len(list((stick / queries.FOLDER).glob("*.ppcopy"))) == 1
    screen.touch(CHECK)
    assert screen.page.locator("img[src*='letters']").count() == 1
    screen.touch(BACK)
    screen.touch(BACK)
    assert screen.page.locator(".lamp-whole.lamp-green").count() == 1
    assert screen.page.locator(".is-fault").count() == 0
    assert is_on_one_screen(screen)
    assert faults_of(screen) == []


@EACH
def test_what_is_turned_is_seen_by_the_next_visitor(
    language: str, stand: Callable[[str, bool], Screen], kept: Kiosk
) -> None:
    screen = stand(language, True)
    screen.touch(TURN)
    assert (is_on_one_screen(screen), faults_of(screen)) == (True, [])
    screen.touch("form:has(input[value=idle_seconds]) button[value='75']")
    screen.touch(LANGUAGES)
    assert (is_on_one_screen(screen), faults_of(screen)) == (True, [])
    for deed in ("off", "up"):
        code = "hu" if deed == "off" else "pt"
        screen.touch(f"form:has(input[value={code}]) button[value={deed}]")

    screen.page.goto(kept.origin)
    codes = [tile.get_attribute("lang") for tile in screen.page.locator("a.language").all()]
    assert codes == ["nl", "en", "ar", "tr", "ro", "pt", "es"]
    screen.choose_language(language)
    assert screen.page.locator("body").get_attribute("data-idle") == "75"
    # For the next who stands here; what is kept in the file is read at the start only.
    back = stand(language, True)
    back.touch(TURN)
    back.touch("form:has(input[value=idle_seconds]) button[value='60']")
    back.touch(LANGUAGES)
    back.touch("form:has(input[value=hu]) button[value=on]")
    back.touch("form:has(input[value=es]) button[value=up]")


@EACH
def test_the_line_on_the_glass_grows_by_half_a_centimetre_in_ten_touches(
    language: str, stand: Callable[[str, bool], Screen]
) -> None:
    screen = stand(language, True)
    screen.touch(TURN)
    screen.touch("a[href$='/machine/ruler']")
    long = screen.page.locator("svg.ruler").evaluate("ruler => ruler.getBoundingClientRect().width")
    assert faults_of(screen) == []

    screen.touch("button[value='4.0']")

    longer = screen.page.locator("svg.ruler").evaluate("ruler => ruler.getBoundingClientRect().width")
    assert (round(long / 104, 2), round(longer / 104, 2)) == (3.95, 4.0)
    screen.touch("button[value='3.95']")


@EACH
def test_switching_off_is_asked_once_and_can_be_left(
    language: str, stand: Callable[[str, bool], Screen], kept: Kiosk
) -> None:
    screen = stand(language, True)
    screen.touch("a[href$='/machine/off']")
    assert (faults_of(screen), screen.page.locator(YES).count()) == ([], 1)

    screen.touch("main a.big")

    assert re.search(r"/desk/machine/$", screen.page.url)
    assert kept.ask("SELECT 1 FROM audit_line WHERE action = 'switched_off'") == []
