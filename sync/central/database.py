"""Central is stateless over one database: an embedded SQLite file to begin with, PostgreSQL when it grows."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from peewee import Database, DatabaseProxy, OperationalError, PostgresqlDatabase
from playhouse.migrations import Runner

from kiosk.core.settings import Settings
from kiosk.core.sqlite import Sqlite

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "secure_delete": "on",
    "temp_store": "memory",
    "cache_size": -2_000,
}
BUSY_SECONDS = 30
# What libpq does about a server that is gone without a word, in seconds (tcp_user_timeout: milliseconds): the system's
# own patience is a quarter of an hour, in which four threads would wait for nothing. What the URL says wins.
PATIENCE: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# A number no other program uses on the same server: two centrals that start at once migrate one by one.
MIGRATION_LOCK = 0x7061_7265_6E74

database = DatabaseProxy()


def attach(settings: Settings) -> None:
    """Point the process at `settings.database`, or else at `central.sqlite` in the data folder.

    Asking again for the same one keeps the connections that are open.
    """
    wanted = from_url(settings.database) if settings.database else from_folder(settings.data)
    if database.obj is not None:
        if database.obj.database == wanted.database:
            return
        disconnect()
    database.initialize(wanted)


def from_url(url: str) -> Database:
    """Return a PostgreSQL database for `postgresql://…`. Raises ValueError for any other scheme."""
    if not url.startswith("postgresql://"):
        raise ValueError("the database of central must be given as postgresql://…")
    wishes = {name: value for name, value in PATIENCE.items() if f"{name}=" not in url}
    return PostgresqlDatabase(url, prefer_psycopg3=True, autoconnect=False, **wishes)


def from_folder(data: Path) -> Database:
    data.mkdir(parents=True, exist_ok=True)
    path = data / "central.sqlite"
    path.touch(mode=0o600)
    # IMMEDIATE: a transaction that will write holds the lock before it reads what it decides on.
    return Sqlite(str(path), pragmas=PRAGMAS, timeout=BUSY_SECONDS, autoconnect=False, lock_type="IMMEDIATE")


def migrate() -> None:
    """Bring the attached database to this version. A failing step is undone whole and raises MigrationError."""
    connect()
    with migrating():
        Runner(database.obj, str(MIGRATIONS)).up()


@contextmanager
def migrating() -> Iterator[None]:
    if not is_postgresql():
        yield
        return
    database.execute_sql("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (MIGRATION_LOCK,))


def connect() -> None:
    """Open this thread's connection unless it is open; it is then kept from call to call."""
    database.connect(reuse_if_open=True)


def disconnect() -> None:
    """Close this thread's connection, if any."""
    if not database.is_closed():
        database.close()


def fold() -> None:
    """Empty the log of the embedded file into it: what was erased lies there in its old state until then (G14)."""
    if not is_postgresql():
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def is_postgresql() -> bool:
    return isinstance(database.obj, PostgresqlDatabase)


def run(sql: str, parameters: Sequence[Any] = ()) -> Any:
    """Run one statement written with `?` and return its cursor."""
    engine = database.obj
    return engine.execute_sql(dialect(sql) if isinstance(engine, PostgresqlDatabase) else sql, parameters)


def run_many(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement for each row; SQLite only. Raises peewee's OperationalError, as `run` does."""
    try:
        database.cursor().executemany(sql, rows)
    except sqlite3.OperationalError as error:
        raise OperationalError(str(error)) from error


@cache
def dialect(sql: str) -> str:
    return sql.replace("?", "%s")
