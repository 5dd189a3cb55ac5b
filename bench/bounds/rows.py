"""Both ends of the plainest exchange: rows as JSON, compressed, one transaction; no protocol and no promise."""

import sqlite3
import zlib
from typing import Any, NamedTuple

import msgspec

COLUMNS = {
    "household": ("id", "language", "adults", "bands", "name_sealed"),
    "registration": (
        "id",
        "household",
        "activity",
        "series",
        "occurrence",
        "status",
        "people",
        "adults",
        "bands",
        "dye",
        "animal",
        "number",
        "registered_at",
        "recipient",
        "place_key",
    ),
}
EVERYTHING = 1_000_000
Rows = dict[str, list[dict[str, Any]]]


class Asked(NamedTuple):
    """Rows of each table that were written after number `since`, at most `limit`."""

    limit: int
    since: int = 0


def open_store(path: str) -> sqlite3.Connection:
    """Open a file as durable as the kiosk's, with the two tables and their keys."""
    store = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    store.execute("PRAGMA journal_mode = wal")
    store.execute("PRAGMA synchronous = full")
    for table, columns in COLUMNS.items():
        names = ", ".join(columns[1:])
        store.execute(f"CREATE TABLE IF NOT EXISTS {table} (id TEXT PRIMARY KEY, {names})")
    return store


def write(store: sqlite3.Connection, rows: Rows) -> None:
    store.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        places = ", ".join(f":{name}" for name in COLUMNS[table])
        store.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", found)  # noqa: S608
    store.execute("COMMIT")


def read(store: sqlite3.Connection, *, since: int = 0, limit: int = EVERYTHING) -> Rows:
    """Return the rows of each table that were written after number `since`, at most `limit` of each."""
    found: Rows = {}
    for table, columns in COLUMNS.items():
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid > ? LIMIT ?"  # noqa: S608
        rows = [dict(zip(columns, row, strict=True)) for row in store.execute(query, (since, limit))]
        if rows:
            found[table] = rows
    return found


def pack(message: dict[str, Any]) -> bytes:
    packer = zlib.compressobj(level=6, wbits=31)
    return packer.compress(msgspec.json.encode(message)) + packer.flush()


def unpack(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(zlib.decompress(body, wbits=31))
    return found
