import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import run
from kiosk import data
from kiosk.core import outbox, state
from kiosk.core.database import disconnect
from kiosk.core.settings import Settings
from kiosk.needs import services as needs
from sync.central import console, prepare
from sync.central.tables import Centre
from tests.programs import Program, running

REPORT = r"^(\d+) of (\d+) acknowledged, last contact \d+ [A-Z][a-z]+ \d\d:\d\d$"


@dataclass
class Network:
    """A real central in a process of its own, with one centre in its console."""

    program: Program
    port: int
    centre: Centre
    folder: Path

    def words(self, name: str, *, code: str = "") -> list[str]:
        """Return how the kiosk of that name is enrolled."""
        given = code or console.create_code(self.centre)
        address = f"http://127.0.0.1:{self.port}"
        return ["enrol", "--data", self.data(name), "--central", address, "--code", given, "--name", name]

    def data(self, name: str) -> str:
        return str(self.folder / name)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    folder = tmp_path / "central"
    prepare(Settings(data=folder))
    centre = console.create_centre("Pendrecht", "NL-RTM")
    with running("central", "--data", str(folder), "--port", "0") as central:
        yield Network(central, central.port(), centre, tmp_path)
    disconnect()


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_first_kiosk_of_a_centre_founds_it(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    code = run.main(network.words("hall"))

    lines = said(capsys)
    assert code == 0
    assert lines[0] == "This kiosk belongs to Pendrecht now."
    assert (network.folder / "hall" / data.SHEET).exists()
    assert state.get("centre") == network.centre.id


def test_all_that_was_said_is_acknowledged(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(network.words("hall"))
    needs.ask("school", "ar")
    needs.hand_on()
    capsys.readouterr()

    code = run.main(["sync", "--data", network.data("hall")])

    report = re.match(REPORT, said(capsys)[0])
    assert code == 0
    assert report
    assert int(report[1]) == int(report[2]) == outbox.head() > 1


def test_a_centre_founded_without_a_line_keeps_its_key(network: Network) -> None:
    run.main(["setup", "--data", network.data("hall"), "--centre", "Pendrecht"])
    key, sheet = state.get("centre_key"), network.folder / "hall" / data.SHEET
    sheet.unlink()

    assert run.main(network.words("hall")) == 0
    assert state.get("centre_key") == key
    assert not sheet.exists()


def test_the_second_kiosk_joins_and_can_be_opened_by_the_same_sheet(network: Network) -> None:
    run.main(network.words("hall"))
    run.main(["sync", "--data", network.data("hall")])
    key, kiosk = state.get("centre_key"), state.get("kiosk")

    assert run.main(network.words("kitchen")) == 0
    assert state.get("centre_key") == key
    assert state.get("kiosk") != kiosk
    assert not (network.folder / "kitchen" / data.SHEET).exists()


def test_it_fails_when_central_is_gone(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(network.words("hall"))
    run.main(["sync", "--data", network.data("hall")])
    needs.ask("health", "nl")
    needs.hand_on()
    network.program.end()
    capsys.readouterr()

    code = run.main(["sync", "--data", network.data("hall")])

    told = capsys.readouterr()
    assert code == 1
    assert re.match(r"(\d+) of (?!\1 )\d+ acknowledged", told.out)
    assert "Central does not answer" in told.err


def test_it_fails_before_the_kiosk_was_enrolled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["sync", "--data", str(tmp_path / "data")]) == 1
    assert "not enrolled yet" in capsys.readouterr().err
    disconnect()


def test_a_wrong_code_enrols_nobody(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(network.words("hall", code="ABCD-EFGH")) == 1
    assert "does not know this code" in capsys.readouterr().err
    assert state.get("token") is None


def test_a_code_is_good_once(network: Network) -> None:
    words = network.words("hall")
    run.main(words)

    assert run.main([*words, "--data", network.data("kitchen")]) == 1


def test_it_works_while_the_kiosk_is_open(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(network.words("hall"))
    with running("kiosk", "--data", network.data("hall"), "--port", "0") as kiosk:
        kiosk.port()
        needs.ask("money", "tr")
        needs.hand_on()
        capsys.readouterr()

        code = run.main(["sync", "--data", network.data("hall")])

        assert kiosk.end() == 0
    assert code == 0
    assert re.match(REPORT, said(capsys)[0])
