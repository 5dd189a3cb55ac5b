"""A number of places is told with the moment it was counted, and not told at all when that is long ago."""

import re
from uuid import uuid4

import time_machine

from kiosk.activities.models import Occurrence, Series
from kiosk.core import clock as the_clock
from kiosk.core import state
from kiosk.registration.models import Registration
from kiosk.registration.services import Family, register_family
from tests.activities.conftest import Publish
from tests.people import Guest

FAMILY = Family(language="nl", adults=2, children=1)


def count_elsewhere(date: Occurrence, *, taken: int) -> None:
    """Let another kiosk be the home of the places, which counted them now."""
    Series.update(home=uuid4().hex, taken={date.id.hex: taken}, counted_at=the_clock.wall()).execute()


def words(page: str) -> str:
    """Return what is read on a page: a number may stand in an address by chance."""
    return re.sub("<[^>]*>", " ", page)


def test_places_are_told_as_of_now_where_they_are_kept(
    visit: Guest, publish: Publish, clock: time_machine.Traveller
) -> None:
    date = publish()[0]
    register_family(FAMILY, date.id, place_key="page", will_wait=False)
    clock.shift(1800)

    page = visit.get(f"activities/{date.id}").text

    assert re.search(r"\b3\b", words(page))
    assert "(10:30)" in page


def test_places_kept_elsewhere_are_told_as_of_their_count(
    visit: Guest, publish: Publish, clock: time_machine.Traveller
) -> None:
    date = publish()[0]
    count_elsewhere(date, taken=2)
    clock.shift(3600)

    page = visit.get("activities/").text

    assert "(10:00)" in page


def test_places_counted_too_long_ago_are_probable_without_a_number(
    visit: Guest, publish: Publish, clock: time_machine.Traveller
) -> None:
    date = publish()[0]
    count_elsewhere(date, taken=2)
    clock.shift(24 * 3600 + 1)

    page = visit.get(f"activities/{date.id}").text

    assert "as-of" not in page
    assert "as-of" not in visit.get("activities/").text
    assert "/people" in page


def test_places_kept_elsewhere_are_waited_for_and_the_truth_is_told(visit: Guest, publish: Publish) -> None:
    date = publish()[0]
    count_elsewhere(date, taken=0)

    page = visit.get(f"places/{date.id}/check").text

    assert 'name="wait"' in page
    assert register_family(FAMILY, date.id, place_key="page", will_wait=True).is_waiting
    assert Registration.select().count() == 1


def test_more_taken_than_there_is_reads_as_full(visit: Guest, publish: Publish) -> None:
    date = publish(capacity=2)[0]
    count_elsewhere(date, taken=5)

    page = visit.get("activities/").text

    assert 'class="full"' in page
    assert "-3" not in words(page)


def test_an_unsure_clock_is_told_on_pages_with_a_date(
    visit: Guest, publish: Publish, clock: time_machine.Traveller
) -> None:
    date = publish()[0]
    state.put(last_seen=the_clock.wall())
    clock.move_to("2099-01-01T00:00:00+00:00")
    visit = Guest(visit.client)

    assert 'role="status"' in visit.get("activities/").text
    assert visit.get(f"activities/{date.id}").status_code == 200

    clock.move_to("1970-01-02T00:00:00+00:00")
    visit = Guest(visit.client)

    page = visit.get("activities/").text
    assert 'role="status"' in page
    assert str(date.id) in page
