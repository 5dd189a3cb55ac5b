"""A kiosk and a central without a screen carry by command (docs/COMMANDS.md)."""

from pathlib import Path

import pytest

import run
from kiosk.core import database as kiosk_database
from kiosk.core.settings import Settings
from sync.central import database
from tests.sync.machines import register
from tests.sync.network import Network


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def kiosk(tmp_path: Path) -> Path:
    """Enrol a kiosk in a folder of its own, and write something there; central lies in another one."""
    central, folder = tmp_path / "central", tmp_path / "kiosk"
    folder.mkdir()
    network = Network(Settings(data=central, port=0), folder)
    network.join(network.found("Pendrecht"), "kiosk")
    register()
    kiosk_database.disconnect()
    network.close()
    return folder


def courier(capsys: pytest.CaptureFixture[str], deed: str, place: Path, data: Path) -> tuple[int, str]:
    code = run.main(["courier", deed, str(place), "--data", str(data)])
    kiosk_database.disconnect()
    database.disconnect()
    said = capsys.readouterr()
    return code, said.out + said.err


def test_there_and_back(kiosk: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    central = tmp_path / "central"

    ways = [("export", kiosk), ("answer", central), ("import", kiosk), ("import", kiosk)]
    told = [courier(capsys, deed, stick, data) for deed, data in ways]

    assert [code for code, _said in told] == [0, 0, 0, 1]
    assert "1 change is on the stick." in told[0][1]
    assert "kiosk: 1 changes taken, 0 of them refused" in told[1][1]
    assert "Central has received 1 change more." in told[2][1]
    assert "no answer of central" in told[3][1]


def test_what_cannot_be_answered_is_told_with_its_name(
    kiosk: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    central = tmp_path / "central"
    assert courier(capsys, "answer", stick, central) == (1, "There is no bundle of a kiosk here.\n")
    courier(capsys, "export", stick, kiosk)
    (path,) = stick.glob("*/*.up")
    path.write_bytes(path.read_bytes()[:-1])
    (stick / "letter.up").write_text("a letter from Hana to Amal")

    code, said = courier(capsys, "answer", stick, central)

    assert code == 1
    assert f"{path.name} is not answered: it is not whole" in said
    assert "letter.up is not answered: this is no bundle" in said
    assert list(stick.glob("**/*.down")) == []


def test_a_stick_that_is_not_there(kiosk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = courier(capsys, "export", tmp_path / "nowhere", kiosk)

    assert code == 1
    assert "The stick is not there any more." in said
