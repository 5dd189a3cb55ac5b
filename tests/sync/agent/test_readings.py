"""A batch never leaves with a stretch that had ended, and says how its stretches stand to the present clock (G9)."""

from collections.abc import Iterator

import pytest

from kiosk.core import stretches
from sync.agent import push, readings
from sync.protocol import Change, Clock
from tests.clocks import Clocks
from tests.sync.machines import Machine, register

HOUR = 3_600_000


@pytest.fixture
def clocks(kiosk: Machine) -> Iterator[Clocks]:
    del kiosk
    with Clocks().ruling() as clocks:
        stretches.look()
        yield clocks


def test_a_batch_of_one_stretch_needs_no_shift(clocks: Clocks) -> None:
    register()

    assert readings.of(push.batch(0)) == Clock(clocks.wall(), clocks.ticks, clocks.boot)


def test_other_stretches_of_this_boot_are_named_and_those_of_others_not(clocks: Clocks) -> None:
    register()
    clocks.restart()
    stretches.look()
    register()
    first = clocks.boot
    clocks.set(-3 * HOUR)
    stretches.look()
    register()

    said = readings.of(push.batch(0))

    assert (said.boot, said.shifts) == (f"{clocks.boot}-2", {first: -3 * HOUR})


def test_a_clock_that_is_set_while_a_batch_is_read_is_noticed(clocks: Clocks) -> None:
    """What was written after it was set, and before anybody looked, names the new stretch when it leaves."""

    def read() -> list[Change]:
        if not clocks.skew:
            clocks.set(-3 * HOUR)
            register()
        return push.portion(0, 10)

    changes = readings.settled(read)

    assert [change.boot for change in changes] == [f"{clocks.boot}-2"]
    assert readings.of(changes).shifts == {}


def test_a_clock_that_is_set_without_end_holds_nothing_up(clocks: Clocks) -> None:
    def read() -> list[Change]:
        clocks.set(HOUR)
        return push.portion(0, 10)

    assert readings.settled(read) == []
