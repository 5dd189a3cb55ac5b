"""What was read stands until somebody writes, whoever it is, and what is taken back was never there."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

from peewee import SqliteDatabase

from kiosk.core import state
from kiosk.core.database import attach, connect, disconnect, unhurried, wait_for_disk


class UndoneError(Exception):
    """Takes back what a transaction wrote."""


def in_another_thread(zone: str) -> None:
    """Write as another thread of this process does, by a connection of its own."""
    connect()
    state.put(zone=zone)
    disconnect()


def test_it_sees_what_another_connection_wrote(database: SqliteDatabase) -> None:
    state.put(zone="Europe/Amsterdam")
    assert state.get("zone") == "Europe/Amsterdam"

    with closing(sqlite3.connect(database.database)) as other, other:
        other.execute("""UPDATE state SET value = '"Europe/Lisbon"' WHERE name = 'zone'""")

    assert state.get("zone") == "Europe/Lisbon"


def test_it_sees_what_was_just_written_and_what_was_taken_back(database: SqliteDatabase) -> None:
    state.put(zone="Europe/Amsterdam")

    with suppress(UndoneError), database.atomic():
        state.put(zone="Europe/Lisbon")
        assert state.get("zone") == "Europe/Lisbon"
        raise UndoneError

    assert state.get("zone") == "Europe/Amsterdam"


def test_it_sees_what_a_part_of_a_transaction_took_back(database: SqliteDatabase) -> None:
    with database.atomic():
        state.put(zone="Europe/Amsterdam")
        with suppress(UndoneError), database.atomic():
            state.put(zone="Europe/Lisbon")
            raise UndoneError
        assert state.get("zone") == "Europe/Amsterdam"

    assert state.get("zone") == "Europe/Amsterdam"


def test_it_sees_within_a_transaction_what_others_wrote_before_it(database: SqliteDatabase) -> None:
    state.put(zone="Europe/Amsterdam")
    assert state.get("zone") == "Europe/Amsterdam"
    other = Thread(target=in_another_thread, args=("Europe/Lisbon",))
    other.start()
    other.join()

    with database.atomic():
        assert state.get("zone") == "Europe/Lisbon"

    assert state.get("zone") == "Europe/Lisbon"


def test_it_knows_one_file_from_another(database: SqliteDatabase, tmp_path: Path) -> None:
    state.put(zone="Europe/Amsterdam")
    state.get("zone")
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(database.database)) as source, closing(sqlite3.connect(other)) as copy:
        source.backup(copy)
        copy.execute("DELETE FROM state")
        copy.commit()

    attach(other)
    connect()

    assert state.get("zone") is None


def test_it_waits_for_the_disk_again_after_what_needed_not(database: SqliteDatabase) -> None:
    with unhurried():
        assert database.pragma("synchronous") == 1
        state.put(zone="Europe/Amsterdam")

    assert database.pragma("synchronous") == 2
    wait_for_disk()
    assert state.get("zone") == "Europe/Amsterdam"
