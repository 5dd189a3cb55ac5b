"""The worker compares by itself, and the command does when it is asked to (G16)."""

from pathlib import Path

import pytest

import run
from kiosk.core import outbox, state
from kiosk.core.database import connect
from kiosk.core.settings import Settings
from kiosk.needs import services as needs
from kiosk.needs.models import Need
from sync.agent.pace import Pace
from sync.agent.worker import Worker, WorkerState
from sync.central import console, prepare
from tests.programs import running
from tests.sync.comparing.eyes import by_hand
from tests.sync.machines import Machine
from tests.sync.neighbourhood import Neighbourhood

DAY = 26 * 60 * 60 * 1_000


def test_the_worker_compares_when_a_day_has_gone_by(street: Neighbourhood) -> None:
    by_hand(street.hall, "UPDATE registration SET people = 9")
    worker = Worker(pace=Pace(interval=3_600))

    with street.hall.at():
        state.put(compared_at=state.get("last_contact") - DAY)
        worker.start()
        has_rested = worker.wait_for(lambda: worker.state == WorkerState.IDLE, 20)
        worker.stop()
        outbox.news.clear()
        repaired = state.get("repaired")

    assert has_rested
    assert repaired == 1


def test_the_command_prints_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prepare(Settings(data=tmp_path / "central"))
    code = console.create_code(console.create_centre("Pendrecht", "NL-RTM"))
    with running("central", "--data", str(tmp_path / "central"), "--port", "0") as central:
        hall = ["--data", str(tmp_path / "hall")]
        address = f"http://127.0.0.1:{central.port()}"
        run.main(["enrol", *hall, "--central", address, "--code", code, "--name", "hall"])
        needs.ask("school", "ar")
        needs.hand_on()
        run.main(["sync", *hall])
        by_hand(Machine(tmp_path / "hall" / "kiosk.sqlite"), "UPDATE need SET language = 'tr'")
        capsys.readouterr()

        codes = [run.main(["sync", *hall, "--compare"]) for _time in range(2)]

    connect()
    told = capsys.readouterr()
    assert codes == [0, 1]
    assert told.out.splitlines()[1:3] == ["the same in 2 feeds", f"fetched anew: need {Need.get().id.hex}"]
    assert "compared_lately" in told.err
    assert Need.get().language == "ar"
