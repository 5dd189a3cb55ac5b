"""Copies go in time, because whoever was forgotten is still in the ones of before."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kiosk.backup import queries
from kiosk.backup.queries import DAY, LONGEST_DAYS, NEWEST, WEEK, WEEKS, Copy

NOW = 1_795_257_720_000
AGES = st.lists(st.integers(0, 120 * DAY), max_size=90, unique=True)


def copies(ages: list[int]) -> list[Copy]:
    return [Copy(Path(f"{age}.ppcopy"), NOW - age) for age in sorted(ages)]


def kept(ages: list[int]) -> list[int]:
    found = copies(ages)
    gone = queries.outlived(found, NOW)
    return [NOW - copy.made_at for copy in found if copy not in gone]


@given(AGES)
def test_the_newest_one_always_stays_and_no_other_over_sixty_days(ages: list[int]) -> None:
    stay = kept(ages)

    assert stay[:1] == sorted(ages)[:1]
    assert all(age <= LONGEST_DAYS * DAY for age in stay[1:])


@given(AGES)
def test_the_newest_seven_and_one_of_each_week_stay(ages: list[int]) -> None:
    stay = set(kept(ages))

    assert {age for age in sorted(ages)[:NEWEST] if age <= LONGEST_DAYS * DAY} <= stay
    weeks = {(NOW - age) // WEEK for age in ages if age <= WEEKS * WEEK}
    assert weeks <= {(NOW - age) // WEEK for age in stay}
    assert len(stay) <= NEWEST + WEEKS + 1


@given(AGES)
def test_doing_it_again_takes_nothing_more(ages: list[int]) -> None:
    assert kept(kept(ages)) == kept(ages)


def test_a_copy_each_night_for_a_year_leaves_fourteen_or_so() -> None:
    found: list[Copy] = []
    for night in range(365):
        now = NOW + night * DAY
        found = [Copy(Path(f"{night}.ppcopy"), now), *found]
        gone = queries.outlived(found, now)
        found = [copy for copy in found if copy not in gone]

    ages = [(now - copy.made_at) // DAY for copy in found]
    assert ages[:NEWEST] == list(range(NEWEST))
    assert len(ages) in {14, 15}
    assert WEEKS * 7 - 7 < max(ages) <= LONGEST_DAYS
