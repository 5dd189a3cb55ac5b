"""A kiosk that was away for longer than central remembers reads its feeds anew, and nobody at its screen notices."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import DatabaseError

from kiosk.core import clock, erasure, state
from kiosk.core.database import database
from kiosk.core.incoming import Incoming
from kiosk.core.settings import Settings
from kiosk.registration.models import Household, Registration
from kiosk.retention.services import forget_household, forget_what_hung_on
from sync.agent import laying
from sync.agent.exchange import exchange_once
from sync.agent.transport import Transport
from sync.central import pages
from sync.central.pruning import Pruner, Terms
from sync.central.tables import Feed
from tests.sync import street as streets
from tests.sync.forgotten import come, consent, files_of, is_anywhere, told
from tests.sync.machines import register, waiting
from tests.sync.setting_back import here
from tests.sync.street import Street, exchange

# Everything that is gone is long gone.
LONG_AFTER = Terms(tombstone_days=-1)
FEW = 2


@pytest.fixture
def street(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    monkeypatch.setattr(pages.Budget.__init__, "__defaults__", (FEW, 10_000))
    monkeypatch.setattr(laying, "PORTION_ROWS", 2)
    with streets.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def away(street: Street) -> Street:
    """Let the hall be away while somebody is forgotten, and central forget that too; the gate leads to the hall."""
    with street.hall.at():
        household = come()
        for number in range(10, 16):
            register(number=number)
        exchange()
    with street.kitchen.at():
        exchange()
        forget_household(household.id)
        Registration.delete().where(Registration.number == 10).execute()
        Registration.update(number=99).where(Registration.number == 11).execute()
        register(number=20)
        exchange()
    assert Pruner(LONG_AFTER, clock.wall()).run()
    assert Feed.select().where(Feed.horizon > 0).exists()
    return street


AFTERWARDS = {99, 12, 13, 14, 15, 20}


def test_it_forgets_what_central_has_forgotten(away: Street) -> None:
    with away.hall.at():
        assert told() == {"household", "registration", "consent"}
        report = exchange()

        assert (report.is_synced, here()) == (True, AFTERWARDS)
        assert not Household.select().exists()
        assert (state.get("anew"), Incoming.select().count()) == ({}, 0)
        assert waiting() == []
        assert state.get("epoch_reason") is None


def test_what_waits_here_stays_and_is_judged(away: Street) -> None:
    with away.hall.at():
        Registration.update(number=77).where(Registration.number == 12).execute()
        Registration.update(number=78).where(Registration.number == 10).execute()
        register(number=21)

        assert exchange().is_synced

        # 10 was erased meanwhile: central's tombstone is forgotten, its number is below the horizon.
        assert here() == AFTERWARDS - {12} | {77, 21}
    with away.kitchen.at():
        exchange()
        assert here() == AFTERWARDS - {12} | {77, 21}


def test_what_hung_on_what_is_gone_goes_too(away: Street) -> None:
    with away.hall.at():
        household = Household.get()
        written_here = consent(household)

        assert exchange().is_synced

        assert told() == {"registration"}
        assert written_here.household == household.id
        erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(away.hall))


@pytest.mark.parametrize("cut", [1, 2])
def test_a_line_that_breaks_costs_nothing_that_was_gathered(away: Street, cut: int) -> None:
    with away.hall.at():
        for _call in range(cut):
            line = Transport(away.gate.url, state.get("token"))
            exchange_once(line)
            line.close()
        gathered = Incoming.select().count()
        assert gathered > 0
        # Until it is whole, all stands as it stood.
        assert here() >= {10, 11}

        away.gate.limit(down=10)
        assert exchange().problem == "line"
        assert Incoming.select().count() == gathered
        away.gate.limit()

        assert exchange().is_synced
        assert here() == AFTERWARDS


@pytest.mark.parametrize(
    "moment",
    [
        "AFTER DELETE ON registration",
        "AFTER DELETE ON incoming",
        "AFTER INSERT ON incoming WHEN NEW.kind = 'registration'",
        "AFTER INSERT ON state WHEN NEW.name = 'anew'",
    ],
)
def test_a_plug_that_is_pulled_while_it_is_laid_in_is_made_good(away: Street, moment: str) -> None:
    with away.hall.at():
        database.execute_sql(f"CREATE TRIGGER plug {moment} BEGIN SELECT RAISE(ABORT, 'pulled'); END")
        with pytest.raises((DatabaseError, Exception), match="pulled"):
            exchange()
        database.execute_sql("DROP TRIGGER plug")

        assert exchange().is_synced
        assert here() == AFTERWARDS
        assert Incoming.select().count() == 0


def test_it_is_laid_in_by_portions_and_others_write_in_between(away: Street) -> None:
    held: list[int] = []
    with away.hall.at():
        database.connection().set_trace_callback(
            lambda sql: held.append(0) if sql.startswith("BEGIN") else held.append(1)
        )
        exchange()
        database.connection().set_trace_callback(None)

        begun = held.count(0)
        assert begun >= len(AFTERWARDS) // laying.PORTION_ROWS


def test_what_was_written_here_while_it_was_read_stays(away: Street) -> None:
    with away.hall.at():
        line = Transport(away.gate.url, state.get("token"))
        exchange_once(line)
        Registration.update(number=55).where(Registration.number == 13).execute()
        register(number=22)
        exchange_once(line)
        line.close()

        assert exchange().is_synced
        assert here() == AFTERWARDS - {13} | {55, 22}
    with away.kitchen.at():
        exchange()
        assert here() == AFTERWARDS - {13} | {55, 22}
