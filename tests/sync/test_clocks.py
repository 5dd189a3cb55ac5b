"""However wrong the kiosks' clocks are, central knows the order in which things were written (G9)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.clocks import corrected
from sync.protocol import Change, Clock

NOW = 1_795_257_720_000
YEAR = 365 * 86_400_000
HERE = "b" * 32
moments = st.integers(min_value=NOW - YEAR, max_value=NOW)
skews = st.integers(min_value=-60 * YEAR, max_value=80 * YEAR)


def change(at: int, boot: str = HERE, *, trusted: bool = False) -> Change:
    return Change(1, "a" * 32, "need", {}, at, boot=boot, trusted=trusted)


@given(moment=moments, skew=skews)
def test_a_clock_that_is_wrong_by_any_amount_is_corrected(moment: int, skew: int) -> None:
    clock = Clock(wall=NOW + skew, monotonic=0, boot=HERE)

    assert corrected(change(moment + skew), clock, now=NOW) == moment


@given(moment=moments, skew=skews, before=skews)
def test_a_stretch_before_the_clock_was_set_is_corrected_likewise(
    moment: int, skew: int, before: int
) -> None:
    clock = Clock(wall=NOW + skew, monotonic=0, boot=HERE + "-2", shifts={HERE: skew - before})

    assert corrected(change(moment + before), clock, now=NOW) == moment


@given(writes=st.lists(st.tuples(moments, st.integers(0, 3)), min_size=2), skew=st.lists(skews, min_size=4))
def test_whoever_writes_the_order_is_the_true_one(writes: list[tuple[int, int]], skew: list[int]) -> None:
    told = [
        corrected(change(moment + skew[kiosk]), Clock(NOW + skew[kiosk], 0, HERE), now=NOW)
        for moment, kiosk in sorted(writes)
    ]

    assert all(one <= other for one, other in pairwise(told))


@pytest.mark.parametrize(("trusted", "expected"), [(True, NOW - 5_000), (False, 0)])
def test_of_an_older_boot_only_a_reading_that_was_believed_counts(trusted: bool, expected: int) -> None:
    old, clock = change(NOW - 5_000, "c" * 32, trusted=trusted), Clock(NOW + YEAR, 0, HERE)

    assert corrected(old, clock, now=NOW) == expected
    assert corrected(old, None, now=NOW) == expected


@given(
    at=st.integers(),
    wall=st.integers(),
    shifts=st.dictionaries(st.just(HERE), st.integers()),
    boot=st.sampled_from([HERE, ""]),
    trusted=st.booleans(),
)
def test_nothing_that_a_kiosk_may_claim_lies_outside_of_time(
    at: int, wall: int, shifts: dict[str, int], boot: str, trusted: bool
) -> None:
    assert 0 <= corrected(change(at, trusted=trusted), Clock(wall, 0, boot, shifts), now=NOW) <= NOW
