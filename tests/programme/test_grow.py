"""What is offered grows: more dates, more room; who has a place keeps it, and who waits may get one."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiosk.activities.models import Occurrence, Series, Unit
from kiosk.registration.models import Notice, Registration
from kiosk.registration.services import Family, register_family
from kiosk.security.audit import AuditLine
from tests.planners import Planner


def come(date: Occurrence, people: int) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


def dates() -> list[Occurrence]:
    return list(Occurrence.select().order_by(Occurrence.starts_at))


def days() -> list[str]:
    return [date.starts_at.strftime("%m-%d %H:%M") for date in dates()]


def resize(planner: Planner, capacity: int) -> str:
    where = f"programme/{planner.activity}/places"
    return str(planner.colleague.post(where, {"capacity": str(capacity)}).location)


def test_nobody_loses_a_place(published: Planner) -> None:
    come(dates()[1], 5)
    come(dates()[2], 2)

    assert resize(published, 4).endswith("places?capacity=5")

    assert published.series.capacity == 6
    assert "5 " in published.colleague.get(f"programme/{published.activity}/places").text


def test_fewer_places_are_fine_while_all_keep_theirs(published: Planner) -> None:
    come(dates()[1], 5)

    resize(published, 5)

    assert published.series.capacity == 5


def test_who_waits_and_fits_is_seated_and_must_be_told(published: Planner) -> None:
    come(dates()[0], 6)
    first, second = come(dates()[0], 2), come(dates()[0], 9)

    resize(published, 8)

    assert Registration.get_by_id(first.id).is_confirmed
    assert Registration.get_by_id(second.id).is_waiting
    assert [notice.registration for notice in Notice.select()] == [first.id]


def test_a_whole_series_gets_more_room_too(published: Planner) -> None:
    Series.update(unit=Unit.SERIES).execute()
    come(dates()[0], 6)
    waiting = come(dates()[0], 1)

    resize(published, 7)

    assert Registration.get_by_id(waiting.id).is_confirmed


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.lists(some.integers(1, 9), max_size=6), some.integers(1, 12))
def test_whatever_it_is_made_nobody_is_unseated(
    published: Planner, families: list[int], capacity: int
) -> None:
    before = {one.id for one in Registration.select() if one.is_confirmed}
    before |= {one.id for one in (come(dates()[0], people) for people in families) if one.is_confirmed}

    resize(published, capacity)

    confirmed = [one for one in Registration.select() if one.is_confirmed]
    assert before <= {one.id for one in confirmed}
    assert sum(one.people for one in confirmed) <= published.series.capacity


def test_places_for_children_are_changed_too(published: Planner) -> None:
    where = f"programme/{published.activity}/places"
    assert published.colleague.get(f"{where}?childcare=4").status_code == 200

    published.colleague.post(where, {"capacity": "6", "childcare": "4"})

    assert (published.series.capacity, published.series.childcare) == (6, 4)
    for told in ({"childcare": "61"}, {"capacity": "0"}, {"capacity": "-1"}, {"capacity": "301"}):
        assert published.colleague.post(where, told).status_code == 400


def test_more_weeks_are_added_once(published: Planner) -> None:
    where = f"programme/{published.activity}/more"
    assert published.colleague.get(where).status_code == 200
    for _again in range(2):
        published.colleague.post(where, {"until": "2026-04-21"})

    assert days()[-2:] == ["04-14 09:30", "04-21 09:30"]
    assert len(days()) == 8
    assert published.series.rule == "FREQ=WEEKLY;INTERVAL=1;UNTIL=20260421T235959"


def test_one_day_more_is_added_once(published: Planner) -> None:
    for _again in range(2):
        published.colleague.post(f"programme/{published.activity}/more", {"day": "2026-03-12"})

    assert days()[2] == "03-12 09:30"
    assert len(days()) == 7
    assert dates()[2].ends_at.strftime("%H:%M") == "11:30"


@pytest.mark.parametrize("touch", [{"day": "2026-03-01"}, {"until": "2029-01-01"}, {"day": "x"}, {}])
def test_no_day_that_is_over_and_none_beyond_a_year_is_added(
    touch: dict[str, str], published: Planner
) -> None:
    answer = published.colleague.post(f"programme/{published.activity}/more", touch)

    assert answer.status_code == 400
    assert len(days()) == 6


def test_what_was_changed_is_written_down_once(published: Planner) -> None:
    resize(published, 9)
    resize(published, 9)
    published.colleague.post(f"programme/{published.activity}/more", {"day": "2026-03-12"})

    actions = [line.action for line in AuditLine.select().order_by(AuditLine.number)]
    assert actions[-2:] == ["activity_changed", "activity_changed"]
    assert actions.count("activity_changed") == 2
