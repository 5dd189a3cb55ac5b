"""Central was put back from an earlier copy: its kiosks bring what it has lost, and nobody's work is a conflict."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.activities.models import Activity
from kiosk.conflicts.models import Conflict
from kiosk.core import erasure, outbox, state
from kiosk.core.erasure import Tombstone
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from kiosk.retention.services import forget_household, forget_what_hung_on
from sync.central.tables import Record
from tests.sync import neighbourhood
from tests.sync.forgotten import central_s_tables, come, is_anywhere, told
from tests.sync.machines import Machine, offer, register, waiting
from tests.sync.neighbourhood import Neighbourhood, titles
from tests.sync.setting_back import at_central, central_s_rows, here, put_central_back, restart_central

Restart = Callable[[], None]


@pytest.fixture
def town(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neighbourhood]:
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture(params=["started anew", "running"])
def restart(request: pytest.FixtureRequest) -> Restart:
    """Return what central does once the copy is there; one that goes on running notices nothing in these seconds."""
    return restart_central if request.param == "started anew" else int


def everybody(town: Neighbourhood) -> list[Machine]:
    return [town.hall, town.kitchen, town.zuidwijk, town.office]


def own_activity(title: str) -> Activity:
    """Write an activity of this very centre, open to its area."""
    return offer(title, centre=state.get("centre"), audience=Audience.AREA)


def no_conflict(*machines: Machine) -> bool:
    found = 0
    for machine in machines:
        with machine.at():
            found += Conflict.select().count() + outbox.Refused.select().count()
    return not found


def test_what_central_has_lost_is_told_again(town: Neighbourhood, restart: Restart) -> None:
    with town.hall.at():
        row = register(number=1)
    town.exchange(town.hall, town.kitchen)
    backup = central_s_rows()
    with town.hall.at():
        Registration.update(number=11).where(Registration.id == row.id).execute()
        register(number=2)
    with town.kitchen.at():
        register(number=4)
    town.exchange(town.hall, town.kitchen, town.hall)
    with town.hall.at():
        register(number=5)
    put_central_back(backup)
    restart()

    town.exchange(town.hall, town.kitchen, town.hall)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert (here(), waiting()) == ({11, 2, 4, 5}, [])
            assert state.get("epoch_reason") == "central"
    assert at_central() == {11, 2, 4, 5}
    assert no_conflict(town.hall, town.kitchen)


def test_it_is_told_once_and_then_all_is_quiet(town: Neighbourhood, restart: Restart) -> None:
    backup = central_s_rows()
    with town.hall.at():
        register(number=1)
    town.exchange(town.hall, town.kitchen)
    put_central_back(backup)
    restart()
    town.exchange(town.hall, town.kitchen, town.hall, town.kitchen)

    with town.hall.at():
        epoch, head = state.get("epoch"), outbox.head()
    town.exchange(town.hall, town.kitchen, town.hall)

    with town.hall.at():
        assert (state.get("epoch"), outbox.head()) == (epoch, head)
        assert here() == {1}


def test_whoever_comes_first_nobody_takes_what_is_anothers(town: Neighbourhood, restart: Restart) -> None:
    backup = central_s_rows()
    with town.hall.at():
        own_activity("Naaien")
    with town.office.at():
        offer("Everywhere", audience=Audience.NETWORK, centre=state.get("centre"))
    town.exchange(*everybody(town), town.kitchen, town.zuidwijk)
    put_central_back(backup)
    restart()

    # The neighbour has seen both, and is the first to come back.
    town.exchange(town.zuidwijk)
    assert not Record.select().exists()
    town.exchange(*everybody(town), *everybody(town))

    assert {titles(machine)[-1] for machine in everybody(town)[:3]} == {"Naaien"}
    assert [titles(machine)[0] for machine in everybody(town)] == ["Everywhere"] * 4
    assert no_conflict(*everybody(town))


def test_of_two_that_remember_the_later_is_believed(town: Neighbourhood, restart: Restart) -> None:
    with town.hall.at():
        row = register(number=1)
    town.exchange(town.hall)
    backup = central_s_rows()
    with town.hall.at():
        Registration.update(number=2).execute()
    town.exchange(town.hall, town.kitchen)
    with town.kitchen.at():
        Registration.update(number=3).execute()
    town.exchange(town.kitchen)
    put_central_back(backup)
    restart()

    # The hall still has 2, which the kitchen knew when it wrote 3.
    town.exchange(town.hall, town.kitchen, town.hall)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert Registration.get_by_id(row.id).number == 3
    assert (at_central(), no_conflict(town.hall, town.kitchen)) == ({3}, True)


def test_what_was_written_meanwhile_on_either_timeline_is_kept(town: Neighbourhood) -> None:
    with town.hall.at():
        row = register(number=1, people=1)
    town.exchange(town.hall, town.kitchen)
    backup = central_s_rows()
    with town.hall.at():
        Registration.update(number=2).execute()
    town.exchange(town.hall)
    put_central_back(backup)
    restart_central()
    with town.kitchen.at():
        Registration.update(people=5).execute()
    with town.hall.at():
        Registration.update(adults=2).execute()

    town.exchange(town.kitchen, town.hall, town.kitchen)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            kept = Registration.get_by_id(row.id)
            assert (kept.number, kept.people, kept.adults) == (2, 5, 2)
    assert no_conflict(town.hall, town.kitchen)


def test_who_was_forgotten_stays_forgotten(town: Neighbourhood, restart: Restart) -> None:
    with town.hall.at():
        household = come()
    town.exchange(town.hall, town.kitchen)
    backup = central_s_rows()
    with town.hall.at():
        forget_household(household.id)
    town.exchange(town.hall, town.kitchen)
    put_central_back(backup)
    restart()
    assert is_anywhere([household.name_sealed or ""], central_s_tables())

    # The one that was only told of it comes first, and does not take her back.
    town.exchange(town.kitchen)
    with town.kitchen.at():
        assert told() == set()
    town.exchange(town.hall)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert told() == set()
            assert Tombstone.select().exists()
    assert not is_anywhere([household.name_sealed or ""], central_s_tables())
