"""One SQLite file holds the centre; what is acknowledged is on the disk, also when the plug is pulled."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from peewee import OperationalError, SqliteDatabase

from kiosk.core.sqlite import Sqlite
from kiosk.core.turns import Turns

Found = TypeVar("Found")

# synchronous=FULL: with WAL exactly one fsync per commit, and none of it can be lost (NUMBERS, "one registration").
# secure_delete: what is erased is overwritten. temp_store: nothing personal reaches a temporary file.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "secure_delete": "on",
    "temp_store": "memory",
    "cache_size": -2_000,
    "foreign_keys": "off",
}
BUSY_SECONDS = 5
# A transaction that only reads stands in nobody's way.
READING = "DEFERRED"


class Database(Sqlite):
    """Asks a query that was put into words before (kiosk.core.said) by these; has threads take turns at writing."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.turns = Turns()

    def begin(self, lock_type: str | None = None) -> None:
        """Begin to write when it is this thread's turn. Raises OperationalError, as SQLite does after that time."""
        if lock_type != READING and not self.turns.take(BUSY_SECONDS):
            raise OperationalError("database is locked")
        try:
            super().begin(lock_type)
        except BaseException:
            self.turns.hand_on()
            raise

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.turns.hand_on()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.turns.hand_on()

    def execute(self, query: Any, **options: Any) -> Any:
        plain: Any = super()
        said = getattr(query, "said", None)
        return self.execute_sql(*said) if said else plain.execute(query, **options)


# autoconnect off: each thread opens its own connection once and keeps it; a forgotten connect is an error, not a leak.
database: SqliteDatabase = Database(None, autoconnect=False, lock_type="IMMEDIATE")


def attach(path: Path) -> None:
    """Point the process at the database file `path` (created when missing, readable by its owner only)."""
    disconnect()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    database.init(str(path), pragmas=PRAGMAS, timeout=BUSY_SECONDS)


def connect() -> None:
    """Open this thread's connection unless it is open already."""
    database.connect(reuse_if_open=True)


def disconnect() -> None:
    """Close this thread's connection, if any."""
    if database.deferred or database.is_closed():
        return
    database.close()


@contextmanager
def unhurried() -> Iterator[None]:
    """Let what is committed within wait for no disk: a power cut may take it back, and nothing that came before it.

    It is on the disk with the next commit that waits, or after `wait_for_disk`. For what can be had again from where it
    came.
    """
    database.execute_sql("PRAGMA synchronous = normal")
    try:
        yield
    finally:
        database.execute_sql("PRAGMA synchronous = full")


def wait_for_disk() -> None:
    """Return when all that was committed is on the disk; who waits so holds up nobody who writes meanwhile."""
    try:
        # SQLite keeps its locks on the two other files: this one may be opened and closed beside it.
        log = os.open(f"{database.database}-wal", os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(log)
    finally:
        os.close(log)


class Glance(threading.local):
    """What one look at the file found for all that is read because of it: the number that counts what others wrote."""

    others: int | None = None


glance = Glance()


def others_wrote() -> int:
    """Return the number that tells whether any other connection has written since (SQLite, "PRAGMA data_version")."""
    return int(database.execute_sql("PRAGMA data_version").fetchone()[0])


def kept_while(own_writes: Callable[[], int]) -> Callable[[Callable[[], Found]], Callable[[], Found]]:
    """Keep what a reading found until others write to the file or `own_writes`, a number of this thread's, has changed.

    To look whether others did costs a fifth of a reading. Each thread keeps its own, as it has a connection of its own.
    What is read within a transaction is not kept: it may be taken back. Nobody may change what is returned.
    """

    def keeping(read: Callable[[], Found]) -> Callable[[], Found]:
        kept = threading.local()

        @wraps(read)
        def found() -> Found:
            connection = database.connection()
            is_within = connection.in_transaction
            outer = None if is_within else glance.others
            others = outer or others_wrote()
            seen = (connection, own_writes(), others)
            if getattr(kept, "seen", None) != seen:
                if is_within:
                    return read()
                glance.others = others
                try:
                    kept.found = read()
                finally:
                    glance.others = outer
                kept.seen = seen
            result: Found = kept.found
            return result

        return found

    return keeping


# Until anybody writes anything to the file.
until_written = kept_while(lambda: int(database.connection().total_changes))
