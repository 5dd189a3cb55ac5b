"""Central sums up what a kiosk should hold of a feed; where the two differ, it tells those records again (G16)."""

import base64
from collections import Counter
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from kiosk.core import clock
from sync import digest
from sync.central import ledger
from sync.central.audience import Caller
from sync.central.database import run
from sync.central.errors import ComparedLatelyError, MalformedError
from sync.central.pages import RawRecord
from sync.comparison import CompareRequest
from sync.digest import BUCKETS, Digest
from sync.protocol import PAGE_BYTES, PAGE_ROWS

PORTION_ROWS = 500
PAUSE_MILLISECONDS = 10 * 60 * 1_000
REMEMBERED = 10_000
# By key and in portions: both engines then hold a few rows at a time, and nobody waits for a long statement.
LIVE = (
    "SELECT id, kind, fields, feeds FROM record WHERE feed = ? AND id > ? AND NOT is_gone ORDER BY id LIMIT ?"
)
SIZES = "SELECT id, size, feeds FROM record WHERE feed = ? AND id > ? ORDER BY id LIMIT ?"


class RawComparison(msgspec.Struct, omit_defaults=True, frozen=True):
    """A CompareAnswer (sync.comparison) with raw records."""

    cursor: int
    is_same: bool = False
    buckets: str = ""
    records: list[RawRecord] = []
    given: list[int] = []
    timeline: str = ""


class Allowance(NamedTuple):
    """What a replica may still ask of a feed since it was summed up for it."""

    since: int
    buckets: int


class Comparisons:
    """How often a feed was summed up for a replica: reading a whole feed is the dearest thing anybody may ask."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.allowed: dict[tuple[str, str], Allowance] = {}

    def spend(self, caller: Caller, wish: CompareRequest) -> None:
        """Count one call. Raises ComparedLatelyError: one sum in ten minutes, and its buckets once each."""
        key, now = (caller.replica, wish.feed), clock.wall()
        with self.lock:
            known = self.allowed.get(key)
            wait = known.since + PAUSE_MILLISECONDS - now if known else 0
            is_fresh = known is not None and 0 < wait <= PAUSE_MILLISECONDS
            if wish.buckets and known and is_fresh and known.buckets > 0:
                self.allowed[key] = known._replace(buckets=known.buckets - 1)
            elif wish.buckets or is_fresh:
                raise ComparedLatelyError(max(1, wait // 1_000))
            else:
                self.allowed.pop(key, None)
                self.allowed[key] = Allowance(now, BUCKETS)
            for old in list(self.allowed)[: max(0, len(self.allowed) - REMEMBERED)]:
                del self.allowed[old]


def compare(caller: Caller, wish: CompareRequest) -> RawComparison:
    """Return whether the caller holds the same as central in one feed, or the sums, or the records of some buckets.

    Raises MalformedError for a feed it does not read or a bucket that is none.
    """
    if wish.feed not in caller.feeds or not all(0 <= bucket < BUCKETS for bucket in wish.buckets):
        raise MalformedError("this kiosk does not read this, or there is no such bucket")
    head = head_of(wish.feed)
    if head != wish.cursor:
        return RawComparison(head)
    answer = told(caller, wish, head) if wish.buckets else summed(caller, wish, head)
    # What was read in portions is one state only if nobody wrote meanwhile.
    now = head_of(wish.feed)
    return answer if now == head else RawComparison(now)


def head_of(feed: str) -> int:
    return ledger.heads([feed]).get(feed, 0)


def summed(caller: Caller, wish: CompareRequest, head: int) -> RawComparison:
    """Sum the feed up as the caller should hold it."""
    own = Digest()
    for record, kind, fields, feeds in portions(LIVE, wish.feed):
        if is_counted(caller, wish.feed, feeds):
            own.add(record, digest.number_of(record, kind, digest.opened(fields.encode())))
    is_same = encoded(own.whole) == wish.digest
    return RawComparison(head, is_same, buckets="" if is_same else encoded(own.buckets))


def is_counted(caller: Caller, feed: str, feeds: str) -> bool:
    """Say whether the record counts in this feed: one that was also sent to the caller's centre counts there only.

    The kiosk holds it once, and cannot know in which other feeds it stands.
    """
    return feed == caller.own_feed or caller.own_feed not in feeds.split()


def told(caller: Caller, wish: CompareRequest, head: int) -> RawComparison:
    """Return whole buckets, as many as one answer carries and at least one, with what is gone from them."""
    wanted = set(wish.buckets)
    rows, sizes = Counter[int](), Counter[int]()
    for record, size, _feeds in portions(SIZES, wish.feed):
        bucket = digest.bucket_of(record)
        if bucket in wanted:
            rows[bucket] += 1
            sizes[bucket] += size
    given = fitting(sorted(wanted), rows, sizes)
    names = [name for name, _size, _feeds in portions(SIZES, wish.feed) if digest.bucket_of(name) in given]
    records = [
        RawRecord(row.id, row.kind, row.version, msgspec.Raw(row.fields.encode()))
        if not row.is_gone
        else RawRecord(row.id, row.kind, row.version, gone=True, erased=bool(row.is_erased))
        for row in ledger.rows([wish.feed], names)
        if is_told(caller, row)
    ]
    return RawComparison(head, records=records, given=sorted(given))


def is_told(caller: Caller, row: ledger.Row) -> bool:
    """Say whether a row is told of its feed: not where the caller finds the record in another one."""
    if row.is_erased:
        return True
    elsewhere = any(feed in caller.feeds and feed != row.feed for feed in row.feeds.split())
    return not elsewhere if row.is_gone else is_counted(caller, row.feed, row.feeds)


def fitting(wanted: Sequence[int], rows: Counter[int], sizes: Counter[int]) -> set[int]:
    """Return the first buckets that one answer carries, one at least."""
    given: set[int] = set()
    row_count = byte_count = 0
    for bucket in wanted:
        row_count += rows[bucket]
        byte_count += sizes[bucket]
        if given and (row_count > PAGE_ROWS or byte_count > PAGE_BYTES):
            break
        given.add(bucket)
    return given


def portions(query: str, feed: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a feed in order of their ids."""
    last = ""
    while found := run(query, (feed, last, PORTION_ROWS)).fetchall():
        last = found[-1][0]
        yield from found


def encoded(sums: bytes) -> str:
    return base64.b64encode(sums).decode()
