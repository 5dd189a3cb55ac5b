"""The statements that read and write records, receipts and heads: a few for a batch, never one for each."""

import msgspec

from sync.central.database import is_postgresql, run, run_many

# Each twice where the engines differ: SQLite unpacks lists from JSON, PostgreSQL takes them as arrays.
SELECT_ROWS = (
    "SELECT feed, id, kind, version, fields, stamps, owner, feeds, writer, is_gone, is_erased FROM record "
    "WHERE feed IN (SELECT value FROM json_each(?)) AND id IN (SELECT value FROM json_each(?))"
)
SELECT_ROWS_BY_ARRAY = (
    "SELECT feed, id, kind, version, fields, stamps, owner, feeds, writer, is_gone, is_erased FROM record "
    "WHERE feed = ANY(?) AND id = ANY(?)"
)
INSERT_ROWS = (
    "INSERT INTO record "
    "(feed, id, kind, version, fields, stamps, owner, feeds, writer, is_gone, is_erased, size) "
)
ROW_VALUES = "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ROW_ARRAYS = (
    "SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], "
    "?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::integer[])"
)
UPDATE_ROW = (
    " ON CONFLICT (feed, id) DO UPDATE SET version = excluded.version, fields = excluded.fields, "
    "stamps = excluded.stamps, owner = excluded.owner, feeds = excluded.feeds, writer = excluded.writer, "
    "size = excluded.size, is_gone = excluded.is_gone, is_erased = excluded.is_erased"
)
INSERT_RECEIPTS = "INSERT INTO receipt (feed, replica, epoch, n, digest, verdict, version, reason) "
RECEIPT_VALUES = "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
RECEIPT_ARRAYS = "SELECT ?, ?, ?, * FROM unnest(?::bigint[], ?::bytea[], ?::text[], ?::bigint[], ?::text[])"


class Row(msgspec.Struct, frozen=True):
    """One row of the table of records; `fields` and `stamps` are JSON, `feeds` is parted by spaces."""

    feed: str
    id: str
    kind: str
    version: int
    fields: str
    stamps: str
    owner: str
    feeds: str
    writer: str
    is_gone: bool
    is_erased: bool


class Receipt(msgspec.Struct, frozen=True):
    n: int
    digest: bytes
    verdict: str
    version: int
    reason: str


def make_feeds(feeds: set[str]) -> None:
    """Begin the feeds that have no head yet."""
    for feed in sorted(feeds):
        run("INSERT INTO feed (feed, head) VALUES (?, 0) ON CONFLICT DO NOTHING", (feed,))


def lock(feeds: set[str]) -> dict[str, int]:
    """Hold the feeds until the transaction ends and return their heads; one without a head is left out.

    All lock in the order of the names, so nobody waits in a ring. On SQLite the transaction is the lock.
    """
    if is_postgresql():
        sql = "SELECT feed, head FROM feed WHERE feed = ANY(?) ORDER BY feed FOR UPDATE"
        return dict(run(sql, (sorted(feeds),)).fetchall())
    return heads(feeds)


def heads(feeds: set[str]) -> dict[str, int]:
    """Return the last number given in each feed, without holding it."""
    if is_postgresql():
        return dict(run("SELECT feed, head FROM feed WHERE feed = ANY(?)", (list(feeds),)).fetchall())
    sql = "SELECT feed, head FROM feed WHERE feed IN (SELECT value FROM json_each(?))"
    return dict(run(sql, (as_json(feeds),)).fetchall())


def write_heads(given: dict[str, int]) -> None:
    for feed, head in sorted(given.items()):
        run("UPDATE feed SET head = ? WHERE feed = ?", (head, feed))


def rows(feeds: set[str], records: set[str]) -> list[Row]:
    """Return every row of the records in the feeds."""
    if is_postgresql():
        # A name with a NUL is no id and would be refused later; PostgreSQL cannot even be asked for it.
        found = run(SELECT_ROWS_BY_ARRAY, (list(feeds), [name for name in records if "\0" not in name]))
    else:
        found = run(SELECT_ROWS, (as_json(feeds), as_json(records)))
    return [Row(*row) for row in found.fetchall()]


def write_rows(written: list[Row]) -> None:
    """Put each row in place of the one that stood there."""
    values = [(*msgspec.structs.astuple(row), len(row.fields)) for row in written]
    if not is_postgresql():
        run_many(INSERT_ROWS + ROW_VALUES + UPDATE_ROW, values)
    elif values:
        run(INSERT_ROWS + ROW_ARRAYS + UPDATE_ROW, [list(column) for column in zip(*values, strict=True)])


def receipts(feed: str, replica: str, epoch: str, *, first: int, last: int) -> dict[int, Receipt]:
    """Return the receipts of a range of numbers."""
    sql = (
        "SELECT n, digest, verdict, version, reason FROM receipt "
        "WHERE feed = ? AND replica = ? AND epoch = ? AND n BETWEEN ? AND ?"
    )
    found = run(sql, (feed, replica, epoch, first, last)).fetchall()
    return {row[0]: Receipt(*row) for row in found}


def last_number(feed: str, replica: str, epoch: str) -> int:
    """Return the highest number held of a replica and epoch; they are taken without a gap."""
    sql = "SELECT MAX(n) FROM receipt WHERE feed = ? AND replica = ? AND epoch = ?"
    return run(sql, (feed, replica, epoch)).fetchone()[0] or 0


def write_receipts(feed: str, replica: str, epoch: str, given: list[Receipt]) -> None:
    values = [msgspec.structs.astuple(receipt) for receipt in given]
    if not is_postgresql():
        run_many(INSERT_RECEIPTS + RECEIPT_VALUES, [(feed, replica, epoch, *value) for value in values])
    elif values:
        columns = [list(column) for column in zip(*values, strict=True)]
        run(INSERT_RECEIPTS + RECEIPT_ARRAYS, [feed, replica, epoch, *columns])


def as_json(names: set[str]) -> str:
    return msgspec.json.encode(list(names)).decode()
