"""What is told again after central was put back is told in portions, to whatever central stands there now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import IntegrityError

from kiosk.conflicts.models import Conflict
from kiosk.core import state
from kiosk.core.database import database
from kiosk.core.record import SharedRecord, kinds
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.agent import resending
from sync.agent.enrol import enrol
from sync.central.tables import TABLES, History
from tests.sync import neighbourhood
from tests.sync.machines import register
from tests.sync.neighbourhood import Neighbourhood
from tests.sync.setting_back import at_central, central_s_rows, here, put_central_back, restart_central
from tests.sync.street import exchange


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("moment", ["AFTER INSERT ON outbox", "AFTER UPDATE ON registration"])
def test_a_plug_that_is_pulled_while_it_is_told_again_costs_nothing(
    town: Neighbourhood, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resending, "PORTION_ROWS", 2)
    backup = central_s_rows()
    with town.hall.at():
        for number in range(1, 8):
            register(number=number)
        gone = register(number=8)
    town.exchange(town.hall)
    with town.hall.at():
        gone.delete_instance()
    town.exchange(town.hall)
    put_central_back(backup)
    restart_central()

    with town.hall.at():
        plug = f"CREATE TRIGGER plug {moment} WHEN (SELECT COUNT(*) FROM outbox) > 4 "
        database.execute_sql(plug + "BEGIN SELECT RAISE(ABORT, 'pulled'); END")
        with pytest.raises(IntegrityError, match="pulled"):
            exchange()
        database.execute_sql("DROP TRIGGER plug")
    town.exchange(town.hall, town.kitchen)

    assert at_central() == set(range(1, 8))
    with town.kitchen.at():
        assert here() == set(range(1, 8))


def test_a_kiosk_that_moves_to_another_network_brings_its_centre(town: Neighbourhood) -> None:
    with town.hall.at():
        register(number=1)
        identity = state.get("centre")
    town.exchange(town.hall)
    for table in TABLES:
        table.delete().execute()
    restart_central()
    elsewhere = town.network.found("Elsewhere")

    with town.hall.at():
        assert exchange().problem == "unknown_token"
        answer = enrol(town.network.url, town.network.code(elsewhere), "Hall")
        register(number=2)
        assert exchange().is_synced

        assert (answer.centre, here()) == (identity, {1, 2})
    assert at_central() == {1, 2}


def test_where_nobody_noticed_a_value_that_was_told_over_is_history(town: Neighbourhood) -> None:
    with town.hall.at():
        row = register(number=1, people=1)
    town.exchange(town.hall, town.kitchen)
    backup = central_s_rows()
    with town.hall.at():
        Registration.update(number=2).execute()
    town.exchange(town.hall)
    put_central_back(backup)
    with town.kitchen.at():
        Registration.update(people=5).execute()

    town.exchange(town.kitchen, town.hall, town.kitchen)

    with town.kitchen.at():
        stands = Registration.get_by_id(row.id).people
    assert {stands, *(int(old.value) for old in History.select().where(History.field == "people"))} == {1, 5}


@pytest.mark.parametrize("turns", [("hall", "kitchen"), ("kitchen", "hall")])
def test_what_waited_to_be_said_follows_what_is_told_again(
    town: Neighbourhood, turns: tuple[str, str]
) -> None:
    backup = central_s_rows()
    with town.hall.at():
        register(number=1, people=2)
    town.exchange(town.hall, town.kitchen)
    with town.hall.at():
        Registration.update(people=5).execute()
    put_central_back(backup)
    restart_central()

    first, second = (getattr(town, name) for name in turns)
    town.exchange(first, second, first)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert Registration.get().people == 5
            assert not Conflict.select().exists()


def test_what_waited_and_what_came_meanwhile_is_a_choice_for_the_desk(town: Neighbourhood) -> None:
    backup = central_s_rows()
    with town.hall.at():
        register(number=1, people=2)
    town.exchange(town.hall, town.kitchen)
    with town.hall.at():
        Registration.update(people=5).execute()
    with town.kitchen.at():
        Registration.update(people=3).execute()
    town.exchange(town.kitchen)
    put_central_back(backup)
    restart_central()

    town.exchange(town.hall, town.kitchen, town.hall, town.kitchen)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert {Registration.get().people, Conflict.get().value} == {5, 3}


def test_every_open_kind_says_by_what_it_belongs_to_its_centre() -> None:
    open_kinds = {name for name, model in kinds().items() if issubclass(model, SharedRecord)}

    assert resending.OWN_IN_AREA.keys() <= open_kinds
    # What stands in an area and is not named is the office's: nobody else tells it again.
    assert open_kinds - resending.OWN_IN_AREA.keys() == {"module", "topic", "training"}
