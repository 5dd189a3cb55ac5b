"""A key mother comes in with her pictures or her badge, by touch, with and without script."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.colleagues import touch_pictures
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.screens import Screen
from tests.browser.survey import AXE, GEOMETRY
from tests.browser.test_geometry import faults_of
from tests.programs import free_port, running
from tests.team import Team

Stand = Callable[[bool], Screen]
NAMES = {"nl": "Lena", "ar": "Amal", "tr": "Safa"}
KEY = "a.frame-key"
WRONG = ("snail", "corn", "umbrella", "window", "pan", "glove")
DOORS, OUT = ".doors", "footer a[href$='/finish']"


@pytest.fixture(scope="module")
def staffed(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """Open a kiosk at which five people work."""
    folder = tmp_path_factory.mktemp("staffed")
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    with running("--data", str(folder), "--port", str(free_port())) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", Path(folder), {})


@pytest.fixture
def stand(chromium: Browser, staffed: Kiosk) -> Iterator[Stand]:
    """Let somebody stand before the kiosk, with or without script."""
    staffed.ask("DELETE FROM lock")
    contexts = []

    def before(has_script: bool) -> Screen:
        contexts.append(touch_context(chromium, has_script=has_script))
        return Screen(contexts[-1].new_page(), staffed.origin, has_script=has_script)

    yield before
    for context in contexts:
        context.close()


def find_tile(screen: Screen, team: Team, name: str) -> None:
    """Walk from the picker to her six pictures."""
    screen.open()
    screen.touch(KEY)
    screen.touch(f"a.tile[href*='{team.ids[name]}']")
    screen.remember_visit()


def sign_in(screen: Screen, team: Team, name: str) -> None:
    find_tile(screen, team, name)
    touch_pictures(screen, team.pictures(name))
    screen.remember_visit()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("language", NAMES)
def test_she_comes_in_with_eight_touches_and_out_with_one(
    language: str, has_script: bool, stand: Stand, hired: Team
) -> None:
    screen = stand(has_script)
    sign_in(screen, hired, NAMES[language])

    assert screen.page.locator(DOORS).count() == 1
    assert screen.page.locator("html").get_attribute("lang") == language
    assert screen.taps == 8
    desk = screen.page.url
    screen.touch(OUT)
    assert screen.page.url == f"{screen.origin}/"
    assert screen.page.request.get(desk).status == 410


@pytest.mark.parametrize("has_script", [True, False])
def test_what_she_touches_is_only_counted(has_script: bool, stand: Stand, hired: Team) -> None:
    screen = stand(has_script)
    find_tile(screen, hired, "Amal")
    for picture in ("sun", "cloud", "rain"):
        screen.press(f"button[value={picture}]")
    screen.press("button[name=wipe]")

    assert screen.page.locator(".dot.is-on").count() == 2
    assert screen.page.locator(".spot.is-on, .spot[aria-pressed]").count() == 0
    assert not re.search("sun|cloud|rain", screen.page.url)


@pytest.mark.parametrize("language", NAMES)
def test_wrong_pictures_close_the_door_at_the_fifth_time(language: str, stand: Stand, hired: Team) -> None:
    screen = stand(True)
    find_tile(screen, hired, NAMES[language])
    touch_pictures(screen, WRONG)
    assert screen.page.locator("main [role=alert]").count() == 1

    for _time in range(3):
        screen.post(f"staff/{hired.ids[NAMES[language]]}/pictures", pictures=" ".join(WRONG))
    touch_pictures(screen, WRONG)
    find_tile(screen, hired, NAMES[language])
    touch_pictures(screen, hired.pictures(NAMES[language]))

    assert screen.page.url.endswith("/staff/closed")
    assert screen.page.locator("html").get_attribute("lang") == language
    assert screen.page.locator("main.tell h1").count() == 1


@pytest.mark.parametrize(("has_script", "is_on_tile"), [(True, True), (False, True), (False, False)])
def test_a_scanner_types_her_badge_and_nobody_touches_anything(
    has_script: bool, is_on_tile: bool, stand: Stand, hired: Team, badge: str
) -> None:
    screen = stand(has_script)
    screen.open()
    screen.touch(KEY)
    if is_on_tile:
        screen.touch(f"a.tile[href*='{hired.ids['Lena']}']")
    screen.settle()
    if not has_script:
        # The browser brings the keys to the field with the first picture of the page, a moment after it has come.
        screen.page.locator("input:focus").wait_for(state="attached")

    with screen.page.expect_navigation(url=re.compile("/desk/$")):
        screen.page.keyboard.type(f"{badge}\n")

    assert screen.page.locator("html").get_attribute("lang") == "tr"


@pytest.fixture(scope="module")
def badge(staffed: Kiosk, chromium: Browser, hired: Team) -> str:
    """Let Safa make herself a badge at the desk, and read the square as a scanner does."""
    staffed.ask("DELETE FROM lock")
    context = touch_context(chromium)
    screen = Screen(context.new_page(), staffed.origin)
    sign_in(screen, hired, "Safa")
    screen.go("desk/people/secret")
    touch_pictures(screen, hired.pictures("Safa"))
    screen.touch("form[action$='/secret/badge'] button")
    target = staffed.folder / "badge.png"
    screen.page.locator(".badge-face svg.qr").screenshot(path=target)
    context.close()
    found = zxingcpp.read_barcodes(Image.open(target))
    return str(found[0].text)


@pytest.mark.parametrize("has_script", [True, False])
def test_she_learns_new_pictures_on_the_grid(has_script: bool, stand: Stand, hired: Team) -> None:
    screen = stand(has_script)
    sign_in(screen, hired, "Lena")
    screen.go(f"desk/people/{hired.ids['Omar']}")
    screen.touch("form[action$='/pictures'] button")
    signs = screen.page.locator(".given use").all()
    given = [str(sign.get_attribute("href")).split("#")[1] for sign in signs]
    screen.touch("a.big-yes")
    touch_pictures(screen, WRONG)
    assert screen.page.locator(".given").count() == 1
    screen.touch("a.big-yes")

    touch_pictures(screen, given)
    touch_pictures(screen, given)

    assert screen.page.url.endswith(f"/desk/people/{hired.ids['Omar']}?kept=1")
    screen.touch(OUT)
    find_tile(screen, hired, "Omar")
    touch_pictures(screen, given)
    assert screen.page.locator(DOORS).count() == 1


@pytest.mark.parametrize(("language", "size"), [("nl", ""), ("ar", "?size=plus")])
def test_coming_in_can_be_touched_and_read(language: str, size: str, stand: Stand, hired: Team) -> None:
    screen, found = stand(True), []
    screen.page.goto(f"{screen.origin}/{language}/staff{size}")
    screen.remember_visit()
    for path in ("", "other", "sheet", f"{hired.ids[NAMES[language]]}/pictures?missed=1"):
        screen.go(f"staff/{path}")
        page = screen.page.evaluate(GEOMETRY)
        found += faults_of(path[:5], page, "1366x768", is_large=bool(size))
        found += [rule["id"] for rule in Axe().run(screen.page, options=AXE).response["violations"]]

    assert not found, "\n".join(found)


def test_the_desk_asks_after_ninety_seconds_and_goes_after_thirty_more(stand: Stand, hired: Team) -> None:
    screen = stand(True)
    sign_in(screen, hired, "Lena")
    screen.stop_clock()
    screen.go("desk/")

    screen.pass_time(89)
    assert screen.page.locator("#still:not([hidden])").count() == 0
    screen.pass_time(2)
    assert screen.page.locator("#still:not([hidden])").count() == 1
    with screen.page.expect_navigation(url=f"{screen.origin}/"):
        screen.pass_time(31)
