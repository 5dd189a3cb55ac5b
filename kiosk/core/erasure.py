"""What is forgotten leaves no copy behind: not among what waits to be sent, and not in the database's log."""

import threading

import msgspec

from kiosk.core.database import database

# Set by every erasure: pages of the log still hold what was there before, until they are folded into the file.
is_unfolded = threading.Event()

WANTED = "record IN (SELECT value FROM json_each(?))"
# The numbers stay, as central counts them: each becomes an erasure of the record it was about (docs/SYNC.md, "Erased").
EMPTY = f"UPDATE outbox SET is_erased = 1, fields = '{{}}' WHERE {WANTED} AND is_erased = 0"  # noqa: S608


def scrub(records: list[str]) -> None:
    """Take the content of these records (ids in hexadecimal) out of all that waits here: to be sent, seen to, known.

    Runs in the caller's transaction.
    """
    if not records:
        return
    wanted = (msgspec.json.encode(records).decode(),)
    database.execute_sql(EMPTY, wanted)
    for table in ("refused", "parked"):
        database.execute_sql(f"DELETE FROM {table} WHERE {WANTED}", wanted)  # noqa: S608  two names of ours
    is_unfolded.set()


def fold() -> bool:
    """Empty the database's log into its file, and say whether that was possible now; never within a transaction."""
    if database.in_transaction():
        return False
    is_unfolded.clear()
    is_busy = bool(database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    if is_busy:
        is_unfolded.set()
    return not is_busy


def fold_if_needed() -> None:
    """Fold what an erasure has left in the log, if there is any."""
    if is_unfolded.is_set():
        fold()
