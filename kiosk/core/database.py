"""One SQLite file holds the centre; what is acknowledged is on the disk, also when the plug is pulled."""

from pathlib import Path

from peewee import SqliteDatabase

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

# autoconnect off: each thread opens its own connection once and keeps it; a forgotten connect is an error, not a leak.
database = SqliteDatabase(None, autoconnect=False, lock_type="IMMEDIATE")


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
