"""An old centre's file, brought to this version, is the file that a new centre gets."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from peewee import OperationalError, SqliteDatabase

from kiosk import app as _every_feature  # noqa: F401  its models are what a fresh file is made of
from kiosk.activities.models import Activity
from kiosk.centres.models import Centre
from kiosk.core import outbox, schema, state
from kiosk.core.database import attach, connect, disconnect
from kiosk.core.database import database as the_database
from kiosk.core.ids import new_id
from kiosk.core.paths import MIGRATIONS
from kiosk.core.record import kinds
from kiosk.registration.models import Household

STORED = sorted((Path(__file__).parent / "databases").glob("*.sqlite"))
ITS_OWN = {"sqlite_sequence", "schema_migration"}


def described(database: SqliteDatabase) -> dict[str, Any]:
    """Return every table with its columns (type, null, default, key), and its indexes."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = sorted({name for (name,) in database.execute_sql(query)} - ITS_OWN)
    return {table: (columns(database, table), indexes(database, table)) for table in tables}


def columns(database: SqliteDatabase, table: str) -> list[Any]:
    return [row[1:] for row in database.execute_sql(f'PRAGMA table_info("{table}")')]


def indexes(database: SqliteDatabase, table: str) -> dict[str, Any]:
    found = list(database.execute_sql(f'PRAGMA index_list("{table}")'))
    return {
        name: (unique, [row[2] for row in database.execute_sql(f'PRAGMA index_info("{name}")')])
        for _number, name, unique, _origin, _partial in found
    }


@pytest.fixture
def fresh() -> dict[str, Any]:
    """Describe a file made from what the models declare, without any migration."""
    database = SqliteDatabase(":memory:")
    with database.bind_ctx(schema.models()), database.connection_context():
        database.create_tables(schema.models())
        return described(database)


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Bring a copy of a stored file to this version."""
    (tmp_path / "kiosk.sqlite").write_bytes(request.param.read_bytes())
    attach(tmp_path / "kiosk.sqlite")
    schema.prepare()
    yield the_database
    disconnect()


@pytest.fixture
def known(request: pytest.FixtureRequest, stored: SqliteDatabase) -> set[str]:
    """Return the kinds of records that a stored file had tables for, before it was brought here."""
    with closing(sqlite3.connect(request.node.callspec.params["stored"])) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return tables & kinds().keys()


def test_every_version_is_kept() -> None:
    steps = {path.stem.split("_")[0] for path in MIGRATIONS.glob("[0-9]*.py")}

    assert {path.stem for path in STORED} == steps


def test_an_old_file_becomes_a_fresh_one(stored: SqliteDatabase, fresh: dict[str, Any]) -> None:
    assert described(stored) == fresh


def test_an_empty_file_becomes_a_fresh_one(database: SqliteDatabase, fresh: dict[str, Any]) -> None:
    assert described(database) == fresh


@pytest.mark.parametrize(
    "fault",
    [
        "ALTER TABLE need ADD COLUMN mood TEXT",
        "DROP INDEX registration_household",
        "CREATE UNIQUE INDEX need_topic ON need (topic)",
        "CREATE TABLE story (id TEXT NOT NULL PRIMARY KEY)",
    ],
)
def test_it_sees_any_difference(fault: str, database: SqliteDatabase, fresh: dict[str, Any]) -> None:
    database.execute_sql(fault)

    assert described(database) != fresh


def test_rows_of_an_old_file_are_read_by_this_version(stored: SqliteDatabase, known: set[str]) -> None:
    for kind in known:
        assert kinds()[kind].select().count() == 1, kind
        assert kinds()[kind].get().id.version == 7
    assert Household.get().is_open_to_voucher is False
    assert Activity.get().is_women_only is True
    assert Activity.get().title.shown_in("ar").text == "تجربة"


def test_the_outbox_of_an_old_file_goes_on_counting(stored: SqliteDatabase) -> None:
    before = outbox.head()
    Centre.create(id=new_id(), name="Zuidwijk", area="NL-RTM")

    assert before == 12
    assert outbox.head() == 13
    assert state.get("acknowledged") == 3


def test_preparing_twice_changes_nothing(database: SqliteDatabase) -> None:
    before = database.execute_sql("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    schema.prepare()

    assert database.execute_sql("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == before


def test_a_step_that_fails_is_undone_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "0001_broken.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE half (id)')\n    db.execute_sql('nonsense')\n"
    )
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path)
    attach(tmp_path / "kiosk.sqlite")

    with pytest.raises(OperationalError):
        schema.prepare()

    assert not the_database.table_exists("half")
    disconnect()


def test_what_is_acknowledged_is_on_the_disk(database: SqliteDatabase) -> None:
    asked = {
        name: database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }

    assert asked == {"journal_mode": "wal", "synchronous": 2}


def test_what_is_erased_is_overwritten(database: SqliteDatabase, tmp_path: Path) -> None:
    row = Centre.create(name="A-name-that-stands-nowhere-else", area="NL-RTM")
    outbox.Outbox.delete().execute()
    row.delete_instance()
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    left = b"".join(path.read_bytes() for path in tmp_path.glob("kiosk.sqlite*"))
    assert database.execute_sql("PRAGMA secure_delete").fetchone()[0] == 1
    assert b"stands-nowhere-else" not in left


def test_nothing_spills_to_a_temporary_file(database: SqliteDatabase) -> None:
    assert database.execute_sql("PRAGMA temp_store").fetchone()[0] == 2


def test_only_its_owner_can_read_the_file(database: SqliteDatabase, tmp_path: Path) -> None:
    assert (tmp_path / "kiosk.sqlite").stat().st_mode & 0o077 == 0


def test_connecting_twice_is_one_connection(database: SqliteDatabase) -> None:
    connection = database.connection()
    connect()

    assert database.connection() is connection
