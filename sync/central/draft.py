"""What a batch makes of the records it touches, before anything of it is written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from kiosk.core.ids import new_id
from sync.central import holds, ledger, rights, traces
from sync.central.audience import Caller, centre_feed
from sync.central.forgotten import NOTHING
from sync.central.ledger import Row, Written
from sync.central.standing import Held, held_of, rows_of
from sync.merge import ALL, RETOLD_AT, Lost, Stamp, Standing
from sync.protocol import Change


class Found:
    """What central holds of the records that a batch is about, read under the lock."""

    def __init__(self, caller: Caller, rows: list[Row]) -> None:
        self.feeds = caller.feeds
        self.rows: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in rows:
            self.rows[row.id][row.feed] = row
        self.waiting: dict[str, holds.Waiting] = holds.waiting(self.feeds, self.rows) if self.rows else {}
        self.conflicts: dict[str, list[str]] = {}
        self.forgotten = NOTHING

    def held(self, record: str) -> Held | None:
        """Return the record as it stands for the caller."""
        known = self.rows.get(record)
        return held_of([known[feed] for feed in self.feeds if feed in known]) if known else None

    def owner(self, record: str) -> str:
        """Return the centre that made the record, '' when central holds nothing of it."""
        return next((row.owner for row in self.rows.get(record, {}).values()), "")


class Draft:
    """The new state of records. `heads` counts on while changes are judged; `given` is written of it at last."""

    def __init__(self, caller: Caller, found: Found, heads: dict[str, int], now: int) -> None:
        self.caller = caller
        self.found = found
        self.heads = heads
        self.now = now
        self.name = new_id().hex[:24]
        self.before = dict(heads)
        # If the caller itself has something to read of what this batch makes.
        self.is_told = False
        self.given: dict[str, int] = {}
        self.held: dict[str, Held] = {}
        # In their order: rows that are written side by side lie on one page, and are read and written again so.
        self.changed: dict[str, None] = {}
        # Records of which nothing is left after this batch.
        self.erased: set[str] = set()
        self.conflicts: dict[str, tuple[Any, ...]] = {}
        self.history: list[tuple[Any, ...]] = []
        self.holds: dict[str, tuple[str, holds.Waiting | None]] = {}

    def find(self, record: str) -> Held | None:
        """Return the record as it stands after what was judged so far."""
        held = self.held.get(record)
        if held is None and record in self.found.rows:
            held = self.found.held(record)
            if held:
                self.held[record] = held
        return held

    def owner(self, record: str) -> str:
        """Return the centre that made the record, '' when nothing is known of it."""
        held = self.held.get(record)
        return held.owner if held else self.found.owner(record)

    def was_erased(self, record: str) -> bool:
        """Say whether the record is erased; of one that was long ago only a mark is left."""
        held = self.find(record)
        return held.standing.is_erased if held else record in self.found.forgotten.records

    def is_news(self, change: Change) -> bool:
        """Say whether nobody has heard of the record in any way; nearly all that a kiosk brings is such."""
        record = change.id
        return not (
            change.base
            or change.stood
            or change.erased
            or record in self.held
            or record in self.found.rows
            or record in self.found.forgotten.records
        )

    def is_gone(self, change: Change) -> bool:
        """Say whether a new record can be none, as its erasure is remembered in what it is about, or forgotten.

        What has left no mark and is not found is news, or was lost when central was put back from a copy: it is taken.
        A central of before left no marks, and then whoever knew it by a number below the horizon comes from before it
        was erased.
        """
        if change.kind == traces.CONFLICT:
            about = rights.belongings(change)
            if any(one and one.standing.is_erased for one in map(self.find, about)):
                return True
            if not self.found.forgotten.records.isdisjoint(about):
                return True
        if change.id in self.found.forgotten.records:
            return True
        known, unmarked = max(change.base, change.stood), self.found.forgotten.unmarked
        if known <= 0 or change.id in self.found.rows or not unmarked:
            return False
        feeds = {*self.caller.feeds_of(change, is_held=True)}
        if "audience" in change.fields and change.at != RETOLD_AT:
            # It moves: the number is that of the feed it stood in before.
            feeds.add(self.caller.own_feed)
        return known < max(unmarked.get(feed, 0) for feed in feeds)

    def put(self, record: str, new: Held, feeds: Iterable[str]) -> None:
        """Let a record stand so, under its number in all these feeds: no row may be ahead of its head."""
        for feed in feeds:
            self.heads[feed] = self.given[feed] = new.standing.version
        self.held[record] = new
        self.changed[record] = None
        self.is_told = self.is_told or new.standing.writer != self.caller.writer
        if new.standing.is_erased:
            self.erased.add(record)

    def keep(self, lost: Lost, record: str, held: Held) -> None:
        """Keep a value that did not stand: for a choice, or, of what is a choice itself, in history."""
        if held.kind == traces.CONFLICT:
            self.remember_all([lost], record, held)
            return
        feed = centre_feed(held.owner)
        name = new_id().hex
        row = traces.trace(lost, feed=feed, record=record, now=self.now, name=name)
        new = traces.conflict(
            lost, record, held.kind, owner=held.owner, version=self.heads[feed] + 1, now=self.now
        )
        self.conflicts[name] = row
        self.put(name, new, (feed,))

    def remember_all(self, replaced: Iterable[Lost], record: str, held: Held) -> None:
        """Keep values that were followed by somebody who knew them."""
        for lost in replaced:
            name = f"{self.name}{len(self.history):08x}"
            self.history.append(
                traces.trace(lost, feed=held.feeds[0], record=record, now=self.now, name=name)
            )

    def let_go(self, record: str) -> None:
        """Erase what was kept for a choice about a record that is erased (G14)."""
        self.holds.pop(record, None)
        made = [name for name, row in self.conflicts.items() if row[2] == record]
        for name in (*self.found.conflicts.get(record, ()), *made):
            held = self.find(name)
            if held is None or held.standing.is_erased:
                continue
            stamp = Stamp(self.heads[held.feeds[0]] + 1, 0, "")
            erased = Standing(stamp.version, {}, {ALL: stamp}, is_erased=True)
            self.put(name, Held(held.kind, held.owner, held.feeds, erased), held.feeds)

    def tell_writer(self, record: str) -> None:
        """Let everybody read what this batch made of a record, also the replica that said it."""
        if record in self.changed:
            new = self.held[record]
            self.is_told = True
            self.held[record] = replace(new, standing=replace(new.standing, writer=""))

    def written(self) -> dict[str, Written]:
        """Return between which numbers there is nothing but what the caller has written and knows whole."""
        if self.is_told:
            return {}
        return {feed: Written(self.before[feed], head) for feed, head in self.given.items()}

    def write(self) -> None:
        """Write records and traces; nothing that was ever said of one that is erased stays."""
        rows = [row for record in self.changed for row in rows_of(record, self.held[record], self.now)]
        ledger.write_rows(rows)
        erased = self.erased
        kept = [row for name, row in self.conflicts.items() if name not in erased and row[2] not in erased]
        traces.write_conflicts(kept)
        traces.write_history([row for row in self.history if row[2] not in erased])
        holds.write(self.caller.feeds, self.holds, self.now)
        if erased:
            traces.forget(self.caller.feeds, erased)
