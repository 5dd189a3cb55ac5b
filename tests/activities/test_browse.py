"""What happens is a flat list, soonest first, four cards at a time and never more than seven pages."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiosk.activities.models import Function, Unit, Welcome
from kiosk.activities.services import cancel_date
from kiosk.core.text import Text
from tests.activities.conftest import FIRST, Publish
from tests.people import Guest

CARD = re.compile(r'class="print card [^"]*"')


def cards(page: str) -> list[str]:
    return re.findall(r'href="[^"]*/activities/([0-9a-f-]{36})"', page)


def pages(page: str) -> int:
    found = re.search(r"<bdi>\d+/(\d+)</bdi>", page)
    assert found
    return int(found[1])


@pytest.mark.parametrize(("days", "expected"), [(0, 1), (1, 1), (2, 1), (3, 2), (6, 2), (26, 7), (60, 7)])
def test_there_are_as_many_pages_as_needed_and_at_most_seven(
    visit: Guest, publish: Publish, days: int, expected: int
) -> None:
    if days:
        publish(days=days)

    page = visit.get("activities/").text

    assert pages(page) == expected


def test_every_date_is_on_one_page_soonest_first(visit: Guest, publish: Publish) -> None:
    dates = publish(days=9)

    shown = [card for number in (1, 2, 3) for card in cards(visit.get(f"activities/?page={number}").text)]

    assert shown == [str(date.id) for date in dates]


def test_larger_letters_have_two_cards_a_page(visit: Guest, publish: Publish) -> None:
    publish(days=5)

    visit.get("size?place=activities/")

    page = visit.get("activities/").text
    assert len(cards(page)) == 2
    assert pages(page) == 4


def test_the_question_and_the_three_kinds_stand_behind_the_last_date_once(
    visit: Guest, publish: Publish
) -> None:
    for days in range(1, 10):
        publish(start=FIRST + timedelta(weeks=days))
        read = [visit.get(f"activities/?page={number}").text for number in range(1, 5)]
        count = pages(read[0])

        assert sum("card-ask" in page for page in read[:count]) == 1
        assert sum('class="kinds"' in page for page in read[:count]) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.one_of(some.text(max_size=6), some.integers().map(str)))
def test_a_page_that_does_not_exist_shows_the_first(visit: Guest, publish: Publish, number: str) -> None:
    if not cards(visit.get("activities/").text):
        publish(days=2)

    answer = visit.client.get(visit.address("activities/"), query_string={"page": number})

    assert answer.status_code == 200
    assert len(cards(answer.text)) == 2


@pytest.mark.parametrize("number", ["9" * 5000, "٢", "²", "1e1", "-1", "0", " 2"])
def test_a_page_number_from_elsewhere_is_harmless(visit: Guest, publish: Publish, number: str) -> None:
    publish(days=8)

    assert visit.client.get(visit.address("activities/"), query_string={"page": number}).status_code == 200


@pytest.mark.parametrize("function", list(Function))
def test_one_kind_can_be_shown_alone(visit: Guest, publish: Publish, function: Function) -> None:
    dates = {kind: publish(function=kind)[0] for kind in Function}

    assert cards(visit.get(f"activities/?function={function}").text) == [str(dates[function].id)]


def test_a_kind_nobody_knows_shows_everything(visit: Guest, publish: Publish) -> None:
    publish(days=3)

    assert len(cards(visit.get("activities/?function=war").text)) == 3


def test_what_has_begun_is_not_offered(visit: Guest, publish: Publish, clock: time_machine.Traveller) -> None:
    dates = publish(days=2)
    clock.move_to("2026-03-04T14:01:00+01:00")

    assert cards(visit.get("activities/").text) == [str(dates[1].id)]


def test_a_series_that_is_taken_whole_is_one_card(visit: Guest, publish: Publish) -> None:
    dates = publish(days=5, unit=Unit.SERIES)
    publish(start=FIRST + timedelta(days=2))

    page = visit.get("activities/").text

    assert cards(page)[0] == str(dates[0].id)
    assert len(cards(page)) == 2
    assert "×5" in page


def test_a_date_called_off_stays_on_the_list_and_says_so(visit: Guest, publish: Publish) -> None:
    dates = publish(days=2)
    cancel_date(dates[0])

    page = visit.get("activities/").text

    assert cards(page) == [str(date.id) for date in dates]
    assert page.count("is-cancelled") == 1


def test_when_nothing_is_planned_a_question_can_still_be_asked(visit: Guest) -> None:
    page = visit.get("activities/").text

    assert "card-none" in page
    assert "card-ask" in page


def test_a_card_tells_day_hours_and_price_in_western_digits(visit: Guest, publish: Publish) -> None:
    visit.language = "ar"
    publish(price_cents=250)

    page = visit.get("activities/").text

    assert "14:00–16:00" in page
    assert "€ 2.50" in page
    assert not re.search("[٠-٩۰-۹]", page)


def test_two_weeks_ahead_has_a_heading_of_its_own(visit: Guest, publish: Publish) -> None:
    headings = set()
    for weeks in range(3):
        publish(start=FIRST + timedelta(weeks=weeks), title=Text.of("nl", {"nl": "Thee"}))
    for number in (1, 2):
        found = re.search(r"<h1>(.*?)<bdi>", visit.get(f"activities/?page={number}").text)
        assert found
        headings.add(found[1])

    assert len(headings) >= 1


def test_dates_of_the_same_moment_keep_their_order(visit: Guest, publish: Publish) -> None:
    for _activity in range(3):
        publish(start=datetime(2026, 3, 5, 9, 0))  # noqa: DTZ001  local wall time of the centre

    first = cards(visit.get("activities/").text)

    assert first == sorted(first)
    assert first == cards(visit.get("activities/").text)


def test_the_words_of_a_card_are_those_of_each_page_and_not_of_the_first(
    client: FlaskClient, publish: Publish
) -> None:
    publish(welcome=Welcome.EVERYONE)

    shown = [Guest(client, code).get("activities/").text for code in ("nl", "tr", "nl")]

    assert ["Iedereen" in page for page in shown] == [True, False, True]
    assert ["Herkes" in page for page in shown] == [False, True, False]
