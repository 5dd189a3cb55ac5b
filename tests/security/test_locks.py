"""Five misses close a door, longer each time, whatever somebody does to clock and plug."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import SqliteDatabase

from kiosk.core import clock as wall_clock
from kiosk.security import locks
from kiosk.security.locks import DoorClosedError, Lock

DOOR = "staff/019538a75c0070008000000000000001"


class Machine:
    """A wall clock that anybody may set, a clock of this boot that nobody can, and a plug."""

    def __init__(self) -> None:
        self.now, self.ticks, self.boots = 1_772_442_000_000, 1_000, 0

    @property
    def boot(self) -> str:
        return f"boot-{self.boots}"

    def wait(self, seconds: float) -> None:
        self.now += round(seconds * 1000)
        self.ticks += round(seconds * 1000)

    def restart(self) -> None:
        self.boots, self.ticks = self.boots + 1, 500

    def do(self, what: str, count: int) -> None:
        if what == "wait":
            self.wait(count)
        elif what == "set":
            self.now += count * 1000
        elif what == "restart":
            self.restart()


@pytest.fixture
def machine(database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(wall_clock, "wall", lambda: made.now)
    monkeypatch.setattr(wall_clock, "boot_id", lambda: made.boot)
    monkeypatch.setattr(locks, "ticks", lambda: made.ticks)
    return made


def miss(times: int, *names: str) -> None:
    for _time in range(times):
        locks.note_miss(*(names or (DOOR,)))


def closed_for(*names: str) -> int:
    try:
        locks.require_open(*(names or (DOOR,)))
    except DoorClosedError as error:
        return error.seconds
    return 0


def test_four_misses_close_nothing(machine: Machine) -> None:
    miss(4)

    assert closed_for() == 0


def test_the_fifth_closes_for_a_minute_and_each_next_five_for_twice_as_long(machine: Machine) -> None:
    lasted = []
    for _turn in range(7):
        miss(5)
        lasted.append(closed_for())
        machine.wait(lasted[-1])

    assert lasted == [60, 120, 240, 480, 900, 900, 900]


def test_a_closed_door_counts_no_try_and_lets_none_in(machine: Machine) -> None:
    miss(5)

    with pytest.raises(DoorClosedError):
        locks.note_miss(DOOR, "machine")

    assert Lock.get_by_id(DOOR).misses == 5
    assert Lock.get_or_none(Lock.name == "machine") is None


def test_it_says_how_long_still(machine: Machine) -> None:
    miss(5)

    machine.wait(45.5)
    assert closed_for() == 15
    machine.wait(14.5)
    assert closed_for() == 0


def test_success_forgets_the_misses(machine: Machine) -> None:
    miss(5, DOOR, "machine")
    locks.open(DOOR, "machine")

    assert closed_for(DOOR, "machine") == 0
    miss(5)
    assert closed_for() == 60


def test_one_person_does_not_lock_another_out_but_the_machine_does(machine: Machine) -> None:
    other = DOOR[:-1] + "2"
    miss(5)
    assert closed_for(other) == 0

    miss(5, other, "machine")
    assert closed_for("staff/third", "machine") == 60


@pytest.mark.parametrize("years", [-56, 73])
def test_setting_the_clock_changes_nothing(machine: Machine, years: int) -> None:
    miss(5)

    machine.now += years * 365 * 86_400_000
    assert closed_for() == 60
    machine.wait(60)
    assert closed_for() == 0


def test_it_stays_closed_over_a_restart(machine: Machine) -> None:
    miss(5)

    machine.wait(20)
    machine.restart()
    assert closed_for() == 40
    machine.wait(40)
    assert closed_for() == 0


def test_a_machine_that_wakes_up_in_1970_waits_no_longer_than_it_would_have(machine: Machine) -> None:
    miss(5)

    machine.restart()
    machine.now = 0
    assert closed_for() == 60
    machine.wait(30)
    assert closed_for() == 30
    machine.wait(30)
    assert closed_for() == 0


def test_a_door_seen_open_is_open_after_a_restart_in_1970(machine: Machine) -> None:
    miss(5)
    machine.wait(60)
    assert closed_for() == 0

    machine.restart()
    machine.now = 0
    assert closed_for() == 0


steps = st.one_of(
    st.tuples(st.just("miss"), st.integers(1, 6)),
    st.tuples(st.just("wait"), st.integers(1, 400)),
    st.tuples(st.just("set"), st.integers(-(10**9), 10**9)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("look"), st.just(0)),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(steps, max_size=14))
def test_no_way_round_it(machine: Machine, walk: list[tuple[str, int]]) -> None:
    """Within one boot a door never opens early; nothing ever closes it for longer than its turn was."""
    locks.open(DOOR)
    opens_at, boot, longest = 0, machine.boot, 0
    for what, count in walk:
        machine.do(what, count)
        for _try in range(count if what == "miss" else 0):
            if not closed_for():
                locks.note_miss(DOOR)
                longest, boot = closed_for() or longest, machine.boot
                opens_at = machine.ticks + closed_for() * 1000
        left = closed_for()
        assert left <= longest <= 900
        if machine.boot == boot:
            assert left * 1000 >= opens_at - machine.ticks
