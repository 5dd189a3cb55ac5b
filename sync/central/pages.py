"""A kiosk reads its feeds in order of their numbers, page by page, and misses none whoever writes meanwhile."""

from collections.abc import Generator, Mapping
from contextlib import closing

import msgspec

from sync.central import ledger
from sync.central.audience import Caller
from sync.central.database import is_postgresql, run
from sync.protocol import PAGE_BYTES, PAGE_ROWS, Judgement

ROWS = (
    "SELECT version, id, kind, fields, size, is_gone, is_erased, feeds FROM record "
    "WHERE feed = ? AND version > ? AND writer <> ? AND (NOT is_gone OR ?) ORDER BY version LIMIT ?"
)
# PostgreSQL sends a whole answer at once: there the server adds up the sizes and stops where we would.
BOUNDED_ROWS = (
    "SELECT version, id, kind, fields, size, is_gone, is_erased, feeds FROM ("
    "SELECT version, id, kind, fields, size, is_gone, is_erased, feeds, "
    "SUM(size) OVER (ORDER BY version) - size AS before FROM record "
    "WHERE feed = ? AND version > ? AND writer <> ? AND (NOT is_gone OR ?) ORDER BY version LIMIT ?"
    ") AS page WHERE before < ? ORDER BY version"
)
NO_FIELDS = msgspec.Raw(b"{}")


class RawRecord(msgspec.Struct, omit_defaults=True, frozen=True):
    """A FeedRecord whose fields go out as they came in, without being read."""

    id: str
    kind: str
    version: int
    fields: msgspec.Raw = NO_FIELDS
    gone: bool = False
    erased: bool = False


class RawPage(msgspec.Struct, omit_defaults=True, frozen=True):
    """A Page (sync.protocol) of raw records."""

    feed: str
    cursor: int
    records: list[RawRecord] = []
    more: bool = False


class RawAnswer(msgspec.Struct, omit_defaults=True, frozen=True):
    """An ExchangeAnswer (sync.protocol) with raw pages."""

    protocol: int
    time: int
    acknowledged: int
    judgements: list[Judgement] = []
    pages: list[RawPage] = []
    come_back_seconds: int = 0
    run: tuple[int, int] | None = None


class Budget:
    """How much one answer may still carry, over all its feeds; its first record goes always."""

    def __init__(self, rows: int = PAGE_ROWS, size: int = PAGE_BYTES) -> None:
        self.rows = rows
        self.size = size

    @property
    def is_spent(self) -> bool:
        return self.rows <= 0 or self.size <= 0

    def spend(self, size: int) -> None:
        self.rows -= 1
        self.size -= size


def pages(caller: Caller, cursors: Mapping[str, int], budget: Budget | None = None) -> list[RawPage]:
    """Return the next page of each feed with something after its cursor; feeds it may not read are passed over."""
    budget = budget or Budget()
    heads = ledger.heads(set(caller.feeds))
    is_new = not any(cursors.get(feed) for feed in caller.feeds)
    found: list[RawPage] = []
    for feed in caller.feeds:
        head = heads.get(feed, 0)
        cursor = max(0, cursors.get(feed, 0))
        if cursor > head:
            # Central was set back to an earlier copy: what this kiosk saw after it will be numbered anew.
            cursor = 0
        if cursor == head and cursors.get(feed, 0) == head:
            continue
        found.append(page(caller, feed, cursor=cursor, head=head, is_new=is_new, budget=budget))
    return found


def page(caller: Caller, feed: str, *, cursor: int, head: int, is_new: bool, budget: Budget) -> RawPage:
    """Return the records of one feed after `cursor`, as many as the budget has room for."""
    if budget.is_spent:
        return RawPage(feed, cursor, more=True)
    records: list[RawRecord] = []
    last = cursor
    with closing(rows(caller, feed, cursor=cursor, is_new=is_new, budget=budget)) as following:
        for version, record, kind, fields, size, is_gone, is_erased, feeds in following:
            last = version
            budget.spend(size)
            if not is_gone:
                records.append(RawRecord(record, kind, version, msgspec.Raw(fields)))
            elif is_erased or not reads(caller, feed, feeds):
                records.append(RawRecord(record, kind, version, gone=True, erased=bool(is_erased)))
            if budget.is_spent:
                return RawPage(feed, last, records, more=last < head)
    # All was read that stood when the head was: a later commit has a later number.
    return RawPage(feed, max(head, last), records)


def reads(caller: Caller, left: str, feeds: str) -> bool:
    """Say whether the caller finds the record in another feed than the one it left: then it is not gone."""
    return any(feed in caller.feeds and feed != left for feed in feeds.split())


def rows(
    caller: Caller, feed: str, *, cursor: int, is_new: bool, budget: Budget
) -> Generator[tuple[int, str, str, str, int, bool, bool, str], None, None]:
    """Yield the rows after `cursor` that this replica and epoch did not write; a new one needs none gone."""
    parameters = [feed, cursor, caller.writer, not is_new, budget.rows]
    cursor_of_rows = (
        run(BOUNDED_ROWS, [*parameters, budget.size]) if is_postgresql() else run(ROWS, parameters)
    )
    with closing(cursor_of_rows):
        yield from cursor_of_rows
