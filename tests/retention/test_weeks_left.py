"""She is told how long each thing is kept: counted from the last time she had to do with the centre."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.core import clock as clocks
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import register_family
from kiosk.retention.queries import days_left, weeks_left
from kiosk.seats.services import withdraw
from tests.people import AMAL, HANA


def come(date: Occurrence) -> Registration:
    return register_family(AMAL, date.id, place_key=new_id().hex, will_wait=False)


def test_it_counts_from_the_end_of_her_last_date(
    app: Flask, sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    come(sewing[0])
    household = Household.get()

    with app.app_context():
        assert weeks_left(household, "name_sealed") == 53
        assert weeks_left(household, "name") == 53
        assert weeks_left(household, "language") == 105
        clock.shift(timedelta(weeks=50))
        assert weeks_left(household, "name") == 3
        clock.shift(timedelta(weeks=5))
        assert weeks_left(household, "name") == 0


def test_a_place_that_was_given_up_keeps_nothing_longer(app: Flask, sewing: list[Occurrence]) -> None:
    late = come(sewing[2])
    household = Household.get()

    with app.app_context():
        assert weeks_left(household, "name") == 55
        withdraw(late)
        assert weeks_left(household, "name") == 52


def test_nothing_is_kept_of_what_was_never_told(app: Flask, sewing: list[Occurrence]) -> None:
    register_family(HANA, sewing[0].id, place_key="key", will_wait=False)

    with app.app_context():
        assert weeks_left(Household.get(), "name") is None
        assert weeks_left(Household.get(), "phone") is None


def test_who_has_not_said_yes_is_kept_for_days(app: Flask, clock: time_machine.Traveller) -> None:
    household = Household.create(
        language="ar", name_sealed="pp1.x", vouched_by=new_id(), vouched_at=clocks.wall()
    )

    with app.app_context():
        assert (days_left(household), weeks_left(household, "name")) == (14, 2)
        clock.shift(timedelta(days=13))
        assert (days_left(household), weeks_left(household, "name")) == (1, 1)


@pytest.mark.parametrize("reading", [0, 4_070_908_800_000])
def test_a_clock_that_was_wrong_ends_nothing(reading: int, app: Flask, clock: time_machine.Traveller) -> None:
    household = Household.create(language="ar", name_sealed="pp1.x", vouched_by=new_id(), vouched_at=reading)

    with app.app_context():
        assert days_left(household) == 14


def test_while_the_clock_is_wrong_it_counts_from_what_was_seen_last(
    app: Flask, sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    come(sewing[0])
    state.put(last_seen=clocks.wall())
    clock.shift(timedelta(days=4_000))

    with app.app_context():
        assert weeks_left(Household.get(), "name") == 53
