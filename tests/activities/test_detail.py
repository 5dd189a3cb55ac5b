"""One activity says all that is known of it, in the language there is, and never a blank."""

import re
from uuid import uuid4

import pytest
import time_machine

from kiosk.activities.models import Activity, Occurrence, Series, Unit
from kiosk.activities.services import cancel_date
from kiosk.core.text import Text, TextState
from kiosk.registration.services import Family, register_family
from tests.activities.conftest import Publish
from tests.people import Guest


def title_on(page: str) -> tuple[str, str, str]:
    """Return language, direction and words of the title."""
    found = re.search(r'<h1 lang="(\w+)" dir="(\w+)">(.*?)</h1>', page)
    assert found
    return found[1], found[2], found[3]


def test_a_text_is_shown_in_her_language(visit: Guest, publish: Publish) -> None:
    visit.language = "ar"

    page = visit.get(f"activities/{publish()[0].id}").text

    assert title_on(page) == ("ar", "rtl", "شاي")


def test_a_text_that_is_missing_is_shown_in_dutch_with_its_language_named(
    visit: Guest, publish: Publish
) -> None:
    visit.language = "ar"

    page = visit.get(f"activities/{publish(title=Text.of('nl', {'nl': 'Thee'}))[0].id}").text

    assert title_on(page) == ("nl", "ltr", "Thee")
    assert re.search(r'class="label"[^>]*>Nederlands<', page)


def test_a_text_in_one_far_language_is_better_than_none(visit: Guest, publish: Publish) -> None:
    date = publish(title=Text.of("fa", {"fa": "چای"}), about=Text.of("fa", {"fa": "چای می‌نوشیم"}))[0]

    assert title_on(visit.get(f"activities/{date.id}").text) == ("fa", "rtl", "چای")
    assert 'dir="rtl">چای <span' in visit.get("activities/").text.replace('lang="fa" ', "")


@pytest.mark.parametrize("texts", [{}, {"nl": "  "}, {"xx": "?"}])
def test_a_text_that_exists_nowhere_is_no_blank_and_no_error(
    visit: Guest, publish: Publish, texts: dict[str, str]
) -> None:
    date = publish()[0]
    Activity.update(
        title=Text.of("nl", texts), about=Text.of("nl", texts), room=Text.of("nl", texts)
    ).execute()

    for path in ("activities/", f"activities/{date.id}", f"activities/{date.id}/more"):
        answer = visit.get(path)
        assert answer.status_code == 200
        assert "…" in answer.text


@pytest.mark.parametrize("state", [TextState.MACHINE, TextState.OUTDATED])
def test_a_text_that_is_not_plainly_hers_is_labelled(
    visit: Guest, publish: Publish, state: TextState
) -> None:
    about = Text.of("nl", {"nl": "Wij drinken thee.", "tr": "Çay içiyoruz."}, state=state)
    date = publish(about=about)[0]

    written, told = (
        visit.get(f"activities/{date.id}").text,
        Guest(visit.client, "tr").get(f"activities/{date.id}"),
    )

    assert 'class="label"' not in written
    assert 'class="label"' in told.text


def test_a_date_called_off_cannot_be_chosen(visit: Guest, publish: Publish) -> None:
    date = publish(days=2)[0]
    cancel_date(date)

    page = visit.get(f"activities/{date.id}").text

    assert 'role="alert"' in page
    assert "/people" not in page


def test_a_date_that_is_over_cannot_be_chosen(
    visit: Guest, publish: Publish, clock: time_machine.Traveller
) -> None:
    date = publish()[0]
    clock.move_to("2026-03-04T16:01:00+01:00")

    page = visit.get(f"activities/{date.id}").text

    assert 'role="alert"' in page
    assert "/people" not in page


def test_a_full_date_offers_the_waiting_list_in_the_same_place(visit: Guest, publish: Publish) -> None:
    date = publish(capacity=1)[0]
    before = visit.get(f"activities/{date.id}").text
    register_family(Family(language="nl", adults=1, children=0), date.id, place_key="page", will_wait=False)

    page = visit.get(f"activities/{date.id}").text

    assert f"places/{date.id}/people" in before
    assert f"places/{date.id}/people" in page
    assert "hourglass" not in before
    assert "hourglass" in page


def test_a_whole_series_is_called_off_only_when_every_date_is(visit: Guest, publish: Publish) -> None:
    dates = publish(days=2, unit=Unit.SERIES)
    cancel_date(dates[0])
    assert "/people" in visit.get(f"activities/{dates[1].id}").text

    cancel_date(dates[1])

    assert "/people" not in visit.get(f"activities/{dates[1].id}").text


def test_more_tells_every_date_and_which_is_called_off(visit: Guest, publish: Publish) -> None:
    dates = publish(days=9)
    cancel_date(dates[2])

    page = visit.get(f"activities/{dates[0].id}/more").text

    assert page.count('class="print date') == 6
    assert page.count("is-struck") == 1
    assert "+3" in page


def test_what_nobody_said_is_asked_for_and_never_claimed(visit: Guest, publish: Publish) -> None:
    unsaid = publish(is_step_free=None, is_women_only=None, food=None)[0]
    said = publish(is_step_free=False, is_women_only=False, food="none")[0]

    pages = {date.id: visit.get(f"activities/{date.id}/more").text for date in (unsaid, said)}

    assert pages[unsaid.id] != pages[said.id]


@pytest.mark.parametrize("missing", [Activity, Series, Occurrence])
def test_a_neighbour_that_has_not_arrived_is_never_an_error(
    visit: Guest, publish: Publish, missing: type[Activity | Series | Occurrence]
) -> None:
    date = publish()[0]
    missing.delete().execute()

    assert visit.get("activities/").status_code == 200
    for path in ("", "/more"):
        assert visit.get(f"activities/{date.id}{path}").status_code == 404


def test_an_activity_of_a_centre_nobody_knows_is_shown(visit: Guest, publish: Publish) -> None:
    date = publish()[0]
    Activity.update(centre=uuid4(), training=uuid4()).execute()

    for path in ("", "/more"):
        assert visit.get(f"activities/{date.id}{path}").status_code == 200


@pytest.mark.parametrize(
    "fact",
    [
        {"welcome": "aunts"},
        {"food": "soup"},
        {"function": "other"},
        {"languages": ["xx"]},
        {"drawing": "zebra"},
    ],
)
def test_a_fact_of_a_newer_version_is_never_an_error(
    visit: Guest, publish: Publish, fact: dict[str, object]
) -> None:
    date = publish()[0]
    Activity.update(**fact).execute()

    for path in ("activities/", f"activities/{date.id}", f"activities/{date.id}/more"):
        assert visit.get(path).status_code == 200


@pytest.mark.parametrize(
    ("ring", "is_told"),
    [("school", True), ("school_together", True), ("centre", False), ("street", False), (None, False)],
)
def test_to_a_school_somebody_comes_along(
    visit: Guest, publish: Publish, ring: str | None, is_told: bool
) -> None:
    visit.language = "en"
    (date, *_others) = publish()
    Activity.update(ring=ring).execute()

    assert ("Somebody comes with you." in visit.get(f"activities/{date.id}").text) == is_told
