"""One touch, asked once, ends everything cleanly and switches the machine off."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

from kiosk.app import create_app
from kiosk.core.database import database, disconnect
from kiosk.core.settings import Settings
from kiosk.security.audit import AuditLine
from tests.programs import END_SECONDS, Program, running
from tests.team import Colleague, Team, sit_down

AtDesk = Callable[[str], Colleague]
# What stands where systemctl would: it tells how much waits in the log of the database at that moment. With the last
# line to the database SQLite takes the log away.
LOOK = (
    "import pathlib, sys; seen, log = map(pathlib.Path, sys.argv[1:]); "
    "seen.write_text(str(log.stat().st_size if log.exists() else 0))"
)


def ask(port: int, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    """Return where an answer leads to, and its text; a form is sent where there is one."""
    line = HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("GET" if form is None else "POST", path, urlencode(form or {}), kind)
        answer = line.getresponse()
        return answer.getheader("Location") or "", answer.read().decode()
    finally:
        line.close()


@contextmanager
def kiosk_with(command: str, team: Team, folder: Path) -> Iterator[tuple[Program, int, str]]:
    """Run a kiosk in which Omar has signed in; yields it, its port, and the address of his desk."""
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    disconnect()
    folder.mkdir()
    shutil.copy(folder.parent / "kiosk.sqlite", folder / "kiosk.sqlite")
    words = ("kiosk", "--data", str(folder), "--port", "0")
    with running(*words, PARENTS_POINT_POWER_OFF_COMMAND=command) as program:
        port = program.port()
        visit = ask(port, "/nl/staff")[0].removesuffix("staff/")
        pictures = {"pictures": " ".join(team.pictures("Omar"))}
        desk = ask(port, f"{visit}staff/{team.ids['Omar']}/pictures", pictures)[0]
        yield program, port, desk


def test_everything_is_folded_before_the_machine_is_told(team: Team, tmp_path: Path) -> None:
    folder, seen = tmp_path / "data", tmp_path / "seen"
    command = f"{sys.executable} -c \"{LOOK}\" '{seen}' '{folder}/kiosk.sqlite-wal'"
    with kiosk_with(command, team, folder) as (program, port, desk):
        page = ask(port, f"{desk}machine/off", {})[1]
        while not (seen.exists() and seen.read_text(encoding="utf-8")):
            assert program.process.poll() is None
        code = program.end()
        complaint = program.complaint()

    assert "notice" not in page
    assert seen.read_text(encoding="utf-8") == "0"
    assert (code, complaint) == (0, "")


def test_a_machine_that_stays_on_goes_on_and_says_so(team: Team, tmp_path: Path) -> None:
    with kiosk_with("false", team, tmp_path / "data") as (program, port, desk):
        ask(port, f"{desk}machine/off", {})
        assert program.port() == port
        stale = ask(port, f"{desk}machine/")[1]
        visit = ask(port, "/en/staff")[0].removesuffix("staff/")
        pictures = {"pictures": " ".join(team.pictures("Omar"))}
        fresh = ask(port, f"{visit}staff/{team.ids['Omar']}/pictures", pictures)[0]
        page = ask(port, f"{fresh}machine/")[1]

    assert "lamp-whole" not in stale

    assert page.count('class="print notice') == 2


@pytest.fixture
def moves() -> list[str]:
    return []


@pytest.fixture
def app(team: Team, tmp_path: Path, moves: list[str]) -> Flask:
    return create_app(Settings(data=tmp_path, power_off_command="true"), move=moves.append)


def test_it_is_asked_once_and_done_once(app: Flask, team: Team, moves: list[str]) -> None:
    omar = sit_down(app, app.test_client(), team, "Omar")
    assert "machine/off" in omar.get("machine/").text
    assert omar.get("machine/off").status_code == 200
    assert moves == []

    assert omar.post("machine/off").status_code == 200

    assert moves == ["off"]
    assert omar.get("machine/").status_code == 410
    assert AuditLine.select().where(AuditLine.action == "switched_off").count() == 1


def test_a_key_mother_does_not_switch_it_off(app: Flask, team: Team, moves: list[str]) -> None:
    assert sit_down(app, app.test_client(), team, "Amal").post("machine/off").status_code == 403
    assert moves == []


@pytest.mark.parametrize("settings", [{}, {"power_off_command": "true"}])
def test_without_a_command_or_a_program_there_is_no_button(
    settings: dict[str, str], team: Team, tmp_path: Path
) -> None:
    made = create_app(Settings(data=tmp_path, **settings))  # type: ignore[arg-type]
    omar = sit_down(made, made.test_client(), team, "Omar")

    assert "machine/off" not in omar.get("machine/").text
    assert omar.get("machine/off").status_code == 303
    assert omar.post("machine/off").status_code == 303
