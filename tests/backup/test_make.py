"""A copy holds everything as it stood at one moment, counts only when it opens, and harms nothing when it fails."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from kiosk.accounts.models import Staff
from kiosk.backup import queries, services
from kiosk.backup.queries import Place
from kiosk.core import clock as clocks
from kiosk.core import copying, database, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Household
from kiosk.security import signatures, vault
from kiosk.security.audit import AuditLine
from tests.backup.keeping import copy_to, head_of, place_in
from tests.team import Team

DAY_SECONDS = 86_400


@pytest.fixture
def stick(tmp_path: Path) -> Place:
    return place_in(tmp_path / "stick")


@pytest.fixture
def coach_key(team: Team) -> str:
    return str(Staff.get_by_id(team.ids["Lena"]).public_key)


def ids_of(public_keys: list[str]) -> set[str]:
    return {vault.encode(vault.key_id(vault.decode(public))) for public in public_keys}


def test_sheet_coach_and_centre_can_open_it(team: Team, stick: Place, coach_key: str) -> None:
    head = head_of(copy_to(stick))

    sheet = Staff.get(Staff.role == "sheet").public_key
    centre = signatures.public_of(team.centre)
    assert {name for name, _sealed in head.entries} == ids_of([sheet, coach_key, centre])
    assert head.machine == state.get("kiosk")


def test_nothing_in_it_can_be_read(team: Team, stick: Place) -> None:
    envelope = Staff.get_by_id(team.ids["Amal"]).name_sealed
    content = copy_to(stick).path.read_bytes()

    for clear in (envelope, str(team.ids["Amal"]), team.ids["Amal"].hex, "Pendrecht", "CREATE TABLE"):
        assert clear.encode() not in content


def test_it_opens_for_who_stands_there(team: Team, stick: Place) -> None:
    copy = copy_to(stick)
    omar = team.signed_in("Omar")

    assert services.check(copy, omar).word == ""

    copy.path.write_bytes(copy.path.read_bytes()[:-1])
    assert services.check(copy, omar).word == services.DAMAGED


def test_it_is_written_down_with_its_audit_line(team: Team, stick: Place) -> None:
    made = services.make(stick, team.signed_in("Omar"))

    assert (state.get("copied_at"), state.get("copy_problem")) == (made.made_at, "")
    assert AuditLine.select().where(AuditLine.action == "made_copy").count() == 1


def test_people_register_while_it_is_made(team: Team, stick: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of the copy somebody is written down: she waits for nothing, and is not in it."""

    def interrupted(path: Path) -> Iterator[bytes]:
        Household.create(language="nl", adults=1)
        return copying_chunks(path)

    copying_chunks = copying.chunks
    monkeypatch.setattr(copying, "chunks", interrupted)

    assert services.make(stick).word == ""
    assert Household.select().count() == 2


def test_who_writes_does_not_wait_for_the_reader(team: Team, tmp_path: Path) -> None:
    """A reader holds its moment open, as the copy does; a writer gets through at once."""
    with closing(sqlite3.connect(tmp_path / "kiosk.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT count(*) FROM household").fetchone()
        Household.create(language="nl", adults=1)

        with copying.copied() as path, closing(sqlite3.connect(path)) as copy:
            assert copy.execute("SELECT count(*) FROM household").fetchone() == (before[0] + 1,)


def test_nothing_is_left_in_the_folder_of_the_kiosk(team: Team, stick: Place, tmp_path: Path) -> None:
    (tmp_path / "kiosk.sqlite.copying").write_bytes(b"left by a power cut")
    (stick.folder / f"{queries.machine()}-20260101-000000.partial").write_bytes(b"likewise")

    copy = copy_to(stick)

    assert not list(tmp_path.glob("*.copying*"))
    assert list(stick.folder.iterdir()) == [copy.path]


def test_every_night_where_the_folder_is_there(team: Team, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    settings = Settings(backup_folder=str(disk))

    services.every_night(settings)
    assert not disk.exists()
    disk.mkdir()
    services.every_night(settings)

    assert len(queries.copies(disk)) == 1


def test_a_stick_that_nobody_used_for_copies_is_left_alone(team: Team, tmp_path: Path) -> None:
    settings = Settings(courier_folder=str(tmp_path / "stick"))
    (tmp_path / "stick").mkdir()

    services.every_night(settings)
    assert list((tmp_path / "stick").iterdir()) == []

    services.make(queries.places(settings)[0])
    services.every_night(settings)
    assert len(queries.copies(tmp_path / "stick" / queries.FOLDER)) >= 1


def test_old_ones_go_and_those_of_other_machines_stay(team: Team, stick: Place) -> None:
    theirs = stick.folder / "ffffffff-20200101-000000.ppcopy"
    theirs.write_bytes(b"another machine's")
    with time_machine.travel("2026-03-02T02:00:00+01:00", tick=False) as clock:
        state.put(last_seen=clocks.wall(), anchor=None)
        for _night in range(20):
            copy_to(stick)
            clock.shift(DAY_SECONDS)
            state.put(last_seen=clocks.wall(), anchor=None)

    assert theirs.exists()
    assert 9 <= len(queries.copies(stick.folder)) <= 10


def test_a_clock_that_nobody_believes_deletes_nothing(team: Team, stick: Place) -> None:
    old = stick.folder / f"{queries.machine()}-20200101-000000.ppcopy"
    old.write_bytes(b"")
    state.put(last_seen=4_000_000_000_000, anchor=None)

    copy_to(stick)

    assert old.exists()


def test_it_is_made_beside_the_pages(team: Team, stick: Place) -> None:
    """The night is another thread, with a connection of its own."""
    words: list[str] = []

    def night() -> None:
        database.connect()
        words.append(services.make(stick).word)
        database.disconnect()

    thread = threading.Thread(target=night)
    thread.start()
    thread.join()

    assert words == [""]
