"""A record as it stands while a batch is judged, and the rows that are written of it afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sync.central.ledger import Row
from sync.merge import Stamp, Standing

encode = msgspec.json.Encoder().encode
EMPTY = "{}", "{}"
fields_of = msgspec.json.Decoder(dict[str, Any]).decode
stamps_of = msgspec.json.Decoder(dict[str, Stamp]).decode


class Held(msgspec.Struct, gc=False):
    """A record of the batch as it stands so far; `left` are the feeds it was taken out of."""

    kind: str
    owner: str
    feeds: tuple[str, ...]
    standing: Standing
    left: frozenset[str] = frozenset()


def held_of(rows: Sequence[Row]) -> Held | None:
    """Return what one reader sees in its rows of a record: the live one, else its erasure, None where it only left."""
    seen = [row for row in rows if not row.is_gone] or [row for row in rows if row.is_erased]
    if not seen:
        return None
    row = seen[0]
    standing = Standing(
        version=row.version,
        fields=fields_of(row.fields),
        stamps=stamps_of(row.stamps),
        writer=row.writer,
        is_erased=row.is_erased,
    )
    return Held(row.kind, row.owner, tuple(row.feeds.split()), standing)


def rows_of(record: str, held: Held, now: int) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each feed the record stands in, and for each that it left, its columns as in `Row`."""
    standing, is_erased = held.standing, held.standing.is_erased
    feeds = " ".join(held.feeds)
    fields, stamps = EMPTY if is_erased else (as_text(standing.fields), as_text(standing.stamps))
    for feed in held.feeds:
        yield (
            feed, record, held.kind, standing.version, fields, stamps,
            held.owner, feeds, standing.writer, is_erased, is_erased, len(fields), now if is_erased else 0,
        )  # fmt: skip
    for feed in held.left:
        yield (
            feed, record, held.kind, standing.version, *EMPTY,
            held.owner, feeds, standing.writer, True, is_erased, 0, now,
        )  # fmt: skip


def as_text(content: Mapping[str, Any]) -> str:
    return encode(content).decode()
