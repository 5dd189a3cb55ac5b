"""The statements that read and write records, receipts and heads: a few for a batch, never one for each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from sync.central.database import is_postgresql, run, run_many
from sync.protocol import Judgement

encode = msgspec.json.Encoder().encode
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


@dataclass(frozen=True)
class Shape:
    """A table and its columns, each with its type, in the order in which rows of it are written."""

    table: str
    columns: dict[str, str]

    @cached_property
    def head(self) -> str:
        return f"INSERT INTO {self.table} ({', '.join(self.columns)}) "

    @cached_property
    def one(self) -> str:
        """SQL that writes one row."""
        return f"{self.head}VALUES ({', '.join('?' for _column in self.columns)})"

    @cached_property
    def all(self) -> str:
        """SQL that writes the rows of one JSON array of arrays."""
        columns = ", ".join(f"(row->>{place})::{name}" for place, name in enumerate(self.columns.values()))
        return f"{self.head}SELECT {columns} FROM jsonb_array_elements(?::jsonb) AS row"  # noqa: S608  our own names


RECORDS = Shape(
    "record",
    {
        "feed": "text", "id": "text", "kind": "text", "version": "bigint", "fields": "text", "stamps": "text",
        "owner": "text", "feeds": "text", "writer": "text", "is_gone": "boolean", "is_erased": "boolean",
        "size": "integer", "gone_at": "bigint",
    },
)  # fmt: skip
ROWS = f"SELECT {', '.join(RECORDS.columns)} FROM record"  # noqa: S608  our own names
UPDATE_ROW = " ON CONFLICT (feed, id) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in RECORDS.columns if name not in {"feed", "id", "kind"}
)


class Written(NamedTuple):
    """The numbers of a feed before a batch and after it."""

    before: int
    after: int


class Receipt(NamedTuple):
    """What was answered to one change, the digest of its content and the mark of the record it was about."""

    digest: bytes
    judgement: Judgement


def make_feeds(feeds: Iterable[str]) -> None:
    """Begin the feeds that have no head yet."""
    for feed in sorted(feeds):
        run(
            "INSERT INTO feed (feed, head, horizon, unmarked) VALUES (?, 0, 0, 0) ON CONFLICT DO NOTHING",
            (feed,),
        )


def lock(feeds: Collection[str]) -> dict[str, int]:
    """Hold the feeds until the transaction ends and return their heads; one without a head is left out.

    All lock in the order of the names, so nobody waits in a ring. On SQLite the transaction is the lock.
    """
    if is_postgresql():
        sql = "SELECT feed, head FROM feed WHERE feed = ANY(?) ORDER BY feed FOR UPDATE"
        return dict(run(sql, (sorted(feeds),)).fetchall())
    return heads(feeds)


def heads(feeds: Collection[str]) -> dict[str, int]:
    """Return the last number given in each feed, without holding it."""
    return dict(run(f"SELECT feed, head FROM feed WHERE {within(feeds)}", names(feeds)).fetchall())  # noqa: S608


def bounds(feeds: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return of each feed the last number given, and that up to which what was gone may be forgotten."""
    sql = f"SELECT feed, head, horizon FROM feed WHERE {within(feeds)}"  # noqa: S608
    return {feed: (head, horizon) for feed, head, horizon in run(sql, names(feeds)).fetchall()}


def write_heads(given: dict[str, int]) -> None:
    for feed, head in sorted(given.items()):
        run("UPDATE feed SET head = ? WHERE feed = ?", (head, feed))


def rows(feeds: Collection[str], records: Iterable[str]) -> list[Row]:
    """Return every row of the records in the feeds."""
    sql = f"{ROWS} WHERE {within(feeds)} AND id {listed()}"
    return [Row(*row) for row in run(sql, (*names(feeds), among(records))).fetchall()]


def write_rows(written: Sequence[tuple[Any, ...]]) -> None:
    """Put each row, its columns in the order of `Row`, in place of the one that stood there."""
    insert(RECORDS, written, UPDATE_ROW)


def insert(shape: Shape, rows: Sequence[tuple[Any, ...]], otherwise: str = " ON CONFLICT DO NOTHING") -> None:
    """Write rows of a table in one statement; `otherwise` says what to do with one whose key is there."""
    if not rows:
        return
    if is_postgresql():
        run(shape.all + otherwise, (as_json(rows),))
    else:
        run_many(shape.one + otherwise, rows)


def within(feeds: Collection[str]) -> str:
    """Return SQL that is true for what stands in one of a few feeds; its parameters are their `names`."""
    return "feed = ANY(?)" if is_postgresql() else f"feed IN ({', '.join('?' * len(feeds))})"


def names(feeds: Collection[str]) -> list[Any]:
    return [list(feeds)] if is_postgresql() else [*feeds]


def listed() -> str:
    """Return SQL that is true for what is among `among(…)`."""
    return "= ANY(?)" if is_postgresql() else "IN (SELECT value FROM json_each(?))"


def among(names: Iterable[str]) -> str | list[str]:
    """Return names as one parameter. A name with a NUL is in no table; PostgreSQL cannot even be asked for it."""
    return [name for name in names if "\0" not in name] if is_postgresql() else as_json(names)


def numbered(numbers: Iterable[int]) -> str | list[int]:
    """Return numbers as one parameter."""
    return list(numbers) if is_postgresql() else as_json(numbers)


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


def write_receipts(
    feed: str, replica: str, epoch: str, judgements: Sequence[Judgement], digests: bytes
) -> None:
    """Write one row for the whole batch: what was answered, and a digest with its mark for each answer."""
    run(
        "INSERT INTO receipt (feed, replica, epoch, n, last_n, digests, judgements) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (feed, replica, epoch, judgements[0].n, judgements[-1].n, digests, as_json(judgements)),
    )


def as_json(names: Iterable[object]) -> str:
    return encode(list(names)).decode()
