"""Central was started anew while a stick was on its way: no epoch begins for it, and no old answer is believed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.core.settings import Settings
from sync.agent import going_on, standing
from sync.agent.transport import Transport
from sync.central import timeline
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import Machine, register
from tests.sync.setting_back import at_central, central_s_rows, here, put_central_back, restart_central


@pytest.fixture
def pocket(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        yield opened


def write(machine: Machine, *numbers: int) -> None:
    with machine.at():
        for number in numbers:
            register(number=number)


@pytest.mark.parametrize("moment", ["before it came", "before it went back"])
def test_what_is_carried_over_a_start_is_taken_at_once(pocket: Pocket, moment: str) -> None:
    hall = pocket.town.hall
    write(hall, 1)
    pocket.carry(hall)
    with hall.at():
        before = standing.read()
    write(hall, 2)
    pocket.export(hall)
    if moment == "before it came":
        restart_central()
    pocket.answer_all()
    if moment == "before it went back":
        restart_central()

    assert pocket.take_in(hall).changes == 1
    write(hall, 3)
    assert pocket.carry(hall).changes == 1

    with hall.at():
        after = standing.read()
    assert (after.epoch, after.timeline, list(after.lives)) == (
        before.epoch, timeline.current(), [before.timeline],
    )  # fmt: skip
    assert at_central() == {1, 2, 3}


def test_what_central_acknowledged_in_a_life_that_ended_is_said_again(pocket: Pocket) -> None:
    """It was put back from a copy of before while its answer was on the way: that is not all it lost."""
    hall, kitchen = pocket.town.hall, pocket.town.kitchen
    pocket.carry(hall)
    backup = central_s_rows()
    write(hall, 1)
    pocket.export(hall)
    pocket.answer_all()
    put_central_back(backup)
    restart_central()
    write(kitchen, 2)
    pocket.town.exchange(kitchen)
    hear_of_the_new_life(hall)

    assert pocket.take_in(hall).word == "old_bundle"
    assert pocket.waiting(hall) == 1
    pocket.carry(hall)

    assert at_central() == {1, 2}
    with hall.at():
        assert here() == {1, 2}


def hear_of_the_new_life(machine: Machine) -> None:
    """Let the line come back for one call, and break before anything was said."""
    with machine.at():
        now = standing.read()
        with closing(Transport(now.central, now.token)) as line:
            assert going_on.go_on(line, now)
