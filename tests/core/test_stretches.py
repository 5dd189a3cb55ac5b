"""However the wall clock is set, each change is known by a stretch in which it ran on undisturbed (G9)."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import SqliteDatabase

from kiosk.core import outbox, stretches
from kiosk.core.stretches import Stretch
from tests.clocks import Clocks
from tests.sync.machines import register

SECOND, HOUR, DAY = 1_000, 3_600_000, 86_400_000


@pytest.fixture
def machine(database: SqliteDatabase) -> Iterator[Clocks]:
    with Clocks().ruling() as clocks:
        stretches.look()
        yield clocks


def write() -> str:
    """Write a registration and return the stretch that its change names."""
    register()
    return str(outbox.Outbox.select().order_by(outbox.Outbox.n.desc()).get().boot)


def told() -> list[int]:
    """Return when each waiting change was written, as the present clock counts it."""
    reading = stretches.look().reading
    rows = list(outbox.Outbox.select().order_by(outbox.Outbox.n))
    shifts = stretches.shifts({row.boot for row in rows}, reading)
    return [row.wall_at + shifts[row.boot] for row in rows]


def names() -> set[str]:
    return {row.name for row in Stretch.select()}


def test_a_clock_that_runs_on_is_one_stretch_and_costs_no_write(
    machine: Clocks, database: SqliteDatabase
) -> None:
    written = database.execute_sql("SELECT total_changes()").fetchone()
    for _look in range(100):
        machine.wait(HOUR)
        stretches.look()

    assert names() == {machine.boot}
    assert database.execute_sql("SELECT total_changes()").fetchone() == written


@pytest.mark.parametrize("by", [-DAY * 20_000, -3 * SECOND, 3 * SECOND, DAY * 30_000])
def test_a_clock_that_is_set_begins_another(machine: Clocks, by: int) -> None:
    before = write()

    machine.set(by)
    after = stretches.look().name

    assert (before, after) == (machine.boot, f"{machine.boot}-2")
    assert write() == after


def test_small_corrections_begin_none(machine: Clocks) -> None:
    for step in (900, -900, 400, -400):
        machine.wait(SECOND)
        machine.set(step)
        assert stretches.look().name == machine.boot


def test_another_boot_begins_another_and_what_nothing_names_is_forgotten(machine: Clocks) -> None:
    machine.set(HOUR)
    stretches.look()
    assert names() == {f"{machine.boot}-2"}
    kept = write()

    machine.restart()

    assert stretches.look().name == machine.boot
    assert names() == {kept, machine.boot}


def test_a_kiosk_of_1970_whose_clock_is_set_right_keeps_its_order(machine: Clocks) -> None:
    machine.set(5_000 - machine.true)
    stretches.look()
    write()
    machine.wait(HOUR)
    machine.set(56 * 365 * DAY)
    stretches.look()
    write()

    first, second = told()
    assert second - first == HOUR


@pytest.mark.parametrize("by", [-HOUR, HOUR, -400 * DAY, 400 * DAY])
def test_what_was_written_before_the_jump_was_noticed_goes_with_it(machine: Clocks, by: int) -> None:
    stretches.look()
    machine.wait(2 * SECOND)
    old = register()
    machine.set(by)
    machine.wait(2 * SECOND)
    new = register()
    machine.wait(SECOND)

    assert told()[1] - told()[0] == 2 * SECOND
    boots = {row.record: row.boot for row in outbox.Outbox.select()}
    assert (boots[old.id.hex], boots[new.id.hex]) == (machine.boot, f"{machine.boot}-2")


def test_summer_time_is_no_jump(machine: Clocks) -> None:
    """The wall reading counts in UTC: no hour is ever put forward or back."""
    machine.true = 1_774_745_000_000  # an hour before the clocks of Europe are put forward
    stretches.look()
    first = write()
    machine.wait(2 * HOUR)

    assert stretches.look().name == first


def test_changes_of_a_version_without_stretches_are_not_taken_for_this_one(machine: Clocks) -> None:
    write()
    Stretch.delete().execute()

    assert stretches.look().name == f"{machine.boot}-2"


def test_two_processes_that_see_a_jump_begin_one_stretch(machine: Clocks) -> None:
    machine.set(HOUR)
    found = {stretches.look().name}
    stretches.looks.clear()
    found.add(stretches.look().name)

    assert found == {f"{machine.boot}-2"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(
        st.one_of(
            st.tuples(st.just("wait"), st.integers(0, 3 * HOUR)),
            st.tuples(st.just("set"), st.integers(-50 * 365 * DAY, 70 * 365 * DAY)),
            st.tuples(st.just("look"), st.just(0)),
            st.tuples(st.just("write"), st.just(0)),
        ),
        max_size=25,
    )
)
def test_whatever_is_done_to_the_clock_the_age_of_a_change_is_known(
    machine: Clocks, deeds: list[tuple[str, int]]
) -> None:
    """The watch looks every few seconds; a clock that is set twice between two looks is somebody's hand."""
    outbox.Outbox.delete().execute()
    true: list[int] = []
    for what, value in deeds:
        machine.do(what, value)
        if what in {"wait", "set", "look"}:
            stretches.look()
        else:
            true.append(machine.ticks)
            write()
    now = stretches.look().reading
    found = [at - now.wall + now.ticks for at in told()]

    assert all(abs(one - other) <= 2 * stretches.SET_APART for one, other in zip(found, true, strict=True))
    assert all(one - other <= 2 * stretches.SET_APART for one, other in pairwise(found))
