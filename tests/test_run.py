import re
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
from kiosk import data
from kiosk.core import state
from kiosk.core.database import disconnect
from kiosk.security import vault
from tests.opening import centre_key

COMMANDS = ("kiosk", "central", "demo", "sync", "setup", "enrol", "courier", "operator")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Begin in an empty folder without settings in the environment, and let go of the database afterwards."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATA", "PORT", "ZONE", "LANGUAGES", "CENTRE"):
        monkeypatch.delenv(f"PARENTS_POINT_{name}", raising=False)
    yield
    disconnect()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_tells_its_options(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main([command, "--help"])

    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"run.py {command}" in told
    assert "--data DIR" in told


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--help"])

    told = capsys.readouterr().out
    assert [name for name in COMMANDS if not re.search(rf"^ +{name} ", told, re.MULTILINE)] == []


def test_docs_tell_every_command_and_option() -> None:
    told = (Path(run.__file__).parent / "docs" / "COMMANDS.md").read_text(encoding="utf-8")

    parsers = next(action.choices for action in run.build_parser()._actions if action.dest == "command")
    assert isinstance(parsers, dict)
    for name, parser in parsers.items():
        section = told.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        options = [option for action in parser._actions for option in action.option_strings]
        assert [each for each in options if each not in {"-h", "--help"} and f"`{each}" not in section] == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--port", "70000"], "PORT"),
        (["kiosk", "--port", "70000"], "PORT"),
        (["central", "--database", "mysql://there"], "DATABASE"),
        (["setup", "--centre", " "], "CENTRE"),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run.main(words)

    said = capsys.readouterr().err
    assert code == 2
    assert complaint in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("ZONE", "Rotterdam"),
        ("ZONE", "../etc"),
        ("LANGUAGES", "nl,xx"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"PARENTS_POINT_{name}", value)

    assert run.main(["setup"]) == 2
    assert f"PARENTS_POINT_{name}" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["dance"], ["kiosk", "--loud"], ["enrol"]])
def test_nonsense_is_not_understood(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(words)

    assert ended.value.code == 2


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARENTS_POINT_DATA", str(tmp_path / "told"))
    monkeypatch.setenv("PARENTS_POINT_CENTRE", "Zuidwijk")

    code = run.main(["setup", "--data", str(tmp_path / "given")])

    assert code == 0
    assert not (tmp_path / "told").exists()
    assert "Zuidwijk" in (tmp_path / "given" / data.SHEET).read_text(encoding="utf-8")


def test_setup_founds_a_centre_and_writes_its_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run.main(["setup", "--data", "here", "--centre", "Pendrecht", "--area", "NL-RTM"])

    sheet = tmp_path / "here" / data.SHEET
    assert code == 0
    assert str(Path("here") / data.SHEET) in capsys.readouterr().out
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    groups = re.findall(r"<li>([A-Z2-9]{4})</li>", sheet.read_text(encoding="utf-8"))
    opened = centre_key("-".join(groups))
    assert vault.encode(opened.public_key().public_bytes_raw()) == state.get("centre_key")


def test_a_second_setup_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(["setup"])
    (tmp_path / "data" / data.SHEET).unlink()
    key = state.get("centre_key")

    code = run.main(["setup", "--centre", "Another"])

    assert code == 1
    assert "has a centre already" in capsys.readouterr().err
    assert state.get("centre_key") == key
    assert not (tmp_path / "data" / data.SHEET).exists()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")

    assert run.main(["setup"]) == 1
    assert "is not a folder" in capsys.readouterr().err


def test_a_damaged_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kiosk.sqlite").write_bytes(b"this was never a database" * 100)

    assert run.main(["setup"]) == 1
    assert "damaged" in capsys.readouterr().err


def test_data_of_a_newer_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(["setup"])
    disconnect()
    with sqlite3.connect(tmp_path / "data" / "kiosk.sqlite") as stored:
        stored.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    stored.close()

    assert run.main(["sync"]) == 1
    assert "newer version" in capsys.readouterr().err
