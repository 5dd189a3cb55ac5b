"""What central lost while it was not read back, or was moved, or waited, is told again all the same (G7, G8)."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.activities.models import Activity
from kiosk.core import state
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.core.text import Text
from kiosk.registration.models import Registration
from sync.agent import resending, standing
from sync.agent.comparing import compare
from sync.agent.epochs import begin
from sync.agent.transport import Transport
from sync.central.tables import Record
from tests.sync import neighbourhood
from tests.sync.machines import Machine, offer, register
from tests.sync.neighbourhood import Neighbourhood, titles
from tests.sync.setting_back import central_s_rows, put_central_back, restart_central

Back = Callable[[], None]


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    """Let the hall and the kitchen both hold one registration."""
    with neighbourhood.opened(settings, tmp_path) as opened:
        with opened.hall.at():
            register(people=1)
        opened.exchange(opened.hall, opened.kitchen)
        yield opened


def change(machine: Machine, **values: Any) -> None:
    with machine.at():
        Registration.update(**values).execute()


def want_free(machine: Machine, megabytes: int) -> None:
    with machine.at():
        state.put(free_megabytes=megabytes)


def copied() -> Back:
    """Copy central; what is returned puts the copy back and starts central anew."""
    backup = central_s_rows()

    def again() -> None:
        put_central_back(backup)
        restart_central()

    return again


def people(machine: Machine) -> tuple[int, int]:
    with machine.at():
        return Registration.get().people, Registration.get().adults


def epoch(machine: Machine) -> str:
    with machine.at():
        return standing.read().epoch


def is_in_conflict() -> bool:
    return Record.select().where(Record.kind == "conflict").exists()


def test_what_waits_on_a_lost_number_did_not_know_what_took_its_place(town: Neighbourhood) -> None:
    again = copied()
    change(town.hall, people=3)
    town.exchange(town.hall, town.kitchen)
    change(town.kitchen, people=9)
    again()
    change(town.hall, people=7)
    town.exchange(town.hall)

    town.exchange(town.kitchen, town.hall)

    assert is_in_conflict()


def test_what_waits_to_be_told_again_follows_the_second_loss_too(town: Neighbourhood) -> None:
    older = copied()
    with town.hall.at():
        offer("Sewing"), offer("Cooking")
    town.exchange(town.hall)
    newer = copied()
    change(town.hall, people=9)
    town.exchange(town.hall)
    newer()
    tell_again(town.hall)
    older()
    change(town.kitchen, people=5)
    town.exchange(town.kitchen)

    town.exchange(town.hall, town.kitchen, town.hall)

    assert is_in_conflict()


def tell_again(machine: Machine) -> None:
    """Let it hear what is lost, and the line break before it said anything."""
    with machine.at(), closing(line_of()) as line:
        begin(standing.read(), "central")
        resending.finish(line)


def line_of() -> Transport:
    return Transport(state.get("central"), state.get("token"))


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_taken_without_a_number_and_not_read_back_is_told_again(
    town: Neighbourhood, times: int
) -> None:
    change(town.kitchen, adults=2)
    town.exchange(town.kitchen)
    again = copied()
    change(town.hall, people=9)
    want_free(town.hall, 10**12)  # more than there is: it reads nothing
    for _time in range(times):
        town.exchange(town.hall)
        again()
    want_free(town.hall, 0)

    town.exchange(town.hall, town.kitchen, town.hall)

    assert people(town.hall) == people(town.kitchen) == (9, 2)


def test_what_was_read_back_is_not_told_again(town: Neighbourhood) -> None:
    change(town.kitchen, adults=2)
    change(town.hall, people=9)
    town.exchange(town.kitchen, town.hall)
    before = epoch(town.hall)
    restart_central()

    town.exchange(town.hall)

    assert epoch(town.hall) == before


@pytest.mark.parametrize("way", [(Audience.AREA, Audience.CENTRE), (Audience.CENTRE, Audience.AREA)])
def test_a_move_that_waits_over_a_start_is_no_loss(
    town: Neighbourhood, way: tuple[Audience, Audience]
) -> None:
    with town.hall.at():
        for _time in range(5):
            offer("Sewing", audience=way[0])
    town.exchange(town.hall)
    before = epoch(town.hall)
    with town.hall.at():
        Activity.update(audience=way[1]).execute()
    restart_central()

    town.exchange(town.hall, town.zuidwijk)
    assert epoch(town.hall) == before
    assert len(titles(town.zuidwijk)) == (5 if way[1] is Audience.AREA else 0)


def test_what_moves_and_was_lost_where_it_stood_is_told_again(town: Neighbourhood) -> None:
    with town.hall.at():
        offer("old", audience=Audience.AREA)
    for number in range(9):
        change(town.kitchen, people=number)
        town.exchange(town.kitchen)
    town.exchange(town.hall, town.kitchen)
    again = copied()
    with town.hall.at():
        Activity.update(title=Text.of("nl", {"nl": "new"})).execute()
    town.exchange(town.hall)
    with town.hall.at():
        Activity.update(audience=Audience.CENTRE).execute()
    again()

    town.exchange(town.hall, town.kitchen, town.hall, town.kitchen)

    assert titles(town.hall) == titles(town.kitchen) == ["new"]


def test_nothing_is_compared_with_a_life_that_the_kiosk_does_not_know(town: Neighbourhood) -> None:
    """Both feeds end with the same number; what central has was laid over what it had lost."""
    again = copied()
    change(town.hall, people=9)
    town.exchange(town.hall)
    again()
    change(town.kitchen, people=5)
    town.exchange(town.kitchen)
    with town.hall.at(), closing(line_of()) as line:
        found = compare(line)

    assert (found.moved, found.mended, people(town.hall)) == (3, 0, (9, 1))
    town.exchange(town.hall, town.kitchen)
    assert is_in_conflict()
