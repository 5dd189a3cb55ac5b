"""Kiosks in 1970, in 2099, on clocks that jump: what was written later stands, and every screen knows the day (G9)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.core import stretches, today
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from tests.clocks import MONDAY, Clocks
from tests.sync import neighbourhood
from tests.sync.machines import Machine, refetched, register
from tests.sync.neighbourhood import Neighbourhood

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
IN_1970, IN_2099 = 5 * MINUTE - MONDAY, 73 * 365 * DAY
WRONG = [IN_1970, IN_2099, -3 * HOUR, 3 * HOUR]


@pytest.fixture
def clocks() -> Iterator[Clocks]:
    with Clocks().ruling() as clocks:
        yield clocks


@pytest.fixture
def town(clocks: Clocks, settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def row(town: Neighbourhood) -> Registration:
    """Write what both kiosks of the centre know."""
    with town.hall.at():
        row = register(people=1)
    town.exchange(town.hall, town.kitchen)
    return row


def write(machine: Machine, people: int, clocks: Clocks, skew: int = 0) -> None:
    """Change the registration at a kiosk whose clock is wrong by `skew`; a minute passes."""
    clocks.skew = skew
    with machine.at():
        stretches.look()
        Registration.update(people=people).execute()
    clocks.skew = 0
    clocks.wait(MINUTE)


def exchange(town: Neighbourhood, machine: Machine, clocks: Clocks, skew: int = 0) -> None:
    clocks.skew = skew
    town.exchange(machine)
    clocks.skew = 0
    clocks.wait(MINUTE)


def standing(town: Neighbourhood, row: Registration) -> set[int]:
    """Return what stands once everybody has heard of everything."""
    for _time in range(2):
        town.exchange(town.hall, town.kitchen)
    found = set()
    for machine in (town.hall, town.kitchen):
        with machine.at():
            found.add(refetched(row).people)
    return found


@pytest.mark.parametrize("skew", WRONG)
@pytest.mark.parametrize("is_set_right", [False, True])
def test_the_later_value_stands_whichever_comes_first(
    skew: int, is_set_right: bool, town: Neighbourhood, row: Registration, clocks: Clocks
) -> None:
    afterwards = 0 if is_set_right else skew
    write(town.hall, 2, clocks, skew)
    write(town.kitchen, 3, clocks)
    exchange(town, town.kitchen, clocks)
    exchange(town, town.hall, clocks, afterwards)
    assert standing(town, row) == {3}

    write(town.kitchen, 4, clocks)
    write(town.hall, 5, clocks, skew)
    exchange(town, town.hall, clocks, afterwards)
    exchange(town, town.kitchen, clocks)
    assert standing(town, row) == {5}


def test_a_clock_that_jumps_back_and_forth_keeps_the_order(
    town: Neighbourhood, row: Registration, clocks: Clocks
) -> None:
    for people, skew in ((2, IN_1970), (3, IN_2099), (4, 0)):
        write(town.hall, people, clocks, skew)
    write(town.kitchen, 5, clocks)
    write(town.hall, 6, clocks, IN_1970)
    exchange(town, town.hall, clocks, IN_2099)
    exchange(town, town.kitchen, clocks)

    assert standing(town, row) == {6}


def test_of_a_boot_that_is_over_an_unbelieved_reading_orders_nothing(
    town: Neighbourhood, row: Registration, clocks: Clocks
) -> None:
    """What arrives later stands then, and the other value is kept as a conflict."""
    write(town.hall, 2, clocks, IN_1970)
    clocks.restart()
    write(town.kitchen, 3, clocks)
    exchange(town, town.kitchen, clocks)
    exchange(town, town.hall, clocks)

    assert standing(town, row) == {2}


def test_of_a_boot_that_is_over_a_reading_that_was_believed_counts(
    town: Neighbourhood, row: Registration, clocks: Clocks
) -> None:
    write(town.hall, 2, clocks)
    clocks.restart()
    write(town.kitchen, 3, clocks)
    exchange(town, town.kitchen, clocks)
    exchange(town, town.hall, clocks)

    assert standing(town, row) == {3}


@pytest.mark.parametrize("skew", WRONG)
def test_after_one_contact_the_right_day_is_known_and_the_clock_is_said_to_be_wrong(
    skew: int, town: Neighbourhood, clocks: Clocks
) -> None:
    clocks.skew = skew
    town.exchange(town.hall)
    clocks.wait(30 * HOUR)

    with town.hall.at():
        found = today.moment()
        assert (found.at, found.is_sure, found.is_right) == (clocks.true, True, False)
        shown = today.here(clocks.true, "Europe/Amsterdam")
        assert abs(today.now_here() - shown) < timedelta(seconds=1)


def test_a_clock_that_is_set_right_is_believed_at_once(town: Neighbourhood, clocks: Clocks) -> None:
    clocks.skew = IN_1970
    town.exchange(town.hall)
    clocks.skew = 0

    with town.hall.at():
        assert today.moment() == (clocks.true, True, True, True)
