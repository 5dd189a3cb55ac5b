"""Names of records: version 7, in order of birth, and no finer than a day where nobody may be traced."""

from datetime import UTC, datetime, timedelta

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import clock
from kiosk.core.ids import build, day_id, new_id

MOMENTS = st.integers(min_value=0, max_value=2**48 - 1)


@given(MOMENTS)
def test_it_is_version_seven_of_the_standard_variant(milliseconds: int) -> None:
    made = build(milliseconds)

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == milliseconds


@given(MOMENTS, MOMENTS)
def test_ids_of_different_milliseconds_sort_by_birth(one: int, other: int) -> None:
    if one < other:
        assert build(one).hex < build(other).hex


def test_it_carries_the_moment_it_was_made() -> None:
    before, made, after = clock.wall(), new_id(), clock.wall()

    assert before <= made.int >> 80 <= after


def test_ids_of_one_moment_differ() -> None:
    with time_machine.travel(datetime(2026, 3, 7, tzinfo=UTC), tick=False):
        assert len({new_id() for _try in range(1_000)}) == 1_000


def test_an_anonymous_record_tells_the_day_and_nothing_finer() -> None:
    noon = datetime(2026, 3, 7, 12, 34, 56, tzinfo=UTC)

    stamps = {day_id(noon + timedelta(minutes=minute)).int >> 80 for minute in range(600)}

    assert stamps == {int(datetime(2026, 3, 7, tzinfo=UTC).timestamp() * 1000)}


def test_a_clock_of_1970_or_2099_still_names_records() -> None:
    for year in (1970, 2099):
        with time_machine.travel(datetime(year, 1, 1, tzinfo=UTC), tick=False):
            assert new_id().version == 7
