"""Whenever the plug is pulled, rows, receipts and cursors are from before or from after, never mixed (G5)."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import database, outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.agent import standing
from tests.sync.machines import Machine, register, waiting
from tests.sync.network import Network

PROJECT = Path(__file__).resolve().parents[3]
BEFORE_THE_COMMIT = [
    "AFTER DELETE ON outbox WHEN OLD.n = 1",
    "AFTER DELETE ON outbox WHEN OLD.n = 3",
    "AFTER UPDATE OF version ON registration",
    "AFTER INSERT ON registration",
    "AFTER INSERT ON registration WHEN NEW.number = 19",
    "AFTER INSERT ON state WHEN NEW.name = 'acknowledged'",
    "AFTER INSERT ON state WHEN NEW.name = 'cursors'",
    "AFTER INSERT ON state WHEN NEW.name = 'last_seen'",
    "AFTER UPDATE ON capture WHEN NEW.is_applying = 0",
]


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(Settings(data=tmp_path, port=0), tmp_path)
    yield made
    database.disconnect()
    made.close()


@pytest.fixture
def hall(network: Network) -> Machine:
    """Prepare a kiosk with three changes to send, and twenty records of its sister to read."""
    centre = network.found("Pendrecht")
    kitchen, hall = network.join(centre, "kitchen"), network.join(centre, "hall")
    with kitchen.at():
        for number in range(20):
            register(number=number)
    network.exchange(kitchen)
    with hall.at():
        for _time in range(3):
            register(number=90)
    return hall


def run_until_the_plug_is_pulled(machine: Machine, moment: str) -> None:
    command = [sys.executable, "-m", "tests.sync.agent.pulled_plug", str(machine.path), moment]
    ended = subprocess.run(command, cwd=PROJECT, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", BEFORE_THE_COMMIT)
def test_a_plug_pulled_before_the_commit_leaves_everything_as_it_was(
    network: Network, hall: Machine, moment: str
) -> None:
    with hall.at():
        before = standing.read()

    run_until_the_plug_is_pulled(hall, moment)

    with hall.at():
        assert standing.read() == before
        assert (waiting(), Registration.select().count()) == ([1, 2, 3], 3)
        assert outbox.Capture.get().is_applying is False
    (report,) = network.exchange(hall)
    assert report.is_synced
    with hall.at():
        assert (waiting(), Registration.select().count(), outbox.head()) == ([], 23, 3)


def test_a_plug_pulled_after_the_commit_loses_nothing_of_it(network: Network, hall: Machine) -> None:
    run_until_the_plug_is_pulled(hall, "")

    with hall.at():
        assert (waiting(), Registration.select().count()) == ([], 23)
        assert (state.get("acknowledged"), outbox.head()) == (3, 3)
    (report,) = network.exchange(hall)
    assert (report.is_synced, report.pulled) == (True, 0)
