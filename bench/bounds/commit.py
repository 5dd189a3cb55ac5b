"""A bare commit of one row of 400 bytes, on the disk when it returns."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter

ROW_BYTES = 400


def commits(folder: Path, count: int) -> list[float]:
    """Return the seconds of each of `count` commits with WAL and synchronous=FULL."""
    found = []
    with closing(sqlite3.connect(folder / "commit.sqlite", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = wal")
        database.execute("PRAGMA synchronous = full")
        database.execute("CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, content TEXT)")
        for number in range(count):
            begun = perf_counter()
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO row (content) VALUES (?)", (f"{number:0{ROW_BYTES}}",))
            database.execute("COMMIT")
            found.append(perf_counter() - begun)
    return found
