"""How long something waits for central is known whatever was done to the clock (G11, G9)."""

from collections.abc import Iterator

import pytest
from peewee import SqliteDatabase

from kiosk.core import outbox, state, today, watchdog
from kiosk.core.stretches import look
from kiosk.needs.models import Need, NeedTopic
from tests.clocks import MONDAY, Clocks
from tests.sync.machines import register

HOUR, DAY = 3_600_000, 86_400_000


@pytest.fixture
def clocks(database: SqliteDatabase) -> Iterator[Clocks]:
    del database
    state.put(token="told-once", acknowledged=0)
    with Clocks().ruling() as clocks:
        today.note()
        look()
        yield clocks


def test_nothing_that_waits_has_no_date(clocks: Clocks) -> None:
    assert watchdog.unacknowledged_since() is None
    register()
    state.put(acknowledged=outbox.head())
    assert watchdog.unacknowledged_since() is None


def test_a_kiosk_of_no_network_waits_for_nobody(clocks: Clocks) -> None:
    register()
    state.put(token="")

    assert watchdog.unacknowledged_since() is None


@pytest.mark.parametrize("skew", [0, -50 * 365 * DAY, 70 * 365 * DAY, -3 * HOUR])
def test_the_oldest_counts_from_when_it_was_written_whatever_the_clock_said(
    skew: int, clocks: Clocks
) -> None:
    clocks.set(skew)
    look()
    register()
    clocks.set(-skew)
    look()
    for _day in range(30):
        clocks.wait(HOUR)
        today.note()
        register()

    assert watchdog.unacknowledged_since() == MONDAY


def test_after_a_restart_a_reading_that_was_believed_counts(clocks: Clocks) -> None:
    register()
    clocks.restart()
    look()
    clocks.wait(2 * DAY)

    assert watchdog.unacknowledged_since() == MONDAY


def test_after_a_restart_of_a_clock_that_was_not_it_counts_from_the_last_contact(clocks: Clocks) -> None:
    clocks.set(-clocks.true)
    look()
    register()
    state.put(last_contact=MONDAY - DAY)
    clocks.restart()
    look()

    assert watchdog.unacknowledged_since() == MONDAY - DAY


def test_what_names_its_day_only_alarms_nobody_on_that_day(clocks: Clocks) -> None:
    Need.create(topic=NeedTopic.HOUSING, language="nl", asked_on="2026-03-02")
    clocks.wait(HOUR)

    assert watchdog.unacknowledged_since() == MONDAY + HOUR
