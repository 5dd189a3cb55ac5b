"""Each start of central is another life of its database: who lost nothing by it goes on as before (G7)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.agent import standing
from sync.central import timeline
from sync.central.tables import Life
from tests.sync import neighbourhood
from tests.sync.machines import Machine, register
from tests.sync.neighbourhood import Neighbourhood
from tests.sync.setting_back import Copy, at_central, central_s_rows, here, put_central_back, restart_central


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def write(machine: Machine, *numbers: int) -> None:
    with machine.at():
        for number in numbers:
            register(number=number)


def epoch(machine: Machine) -> tuple[str, str]:
    """Return the epoch, and why it began."""
    with machine.at():
        return standing.read().epoch, state.get("epoch_reason", "")


def known(machine: Machine) -> tuple[str, list[str]]:
    """Return the life that a kiosk knows, and the ones before."""
    with machine.at():
        now = standing.read()
        return now.timeline, list(now.lives)


def test_who_lost_nothing_goes_on_in_the_same_epoch_and_remembers_the_former_lives(
    town: Neighbourhood,
) -> None:
    write(town.hall, 1)
    town.exchange(town.hall, town.kitchen)
    epochs = epoch(town.hall), epoch(town.kitchen)
    names = [timeline.current()]
    write(town.hall, 2)

    for number in (3, 4):
        restart_central()
        write(town.kitchen, number)
        town.exchange(town.kitchen, town.hall, town.kitchen)
        names.append(timeline.current())

    assert (epoch(town.hall), epoch(town.kitchen)) == epochs
    for machine in (town.hall, town.kitchen):
        assert known(machine) == (names[2], [names[1], names[0]])
        with machine.at():
            assert here() == {1, 2, 3, 4}
    assert at_central() == {1, 2, 3, 4}


def test_who_had_read_nothing_of_what_is_lost_goes_on_too(town: Neighbourhood) -> None:
    write(town.hall, 1)
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    backup = central_s_rows()
    before = epoch(town.zuidwijk), epoch(town.kitchen)
    write(town.hall, 2)
    town.exchange(town.hall)
    put_central_back(backup)
    restart_central()

    town.exchange(town.kitchen, town.zuidwijk, town.hall, town.kitchen)

    assert (epoch(town.zuidwijk), epoch(town.kitchen)) == before
    assert epoch(town.hall)[1] == "central"
    with town.kitchen.at():
        assert here() == {1, 2}


def test_a_copy_that_is_older_than_the_last_start_tells_up_to_where_it_goes(town: Neighbourhood) -> None:
    """Only what came after is told again, though central knows nothing of the life in which it came."""
    write(town.hall, 1, 2)
    town.exchange(town.hall)
    backup = central_s_rows()
    restart_central()
    write(town.hall, 3)
    town.exchange(town.hall)
    put_central_back(backup)
    restart_central()

    town.exchange(town.hall)

    assert (at_central(), epoch(town.hall)[1]) == ({1, 2, 3}, "central")
    with town.hall.at():
        # Numbers begin at 1 in a new epoch.
        assert outbox.head() == 1


def test_who_knows_no_life_that_central_remembers_tells_all_that_it_holds(town: Neighbourhood) -> None:
    write(town.hall, 1, 2)
    town.exchange(town.hall)
    Life.delete().execute()
    restart_central()

    town.exchange(town.hall, town.kitchen)

    assert (at_central(), epoch(town.hall)[1]) == ({1, 2}, "central")
    with town.hall.at():
        assert (outbox.head(), standing.read().lives) == (2, {})


def test_what_stood_there_already_when_it_was_told_again_is_not_told_at_each_start(
    town: Neighbourhood,
) -> None:
    write(town.hall, 1)
    town.exchange(town.hall, town.kitchen)
    backup = central_s_rows()
    for people in (9, 2):
        with town.hall.at():
            Registration.update(people=people).execute()
        town.exchange(town.hall)
    put_central_back(backup)

    for _start in range(2):
        restart_central()
        town.exchange(town.hall, town.kitchen)

    with town.hall.at():
        assert (standing.read().epochs, Registration.get().people, here()) == (1, 2, {1})


def test_a_card_put_back_while_central_was_started_anew_begins_one_epoch(town: Neighbourhood) -> None:
    """What it says once more is numbered in a life that it does not know, and looked like a loss of central's then."""
    write(town.hall, 1)
    town.exchange(town.hall)
    write(town.hall, 2)
    copy = Copy.of(town.hall)
    restart_central()
    write(town.kitchen, 5)
    town.exchange(town.kitchen, town.hall)
    write(town.hall, 3)
    town.exchange(town.hall)
    copy.put_back()

    town.exchange(town.hall)

    with town.hall.at():
        assert (standing.read().epochs, state.get("epoch_reason"), here()) == (1, "restored", {1, 2, 3, 5})
