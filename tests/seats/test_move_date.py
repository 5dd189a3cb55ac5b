"""When a date is moved nobody loses her place, and everyone is told once how it is now."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.activities.models import Occurrence, Series
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError
from kiosk.registration.models import Notice, NoticeReason, Registration
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import cancel_date, mark_to_tell, move_date, note_told, withdraw

HOUR = timedelta(hours=1)


def come(date: Occurrence, people: int) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


def shift(date: Occurrence, hours: int) -> int:
    fresh = Occurrence.get_by_id(date.id)
    return move_date(fresh, fresh.starts_at + hours * HOUR, fresh.ends_at + hours * HOUR)


def open_news() -> list[tuple[object, str]]:
    return [(row.registration, row.reason) for row in Notice.select().where(Notice.told_at.is_null())]


def test_it_has_another_hour_and_knows_the_old_one(sewing: list[Occurrence]) -> None:
    was = sewing[0].starts_at

    shift(sewing[0], 24)

    date = Occurrence.get_by_id(sewing[0].id)
    assert (date.starts_at, date.ends_at, date.moved_from) == (was + 24 * HOUR, was + 26 * HOUR, was)


def test_registered_and_waiting_are_told_and_nobody_loses_a_place(sewing: list[Occurrence]) -> None:
    registered, waiting, left = come(sewing[0], 5), come(sewing[0], 2), come(sewing[0], 1)
    elsewhere = come(sewing[1], 1)
    withdraw(left)
    Notice.delete().execute()
    before = {row.id: (row.status, row.occurrence, row.registered_at) for row in Registration.select()}

    assert shift(sewing[0], 1) == 2

    assert {
        row.id: (row.status, row.occurrence, row.registered_at) for row in Registration.select()
    } == before
    assert {about for about, _reason in open_news()} == {registered.id, waiting.id}
    assert elsewhere.id not in {about for about, _reason in open_news()}


def test_moved_twice_she_hears_it_once(sewing: list[Occurrence]) -> None:
    registration, was = come(sewing[0], 2), sewing[0].starts_at

    shift(sewing[0], 1)
    shift(sewing[0], 2)

    assert open_news() == [(registration.id, NoticeReason.DATE_MOVED)]
    assert Occurrence.get_by_id(sewing[0].id).moved_from == was


def test_who_was_told_of_the_first_move_is_told_of_the_second(sewing: list[Occurrence]) -> None:
    registration = come(sewing[0], 2)
    shift(sewing[0], 1)
    note_told([registration.id])

    shift(sewing[0], 1)

    assert open_news() == [(registration.id, NoticeReason.DATE_MOVED)]


def test_moved_back_it_was_never_moved_but_is_told(sewing: list[Occurrence]) -> None:
    registration = come(sewing[0], 2)
    shift(sewing[0], 1)

    shift(sewing[0], -1)

    assert Occurrence.get_by_id(sewing[0].id).moved_from is None
    assert open_news() == [(registration.id, NoticeReason.DATE_MOVED)]


def test_called_off_after_it_was_moved_only_that_is_told(sewing: list[Occurrence]) -> None:
    registration = come(sewing[0], 2)
    shift(sewing[0], 1)

    cancel_date(Occurrence.get_by_id(sewing[0].id))

    assert open_news() == [(registration.id, NoticeReason.DATE_CANCELLED)]


def test_a_place_that_was_given_is_still_told_of(sewing: list[Occurrence]) -> None:
    registration = come(sewing[0], 2)
    mark_to_tell(registration, NoticeReason.PLACE_GIVEN, sewing[0].id)

    shift(sewing[0], 1)

    assert {reason for _about, reason in open_news()} == {NoticeReason.PLACE_GIVEN, NoticeReason.DATE_MOVED}


def test_who_takes_a_whole_series_is_told_of_each_date_that_moves(sewing: list[Occurrence]) -> None:
    Series.update(unit="series").execute()
    registration = come(sewing[0], 3)

    shift(sewing[0], 1)
    shift(sewing[1], 1)
    shift(sewing[1], 1)

    assert open_news() == [(registration.id, NoticeReason.DATE_MOVED)] * 2
    assert {row.occurrence for row in Notice.select()} == {sewing[0].id, sewing[1].id}


def test_moving_to_the_hour_it_has_tells_nobody(sewing: list[Occurrence]) -> None:
    come(sewing[0], 2)

    assert shift(sewing[0], 0) == 0
    assert Notice.select().count() == 0


def test_moved_from_two_pages_to_one_hour_it_is_told_once(sewing: list[Occurrence]) -> None:
    come(sewing[0], 2)
    here, there = (Occurrence.get_by_id(sewing[0].id) for _page in range(2))
    start, end = here.starts_at + HOUR, here.ends_at + HOUR

    assert (move_date(here, start, end), move_date(there, start, end)) == (1, 0)


def test_a_date_that_is_called_off_stays_where_it_was(sewing: list[Occurrence]) -> None:
    cancel_date(sewing[0])

    assert shift(sewing[0], 1) == 0
    assert Occurrence.get_by_id(sewing[0].id).starts_at == sewing[0].starts_at


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        ("2026-03-05T10:00", "2026-03-05T10:00"),
        ("2026-03-05T10:00", "2026-03-05T09:00"),
        ("2026-03-01T10:00",) * 2,
    ],
)
def test_it_refuses_an_hour_that_is_none(starts_at: str, ends_at: str, sewing: list[Occurrence]) -> None:
    with pytest.raises(InvalidInputError):
        move_date(sewing[0], datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at))

    assert Occurrence.get_by_id(sewing[0].id).starts_at == sewing[0].starts_at


STEPS = st.lists(st.sampled_from(["earlier", "later", "tell", "come", "call off"]), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_however_often_it_moves_one_thing_is_left_to_tell(steps: list[str], sewing: list[Occurrence]) -> None:
    with database.atomic() as transaction:
        date = sewing[2]
        come(date, 1)
        for step in steps:
            if step == "call off":
                cancel_date(Occurrence.get_by_id(date.id))
            elif step == "tell":
                note_told([row.id for row in Registration.select()])
            elif step == "come" and not Occurrence.get_by_id(date.id).is_cancelled:
                come(date, 1)
            else:
                shift(date, {"earlier": -3, "later": 5}.get(step, 0))
        told = open_news()
        is_off = Occurrence.get_by_id(date.id).is_cancelled
        transaction.rollback()

    about = [registration for registration, reason in told if reason != NoticeReason.PLACE_GIVEN]
    assert len(about) == len(set(about))
    assert not is_off or NoticeReason.DATE_MOVED not in {reason for _about, reason in told}
