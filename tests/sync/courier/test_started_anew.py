"""Central was started anew while a stick was on its way: no epoch begins for it, and no old answer is believed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.activities.models import Activity
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from sync.agent import going_on, standing
from sync.agent.transport import Transport
from sync.central import timeline
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import Machine, offer, register
from tests.sync.neighbourhood import titles
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


def test_what_was_carried_and_not_taken_waits_for_the_next_stick(pocket: Pocket) -> None:
    """Central cannot tell that the number of what moves is one of the feed that it leaves, and takes nothing."""
    hall = pocket.town.hall
    with hall.at():
        for _time in range(5):
            offer("Sewing", audience=Audience.AREA)
    pocket.carry(hall)
    with hall.at():
        Activity.update(audience=Audience.CENTRE).execute()
    pocket.export(hall)
    restart_central()
    (carried,) = pocket.answer_all()

    assert (carried.changes, pocket.take_in(hall).changes, pocket.waiting(hall)) == (0, 0, 5)
    assert pocket.carry(hall).changes == 5
    pocket.town.exchange(pocket.town.zuidwijk)
    assert titles(pocket.town.zuidwijk) == []


@pytest.mark.parametrize("has_more_to_say", [False, True])
def test_what_central_lost_is_noticed_by_stick_alone(pocket: Pocket, has_more_to_say: bool) -> None:
    hall = pocket.town.hall
    write(hall, 1)
    pocket.carry(hall)
    backup = central_s_rows()
    write(hall, 2)
    pocket.carry(hall)
    put_central_back(backup)
    restart_central()
    if has_more_to_say:
        write(hall, 3)

    assert pocket.carry(hall).word == "begun_anew"
    for _way in range(2):
        pocket.carry(hall)

    assert at_central() == ({1, 2, 3} if has_more_to_say else {1, 2})
    assert pocket.waiting(hall) == 0


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
