"""Two kiosks keep one list: however their marks cross, a household is there once, and the last word counts."""

from uuid import UUID

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.activities.models import Occurrence
from kiosk.attendance import queries, services
from kiosk.attendance.models import Attendance, Mode
from kiosk.core import outbox
from kiosk.core.database import database
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Registration
from tests.attendance.comers import come
from tests.team import Team

LENA = new_id()


@pytest.fixture
def family(team: Team, sewing: list[Occurrence]) -> Registration:
    return come(sewing[0], adults=2, children=2)


def elsewhere(family: Registration, *, is_present: bool, marked_at: int) -> None:
    """Let the mark of another kiosk come in."""
    with outbox.applying():
        Attendance.create(
            household=family.household,
            registration=family.id,
            occurrence=family.occurrence,
            people=family.people,
            is_present=is_present,
            marked_at=marked_at,
        )


def present(date: UUID) -> int:
    return queries.present_people(queries.marks_of([date])[date])


def test_marked_on_two_kiosks_a_family_is_there_once(family: Registration) -> None:
    services.mark(family.occurrence, family.id, by=LENA)
    elsewhere(family, is_present=True, marked_at=Attendance.get().marked_at + 5)

    assert present(family.occurrence) == 4


@pytest.mark.parametrize(("later", "people"), [(1, 0), (-1, 4)])
def test_of_two_marks_the_last_one_counts(later: int, people: int, family: Registration) -> None:
    services.mark(family.occurrence, family.id, by=LENA)
    elsewhere(family, is_present=False, marked_at=Attendance.get().marked_at + later)

    assert present(family.occurrence) == people


@pytest.mark.parametrize("wild", [0, 4_102_444_800_000])
def test_an_odd_clock_elsewhere_does_not_keep_a_touch_from_counting(
    wild: int, family: Registration, clock: time_machine.Traveller
) -> None:
    elsewhere(family, is_present=True, marked_at=wild)

    services.mark(family.occurrence, family.id, is_present=False, by=LENA)
    gone = present(family.occurrence)
    services.mark(family.occurrence, family.id, by=LENA)

    assert (gone, present(family.occurrence)) == (0, 4)


WORDS = st.sampled_from(["yes", "no", "online", "here"])
TOUCHES = st.lists(
    st.one_of(
        st.tuples(st.just("touch"), WORDS, st.integers(1, 4)),
        st.tuples(st.just("elsewhere"), st.sampled_from(["yes", "no"]), st.integers(0, 5_000_000_000_000)),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(touches=TOUCHES)
def test_what_was_touched_last_is_so_whatever_came_in_before(
    touches: list[tuple[str, str, int]], family: Registration
) -> None:
    with database.atomic() as transaction:
        expected = 0
        for who, word, number in touches:
            if who == "elsewhere":
                elsewhere(family, is_present=word == "yes", marked_at=number)
                mark = queries.ruling(services.marks_about(family.id, family.occurrence))
                expected = 4 if mark and mark.is_present else 0
                continue
            for _strike in range(number):
                mode = Mode(word) if word in {*Mode} else None
                services.mark(family.occurrence, family.id, is_present=word != "no", mode=mode, by=LENA)
            expected = 0 if word == "no" else 4
        counted = present(family.occurrence)
        before = Outbox.select().count()
        services.mark(family.occurrence, family.id, is_present=expected > 0, by=LENA)
        repeated = Outbox.select().count() - before
        transaction.rollback()

    assert (counted, repeated) == (expected, 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taps=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=20))
def test_each_guest_counts_once_however_often_her_page_is_sent(
    taps: list[tuple[int, bool]], family: Registration
) -> None:
    with database.atomic() as transaction:
        keys = [new_id() for _each in range(4)]
        added: set[int] = set()
        removed: set[int] = set()
        for place, is_added in taps:
            if is_added:
                services.add_guest(family.occurrence, keys[place], by=LENA)
                added.add(place)
            else:
                services.remove_guest(family.occurrence, keys[place], by=LENA)
                removed |= {place} & added
        counted = present(family.occurrence)
        transaction.rollback()

    assert counted == len(added - removed)
