"""What the present moment is, from a wall clock, a steady one, and what was told before."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import SqliteDatabase

from kiosk.core import clock, state, today
from kiosk.core.clock import Reading
from kiosk.core.today import Anchor, Moment, judge
from tests.clocks import MONDAY, Clocks

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
readings = st.builds(Reading, st.integers(0, 200 * 365 * DAY), st.integers(0, 365 * DAY), st.just("here"))
anchors = st.builds(
    Anchor, st.just("here"), st.integers(0, 1_000), st.integers(MONDAY, 2 * MONDAY), st.booleans()
)


@pytest.fixture
def clocks(database: SqliteDatabase) -> Iterator[Clocks]:
    del database
    with Clocks().ruling() as clocks:
        today.note()
        yield clocks


@given(reading=readings, anchor=anchors, last_seen=st.integers(0, 2 * MONDAY))
def test_what_central_told_is_counted_on_whatever_the_wall_says(
    reading: Reading, anchor: Anchor, last_seen: int
) -> None:
    told = anchor._replace(is_told=True)

    found = judge(reading, last_seen, told)

    assert found.is_sure
    assert abs(found.at - (told.at + reading.ticks - told.ticks)) <= today.NEAR
    assert found.is_right == (abs(reading.wall - (told.at + reading.ticks - told.ticks)) <= today.TOLERATED)


@given(reading=readings, anchor=anchors, last_seen=st.integers(1, 2 * MONDAY))
def test_without_that_the_moment_is_never_before_the_last_one_seen(
    reading: Reading, anchor: Anchor, last_seen: int
) -> None:
    assert judge(reading, last_seen, anchor._replace(is_told=False)).at >= last_seen
    assert judge(reading, last_seen, anchor._replace(boot="before")).at >= last_seen


def test_what_was_told_in_another_boot_counts_no_more() -> None:
    told = Anchor("before", 5_000, MONDAY, is_told=True)

    assert judge(Reading(5_000, 9_000, "here"), MONDAY, told) == Moment(MONDAY, is_sure=False, is_right=False)


@pytest.mark.parametrize(
    ("wall", "is_right"),
    [(5_000, False), (MONDAY, True), (clock.EARLIEST - 1, False), (4_070_908_800_000, False)],
)
def test_the_first_of_all_starts_doubts_only_what_cannot_be(wall: int, is_right: bool) -> None:
    assert judge(Reading(wall, 0, "here"), 0, None) == Moment(wall, is_sure=is_right, is_right=is_right)


def test_a_kiosk_in_1970_without_a_line_counts_on_from_the_last_moment_that_it_knew(clocks: Clocks) -> None:
    """Days pass while it runs, over a cut of the power too; what it counts is less than what has passed."""
    for _boot in range(3):
        clocks.restart()
        clocks.set(5_000 - clocks.wall())
        today.note()
        for _ten_minutes in range(6 * 8):
            clocks.wait(10 * MINUTE)
            today.note()

    assert today.moment() == Moment(MONDAY + 24 * HOUR, is_sure=False, is_right=False)


def test_it_is_believed_again_once_somebody_has_set_it(clocks: Clocks) -> None:
    clocks.set(-clocks.true)
    clocks.wait(2 * DAY)
    today.note()
    clocks.skew = 0

    assert today.moment() == Moment(clocks.true, is_sure=True, is_right=True)


def test_a_clock_that_is_a_little_behind_is_waited_for(clocks: Clocks) -> None:
    clocks.set(-5_000)
    assert today.is_clock_unsure()
    for _minute in range(60):
        clocks.wait(1_000)
        today.note()

    assert not today.is_clock_unsure()


def test_what_central_told_stays_while_the_time_is_noted(clocks: Clocks) -> None:
    clocks.set(-3 * HOUR)
    state.put(last_seen=clocks.true, **today.told(clocks.true))
    for _hour in range(48):
        clocks.wait(HOUR)
        today.note()

    assert today.moment() == Moment(clocks.true, is_sure=True, is_right=False, is_told=True)
    assert state.get("last_seen") == clocks.true


def test_a_central_that_was_never_set_says_nothing(clocks: Clocks) -> None:
    assert today.told(5_000) == {}


def test_nothing_is_written_before_it_is_time(clocks: Clocks, database: SqliteDatabase) -> None:
    written = database.execute_sql("SELECT total_changes()").fetchone()
    clocks.wait(9 * MINUTE)
    today.note()

    assert database.execute_sql("SELECT total_changes()").fetchone() == written
