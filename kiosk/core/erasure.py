"""What is forgotten leaves no copy behind: not among what waits to be sent, and not in the corners of the file."""

import logging
from collections.abc import Callable

import msgspec
from peewee import BigIntegerField, IntegerField, OperationalError, TextField

from kiosk.core import state
from kiosk.core.database import database
from kiosk.core.local import LocalModel

log = logging.getLogger(__name__)

WANTED = "record IN (SELECT value FROM json_each(?))"
# The numbers stay, as central counts them: each becomes an erasure of the record it was about (docs/SYNC.md, "Erased").
EMPTY = f"UPDATE outbox SET is_erased = 1, fields = '{{}}' WHERE {WANTED} AND is_erased = 0"  # noqa: S608


class Tombstone(LocalModel):
    """A record of this centre that was erased: should central lose its own tombstone, it is told again.

    `version` is central's number of the erasure, `erased_at` its time (milliseconds).
    """

    record = TextField(primary_key=True)
    kind = TextField()
    audience = TextField()
    version = IntegerField()
    erased_at = BigIntegerField()


# What features do once records were erased elsewhere, told (id, kind) of each; in a transaction that is captured.
after_erasure: list[Callable[[list[tuple[str, str]]], None]] = []


def scrub(records: list[str]) -> None:
    """Take the content of these records (ids in hexadecimal) out of all that waits here: to be sent, seen to, known.

    Runs in the caller's transaction; call `sweep` after it.
    """
    if not records:
        return
    wanted = (msgspec.json.encode(records).decode(),)
    database.execute_sql(EMPTY, wanted)
    for table in ("refused", "parked"):
        database.execute_sql(f"DELETE FROM {table} WHERE {WANTED}", wanted)  # noqa: S608  two names of ours
    # In the transaction, so that it is swept also when the plug is pulled before.
    state.put(unswept=True)


def take_out(record: str, fields: list[str]) -> None:
    """Take single fields of a record out of what waits to be sent, where nothing was ever sent from here.

    Elsewhere a number that may have been sent keeps its content until it is acknowledged (DESIGN 4, G6). Runs in the
    caller's transaction.
    """
    if not state.get("replica"):
        paths = ", ".join("?" for _field in fields)
        sql = f"UPDATE outbox SET fields = json_remove(fields, {paths}) WHERE record = ?"  # noqa: S608  marks only
        database.execute_sql(sql, (*(f"$.{field}" for field in fields), record))
    state.put(unswept=True)


def fold() -> bool:
    """Empty the database's log into its file, and say whether that was possible now; never within a transaction."""
    if database.in_transaction():
        return False
    return not database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def sweep() -> bool:
    """Write the file anew if something was erased, and say whether nothing is left; within a transaction not yet.

    SQLite overwrites what it deletes, but where a row once moved to another page a copy may lie in the gap it left.
    Who asks to be forgotten waits for this, 10 ms for each MB; the nightly pass does what could not be done.
    """
    if not state.get("unswept"):
        return True
    if database.in_transaction():
        return False
    try:
        database.execute_sql("VACUUM")
        is_folded = fold()
    except OperationalError as error:
        # Busy, or no room on the disk: she is erased all the same, and tonight comes another try.
        log.warning("the file was not swept: %s", type(error).__name__)
        return False
    if is_folded:
        state.put(unswept=False)
    return is_folded
