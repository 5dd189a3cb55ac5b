"""By touch: what is said to her in her words, and with whom a child goes home; in nl, ar and tr."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import listed
from tests.browser.colleagues import faults_of
from tests.browser.conftest import Kiosk, touch_context
from tests.browser.listed import shot
from tests.browser.screens import ONWARD, Screen
from tests.team import Team

LANGUAGES = {"nl": "Lena", "ar": "Amal", "tr": "Safa"}
DOOR, CALL = "a[href$='/desk/to-tell/']", "a.call-row"
TOLD, TRY, PUT_OFF = (f"form[action$='/{deed}'] button" for deed in ("told", "no-answer", "tomorrow"))
CHILD, TAKER, YES = "a.child-row", ".takers a", "form[action*='/with/'] button"


@pytest.fixture(scope="module")
def listing(hired: Team, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    yield from listed.kiosk_of(hired, tmp_path_factory.mktemp("tell"))


@pytest.fixture(autouse=True)
def two_to_tell(listing: Kiosk) -> None:
    """Let two who came by themselves be told something, and everybody be here with her children."""
    for table in ("notice", "attendance", "pick_up"):
        listing.ask(f'DELETE FROM "{table}"')
    now = int(datetime.now(UTC).timestamp() * 1000)
    alone = (
        "SELECT registration.id FROM registration JOIN household ON household.id = household"
        " WHERE vouched_by IS NULL"
    )
    for (place,), reason in zip(
        listing.ask(f"{alone} LIMIT 2"), ("place_given", "date_cancelled"), strict=True
    ):
        listing.ask(
            "INSERT INTO notice (id, version, registration, occurrence, reason, arose_at) SELECT"
            f" '{uuid4().hex}', 0, id, occurrence, '{reason}', {now} FROM registration WHERE id = '{place}'"
        )
    listing.ask(
        "INSERT INTO attendance SELECT id, 0, household, id, occurrence, people, 'here', 1, 1, NULL, NULL, NULL"
        " FROM registration"
    )


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


@pytest.mark.parametrize(("language", "name"), LANGUAGES.items())
def test_told_no_answer_tomorrow(
    language: str, name: str, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand(name, has_script=language != "tr")
    calls = screen.page.locator(CALL)
    screen.touch(DOOR)
    expect(calls).to_have_count(2)
    shot(screen, "calls")

    screen.touch(CALL)
    expect(screen.page.locator(".said-hers [lang=ar]").first).to_be_visible()
    shot(screen, "call")
    screen.touch(TRY)
    screen.touch(CALL)
    screen.touch(TOLD)
    expect(calls).to_have_count(1)
    shot(screen, "told")
    screen.touch("form[action$='/undo'] button")
    screen.touch(PUT_OFF)
    screen.touch(CALL)
    screen.touch(TOLD)

    expect(calls).to_have_count(0)
    assert listing.ask("SELECT count(told_at), count(tried_at), count(again_on) FROM notice") == [(1, 1, 1)]


@pytest.mark.parametrize(("language", "name"), LANGUAGES.items())
def test_children_go_home_in_two_touches(
    language: str, name: str, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen = stand(name, has_script=language != "ar")
    screen.go(f"desk/children/at/{listing.dates['today']}")
    shot(screen, "children")
    screen.touch(CHILD)
    shot(screen, "with-whom")
    before = screen.taps

    screen.touch(TAKER)
    shot(screen, "home")
    screen.touch(YES)

    assert screen.taps - before == 2
    assert listing.ask("SELECT count(*) FROM attendance WHERE collected_at IS NOT NULL") == [(1,)]
    shot(screen, "gone")
    screen.touch("form[action$='/undo'] button")
    assert listing.ask("SELECT count(*) FROM attendance WHERE collected_at IS NOT NULL") == [(0,)]


def test_a_parent_names_who_may_come(stand: Callable[..., Screen], listing: Kiosk, hired: Team) -> None:
    ((household,),) = listing.ask(
        "SELECT household FROM registration JOIN household ON household.id = household"
        " WHERE vouched_by IS NOT NULL AND people > 1 LIMIT 1"
    )
    screen = stand("Amal")
    screen.go(f"desk/children/of/{UUID(str(household))}")
    screen.touch("a[href$='/new']")
    first = screen.page.locator(".keys button[name=letter]").first.get_attribute("value") or ""
    screen.write(first * 3)
    screen.touch(ONWARD)
    shot(screen, "token")
    assert screen.page.locator(".ticket").count() == 1

    screen.go(f"desk/children/at/{listing.dates['today']}")
    place = listing.ask(f"SELECT id FROM registration WHERE household = '{household}'")[0][0]
    screen.touch(f"{CHILD}[href$='{UUID(str(place))}']")
    shot(screen, "with-whom-two")
    screen.touch(f"{TAKER} >> nth=1")
    shot(screen, "home-with")
    screen.touch(YES)

    assert listing.ask("SELECT count(*) FROM attendance JOIN pick_up ON pick_up.id = collected_by") == [(1,)]


@pytest.mark.parametrize(("name", "is_large"), [("Amal", False), ("Safa", True), ("Lena", False)])
def test_every_page_can_be_touched(
    name: str, is_large: bool, stand: Callable[..., Screen], listing: Kiosk
) -> None:
    screen, today = stand(name, is_large=is_large), listing.dates["today"]
    found: dict[str, list[str]] = {}

    def measure(page: str) -> None:
        screen.settle()
        shot(screen, f"{page}-{'plus' if is_large else 'all'}")
        wide = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[page] = faults_of(screen) + ([f"{wide} px too wide"] if wide > 0 else [])

    screen.go("desk/to-tell/")
    measure("calls")
    screen.touch(CALL)
    measure("call")
    screen.touch(TOLD)
    measure("told")
    screen.go(f"desk/children/at/{today}")
    measure("children")
    screen.touch(CHILD)
    measure("with-whom")
    screen.touch(TAKER)
    measure("home")
    screen.touch(YES)
    measure("gone")

    assert not any(found.values()), found
