"""What comes from central is written without being sent back, and nobody else ever sees the switch."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from kiosk.centres.models import Centre
from kiosk.core import outbox
from kiosk.core.outbox import Capture, Outbox
from kiosk.core.paths import PACKAGE

DIES_WHILE_APPLYING = """
import os, pathlib, sys
from kiosk.centres.models import Centre
from kiosk.core import database, outbox
database.attach(pathlib.Path(sys.argv[1]))
database.connect()
with outbox.applying():
    Centre.create(name="Zuidwijk", area="NL-RTM")
    os._exit(9)
"""


class BrokenLineError(Exception):
    """Something that goes wrong in the middle."""


def apply_half() -> None:
    with outbox.applying():
        Centre.create(name="Zuidwijk", area="NL-RTM")
        raise BrokenLineError


def test_what_is_applied_is_written_and_not_captured(database: SqliteDatabase) -> None:
    with outbox.applying():
        centre = Centre.create(name="Zuidwijk", area="NL-RTM")
        Centre.update(name="Beverwaard").execute()
        centre.delete_instance()
        Centre.create(name="Pendrecht", area="NL-RTM")

    assert [row.name for row in Centre.select()] == ["Pendrecht"]
    assert outbox.head() == 0


def test_what_is_written_afterwards_is_captured_again(database: SqliteDatabase) -> None:
    with outbox.applying():
        Centre.create(name="Zuidwijk", area="NL-RTM")

    Centre.update(name="Beverwaard").execute()

    assert Outbox.select().count() == 1


def test_the_switch_is_never_seen_by_another_connection(database: SqliteDatabase, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "kiosk.sqlite")
    with outbox.applying():
        Centre.create(name="Zuidwijk", area="NL-RTM")
        seen = other.execute("SELECT is_applying FROM capture").fetchall()
    other.close()

    assert seen == [(0,)]


def test_an_error_while_applying_takes_everything_back(database: SqliteDatabase) -> None:
    with pytest.raises(BrokenLineError):
        apply_half()

    assert not Centre.select().count()
    assert not Capture.get().is_applying


def test_a_death_while_applying_leaves_the_switch_off(database: SqliteDatabase, tmp_path: Path) -> None:
    path = tmp_path / "kiosk.sqlite"

    died = subprocess.run(
        [sys.executable, "-c", DIES_WHILE_APPLYING, str(path)], cwd=PACKAGE.parent, timeout=60, check=False
    )

    assert died.returncode == 9
    assert not Capture.get().is_applying
    assert not Centre.select().count()
    Centre.create(name="Pendrecht", area="NL-RTM")
    assert Outbox.select().count() == 1
