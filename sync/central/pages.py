"""A kiosk reads its feeds in order of their numbers, page by page, and misses none whoever writes meanwhile."""

from collections.abc import Generator, Mapping
from contextlib import closing
from typing import NamedTuple

import msgspec

from sync.central import epochs, ledger
from sync.central.audience import Caller
from sync.central.database import is_postgresql, run
from sync.central.ledger import Written
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
# Stands for no writer of any row: "" stands where nobody knows all of it.
NOBODY = "-"
NOTHING_WRITTEN: Mapping[str, Written] = {}
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
    snapshot: bool = False


class RawAnswer(msgspec.Struct, omit_defaults=True, frozen=True):
    """An ExchangeAnswer (sync.protocol) with raw pages."""

    protocol: int
    time: int
    acknowledged: int
    judgements: list[Judgement] = []
    pages: list[RawPage] = []
    come_back_seconds: int = 0
    run: tuple[int, int] | None = None
    timeline: str = ""
    forked: dict[str, int] = {}
    continued: int | None = None
    known: str = ""


class Place(NamedTuple):
    """Where a kiosk is in a feed. In a snapshot it goes through all of it, what it wrote itself too."""

    cursor: int
    head: int
    is_snapshot: bool


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


def pages(
    caller: Caller,
    cursors: Mapping[str, int],
    budget: Budget | None = None,
    *,
    written: Mapping[str, Written] = NOTHING_WRITTEN,
    is_anew: bool = False,
) -> list[RawPage]:
    """Return the next page of each feed with something after its cursor; feeds it may not read are passed over.

    What the caller has just `written` itself is not looked through for what others wrote. Who reads `is_anew` is told
    of an empty feed, too: whatever it holds of that is gone.
    """
    budget = budget or Budget()
    bounds = ledger.bounds(caller.feeds)
    # One of which something was heard may have rows of its own that a sister erased, the answer lost in between.
    has_spoken = caller.known_acknowledged > 0
    is_new = not (has_spoken or any(cursors.get(feed) for feed in caller.feeds)) and epochs.is_first(caller)
    found: list[RawPage] = []
    for feed in caller.feeds:
        said = cursors.get(feed, 0)
        place = place_of(said, *bounds.get(feed, (0, 0)))
        if said == place.head:
            found += [RawPage(feed, said)] if is_anew and not said else []
            continue
        if feed in written and said == written[feed].before:
            place = place._replace(cursor=written[feed].after)
        if place.cursor == place.head and not place.is_snapshot:
            found.append(RawPage(feed, place.head))
        elif budget.is_spent:
            found.append(RawPage(feed, said, more=True))
        else:
            found.append(page(caller, feed, place, is_new=is_new, budget=budget))
    return found


def place_of(said: int, head: int, horizon: int) -> Place:
    """Return where a kiosk goes on with this cursor: one below 0 says how far it is within a snapshot."""
    if 0 < -said <= head:
        return Place(-said, head, is_snapshot=True)
    # Past the head: central was set back to an earlier copy, and what this kiosk saw after it will be numbered anew.
    cursor = said if 0 < said <= head else 0
    return Place(cursor, head, is_snapshot=False) if cursor >= horizon else Place(0, head, is_snapshot=True)


def page(caller: Caller, feed: str, place: Place, *, is_new: bool, budget: Budget) -> RawPage:
    """Return the records of one feed after the kiosk's place, as many as the budget has room for."""
    records: list[RawRecord] = []
    last, head, is_snapshot = place
    with closing(rows(caller, feed, place, is_new=is_new, budget=budget)) as following:
        for version, record, kind, fields, size, is_gone, is_erased, feeds in following:
            last = version
            budget.spend(size)
            if not is_gone:
                records.append(RawRecord(record, kind, version, msgspec.Raw(fields)))
            elif is_erased or not reads(caller, feed, feeds):
                records.append(RawRecord(record, kind, version, gone=True, erased=bool(is_erased)))
            if budget.is_spent:
                more = last < head
                return RawPage(feed, -last if is_snapshot and more else last, records, more, is_snapshot)
    # All was read that stood when the head was: a later commit has a later number.
    return RawPage(feed, max(head, last), records, snapshot=is_snapshot)


def reads(caller: Caller, left: str, feeds: str) -> bool:
    """Say whether the caller finds the record in another feed than the one it left: then it is not gone."""
    return any(feed in caller.feeds and feed != left for feed in feeds.split())


def rows(
    caller: Caller, feed: str, place: Place, *, is_new: bool, budget: Budget
) -> Generator[tuple[int, str, str, str, int, bool, bool, str], None, None]:
    """Yield the rows after its place that this replica and epoch did not write; a new one needs none gone.

    In a snapshot all of them, what is gone too: a record may be erased while its feed is read from the beginning.
    """
    writer = NOBODY if place.is_snapshot else caller.writer
    parameters = [feed, place.cursor, writer, place.is_snapshot or not is_new, budget.rows]
    cursor_of_rows = (
        run(BOUNDED_ROWS, [*parameters, budget.size]) if is_postgresql() else run(ROWS, parameters)
    )
    with closing(cursor_of_rows):
        yield from cursor_of_rows
