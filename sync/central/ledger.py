"""The statements that read and write records, receipts and heads: a few for a batch, never one for each."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from sync.central.database import is_postgresql, run, run_many
from sync.protocol import Judgement

# Twice where the engines differ: SQLite runs a prepared statement for each row, PostgreSQL unpacks all from one JSON.
SELECT_ROWS = (
    "SELECT feed, id, kind, version, fields, stamps, owner, feeds, writer, is_gone, is_erased, size, gone_at "
    "FROM record "
    "WHERE feed IN (SELECT value FROM json_each(?)) AND id IN (SELECT value FROM json_each(?))"
)
SELECT_ROWS_BY_ARRAY = (
    "SELECT feed, id, kind, version, fields, stamps, owner, feeds, writer, is_gone, is_erased, size, gone_at "
    "FROM record "
    "WHERE feed = ANY(?) AND id = ANY(?)"
)
INSERT_ROWS = (
    "INSERT INTO record "
    "(feed, id, kind, version, fields, stamps, owner, feeds, writer, is_gone, is_erased, size, gone_at) "
)
ROW_VALUES = "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ROW_ELEMENTS = (
    "SELECT row->>0, row->>1, row->>2, (row->>3)::bigint, row->>4, row->>5, row->>6, row->>7, row->>8, "
    "(row->>9)::boolean, (row->>10)::boolean, (row->>11)::integer, (row->>12)::bigint "
    "FROM jsonb_array_elements(?::jsonb) AS row"
)
UPDATE_ROW = (
    " ON CONFLICT (feed, id) DO UPDATE SET version = excluded.version, fields = excluded.fields, "
    "stamps = excluded.stamps, owner = excluded.owner, feeds = excluded.feeds, writer = excluded.writer, "
    "is_gone = excluded.is_gone, is_erased = excluded.is_erased, size = excluded.size, "
    "gone_at = excluded.gone_at"
)
judgements_of = msgspec.json.Decoder(list[Judgement]).decode


class Row(NamedTuple):
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
    size: int
    gone_at: int = 0


class Receipt(NamedTuple):
    """What was answered to one change, the digest of its content and the mark of the record it was about."""

    digest: bytes
    judgement: Judgement


def make_feeds(feeds: Iterable[str]) -> None:
    """Begin the feeds that have no head yet."""
    for feed in sorted(feeds):
        run("INSERT INTO feed (feed, head, horizon) VALUES (?, 0, 0) ON CONFLICT DO NOTHING", (feed,))


def lock(feeds: set[str]) -> dict[str, int]:
    """Hold the feeds until the transaction ends and return their heads; one without a head is left out.

    All lock in the order of the names, so nobody waits in a ring. On SQLite the transaction is the lock.
    """
    if is_postgresql():
        sql = "SELECT feed, head FROM feed WHERE feed = ANY(?) ORDER BY feed FOR UPDATE"
        return dict(run(sql, (sorted(feeds),)).fetchall())
    return heads(feeds)


def heads(feeds: Iterable[str]) -> dict[str, int]:
    """Return the last number given in each feed, without holding it."""
    if is_postgresql():
        return dict(run("SELECT feed, head FROM feed WHERE feed = ANY(?)", (list(feeds),)).fetchall())
    sql = "SELECT feed, head FROM feed WHERE feed IN (SELECT value FROM json_each(?))"
    return dict(run(sql, (as_json(feeds),)).fetchall())


def write_heads(given: dict[str, int]) -> None:
    for feed, head in sorted(given.items()):
        run("UPDATE feed SET head = ? WHERE feed = ?", (head, feed))


def rows(feeds: Iterable[str], records: Iterable[str]) -> list[Row]:
    """Return every row of the records in the feeds."""
    if is_postgresql():
        # A name with a NUL is no id and will be refused; PostgreSQL cannot even be asked for it.
        found = run(SELECT_ROWS_BY_ARRAY, (list(feeds), [name for name in records if "\0" not in name]))
    else:
        found = run(SELECT_ROWS, (as_json(feeds), as_json(records)))
    return [Row(*row) for row in found.fetchall()]


def write_rows(written: list[Row]) -> None:
    """Put each row in place of the one that stood there."""
    if is_postgresql():
        run(INSERT_ROWS + ROW_ELEMENTS + UPDATE_ROW, (as_json(written),))
    else:
        run_many(INSERT_ROWS + ROW_VALUES + UPDATE_ROW, written)


def receipts(feed: str, replica: str, epoch: str, *, first: int, last: int) -> dict[int, Receipt]:
    """Return the receipts of a range of numbers, by number."""
    sql = (
        "SELECT digests, judgements FROM receipt "
        "WHERE feed = ? AND replica = ? AND epoch = ? AND n <= ? AND last_n >= ?"
    )
    found: dict[int, Receipt] = {}
    for digests, judgements in run(sql, (feed, replica, epoch, last, first)).fetchall():
        answers = judgements_of(judgements)
        # 24 bytes each; 16 in those of before erasures had a mark of their record.
        width = len(digests) // len(answers)
        for place, judgement in enumerate(answers):
            found[judgement.n] = Receipt(bytes(digests[width * place : width * (place + 1)]), judgement)
    return found


def last_number(feed: str, replica: str, epoch: str) -> int:
    """Return the highest number held of a replica and epoch; they are taken without a gap."""
    sql = "SELECT MAX(last_n) FROM receipt WHERE feed = ? AND replica = ? AND epoch = ?"
    return run(sql, (feed, replica, epoch)).fetchone()[0] or 0


def write_receipts(feed: str, replica: str, epoch: str, given: list[Receipt]) -> None:
    """Write one row for the whole batch."""
    judgements = [receipt.judgement for receipt in given]
    digests = b"".join(receipt.digest for receipt in given)
    run(
        "INSERT INTO receipt (feed, replica, epoch, n, last_n, digests, judgements) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (feed, replica, epoch, judgements[0].n, judgements[-1].n, digests, as_json(judgements)),
    )


def as_json(names: Iterable[object]) -> str:
    return msgspec.json.encode(list(names)).decode()
