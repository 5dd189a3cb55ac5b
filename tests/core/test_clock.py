"""Readings of a clock that may be wrong, and the hour as people of the centre read it."""

from datetime import UTC, datetime

import pytest
import time_machine

from kiosk.core import clock

DAY = 86_400_000


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


@time_machine.travel(datetime(2026, 3, 7, 13, 30, tzinfo=UTC), tick=False)
def test_the_wall_reading_is_in_milliseconds() -> None:
    assert clock.wall() == 1_772_890_200_000


@pytest.mark.parametrize(("month", "hour"), [(3, 14), (7, 15)])
def test_local_follows_summer_time(month: int, hour: int) -> None:
    with time_machine.travel(datetime(2026, month, 7, 13, 30, tzinfo=UTC), tick=False):
        local = clock.local("Europe/Amsterdam")

    assert (local.hour, local.minute, local.tzinfo) == (hour, 30, None)


@pytest.mark.parametrize(
    ("reading", "is_plausible"),
    [
        (0, False),
        (-1, False),
        (100 * DAY - 1, False),
        (100 * DAY, True),
        (130 * DAY, True),
        (130 * DAY + 1, False),
    ],
)
def test_a_reading_may_not_be_earlier_nor_over_thirty_days_later(reading: int, is_plausible: bool) -> None:
    assert clock.is_plausible(reading, last_seen=100 * DAY) is is_plausible


def test_a_boot_keeps_its_name() -> None:
    assert clock.boot_id() == clock.boot_id()
    assert len(clock.boot_id()) == 32
