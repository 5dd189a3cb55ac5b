"""One batch of one kiosk, judged under the lock: each change gets its verdict, each record its new state."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kiosk.core.ids import new_id
from sync.central.audience import AUDIENCES, NETWORK, Caller
from sync.central.ledger import Row
from sync.clocks import corrected
from sync.merge import PLACE, RESERVED, Lost, Merged, Stamp, Standing, merge
from sync.protocol import Change, Judgement, Verdict

MAX_CHANGE_BYTES = 256 * 1024
encode = msgspec.json.Encoder().encode
is_kind = re.compile(r"[a-z_]{1,40}").fullmatch
is_id = re.compile(r"[0-9a-f]{32}").fullmatch
stamps_of = msgspec.json.Decoder(dict[str, Stamp]).decode


class Held(msgspec.Struct):
    """A record of the batch as it stands so far; `left` are the feeds it was taken out of."""

    kind: str
    owner: str
    feeds: tuple[str, ...]
    standing: Standing
    left: frozenset[str] = frozenset()


class Batch:
    """The records that a batch touches. `heads` counts on while changes are judged; `given` is written last."""

    def __init__(
        self, caller: Caller, *, heads: dict[str, int], rows: list[Row], centres: set[str], now: int
    ) -> None:
        self.caller = caller
        self.heads = heads
        self.rows: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in rows:
            self.rows[row.id][row.feed] = row
        self.centres = centres
        self.now = now
        self.given: dict[str, int] = {}
        self.held: dict[str, Held] = {}
        self.changed: set[str] = set()
        self.conflicts: list[dict[str, Any]] = []

    def judge(self, change: Change, size: int) -> Judgement:
        """Return the verdict on one change of `size` bytes and remember what it does; bad data never raises."""
        reason = self.malformed(change, size)
        if reason:
            return Judgement(change.n, Verdict.REFUSED, reason=reason)
        held = self.find(change.id)
        is_owner = held is None or held.owner == self.caller.centre
        wanted = self.caller.feeds_of(change) if is_owner else held.feeds if held else ()
        reason = self.forbidden(change, held, wanted)
        if reason:
            return Judgement(change.n, Verdict.REFUSED, reason=reason)
        return self.settle(change, held, wanted)

    def malformed(self, change: Change, size: int) -> str:
        """Return why the change cannot be read, '' when it can."""
        return (
            (not is_id(change.id) and "bad_id")
            or (not is_kind(change.kind) and "bad_kind")
            or (size > MAX_CHANGE_BYTES and "too_large")
            or (change.audience not in AUDIENCES and "unknown_audience")
            or (change.to and change.to not in self.centres and "unknown_centre")
            or (not RESERVED.isdisjoint(change.fields) and "bad_field")
            # PostgreSQL keeps no name with a NUL, and would refuse the whole batch for one.
            or (any("\0" in name for name in change.fields) and "bad_field")
            or ""
        )

    def find(self, record: str) -> Held | None:
        """Return the record as it stands for the caller: its live row, else the row of its erasure."""
        if record in self.held:
            return self.held[record]
        if record not in self.rows:
            return None
        known = self.rows[record]
        rows = [known[feed] for feed in self.caller.feeds if feed in known]
        row = next((row for row in rows if not row.is_gone), None)
        row = row or next((row for row in rows if row.is_erased), None)
        if row is None:
            return None
        standing = Standing(
            version=row.version,
            fields=msgspec.json.decode(row.fields),
            stamps=stamps_of(row.stamps),
            writer=row.writer,
            is_erased=row.is_erased,
        )
        self.held[record] = held = Held(row.kind, row.owner, tuple(row.feeds.split()), standing)
        return held

    def forbidden(self, change: Change, held: Held | None, wanted: tuple[str, ...]) -> str:
        """Return why the caller may not write this, '' when it may (only its own, or what was sent to it)."""
        centre = self.caller.centre
        if change.audience == NETWORK and not self.caller.is_office:
            return "office_only"
        # What is erased already may be erased by anybody who read it: so a kiosk empties what it had to say of it.
        is_erasing = change.erased and not (held and held.standing.is_erased)
        if held and held.owner != centre and (self.caller.own_feed not in held.feeds or is_erasing):
            return "not_owner"
        if held and held.kind != change.kind:
            return "other_kind"
        owner = held.owner if held else centre
        if change.id not in self.rows:
            return ""
        known = self.rows[change.id]
        # A name that somebody else has taken: in the feeds it enters and, for a new one, in all we read.
        looked_at = wanted if held else {*wanted, *self.caller.feeds}
        return "not_owner" if any(known[feed].owner != owner for feed in looked_at if feed in known) else ""

    def settle(self, change: Change, held: Held | None, wanted: tuple[str, ...]) -> Judgement:
        """Merge one admitted change."""
        feeds = held.feeds if held else wanted
        left = held.left if held else ()
        number = max(map(self.heads.__getitem__, (*feeds, *wanted, *left))) + 1
        stamp = Stamp(number, corrected(change, self.caller.clock, now=self.now), self.caller.writer)
        merged = merge(held.standing if held else None, change, stamp)
        is_moving = merged.may_move and wanted != feeds
        known = merged.is_known
        if merged.verdict is Verdict.DUPLICATE and not is_moving:
            version = held.standing.version if held and known else 0
            return Judgement(change.n, Verdict.DUPLICATE, version, merged.reason)
        verdict = merged.verdict
        if verdict is Verdict.DUPLICATE:
            verdict = Verdict.ACCEPTED if known else Verdict.MERGED
        self.put(change, merged, stamp, old=held, feeds=wanted if is_moving else feeds)
        return Judgement(change.n, verdict, number if known else 0)

    def put(
        self, change: Change, merged: Merged, stamp: Stamp, *, old: Held | None, feeds: tuple[str, ...]
    ) -> None:
        """Remember the record's new state and give it its number in every feed concerned."""
        # Every feed that gets a row of it, those left earlier in this batch too: no row may be ahead of its head.
        for feed in feeds if old is None else (*feeds, *old.feeds, *old.left):
            self.heads[feed] = self.given[feed] = stamp.version
        is_moving = old is not None and old.feeds != feeds
        standing = Standing(
            version=stamp.version,
            fields=merged.fields,
            stamps={**merged.stamps, PLACE: stamp} if is_moving else merged.stamps,
            writer=stamp.writer if merged.is_known else "",
            is_erased=merged.is_erased,
        )
        if old is None:
            self.held[change.id] = Held(change.kind, self.caller.centre, feeds, standing)
        else:
            left = old.left.union(old.feeds).difference(feeds)
            self.held[change.id] = Held(old.kind, old.owner, feeds, standing, left)
        self.changed.add(change.id)
        for lost in merged.lost:
            self.keep(lost, change.id, feeds[0])

    def keep(self, lost: Lost, record: str, feed: str) -> None:
        """Keep the value that did not stand for the desk of the record's home."""
        self.conflicts.append(
            {
                "feed": feed,
                "id": new_id().hex,
                "record": record,
                "field": lost.field,
                "value": msgspec.json.encode(lost.value).decode(),
                "version": lost.stamp.version,
                "writer": lost.stamp.writer,
                "written_at": lost.stamp.at,
                "found_at": self.now,
            }
        )

    def erased(self) -> list[str]:
        """Return the records of which nothing is left after this batch."""
        return [record for record in self.changed if self.held[record].standing.is_erased]

    def written(self) -> list[Row]:
        """Return the rows to write: one in each feed a record stands in, and one in each that it left."""
        return [row for record in self.changed for row in rows_of(record, self.held[record], self.now)]


def rows_of(record: str, held: Held, now: int) -> Iterator[Row]:
    standing, is_erased = held.standing, held.standing.is_erased
    feeds = " ".join(held.feeds)
    fields, stamps = ("{}", "{}") if is_erased else (as_text(standing.fields), as_text(standing.stamps))
    for feed in (*held.feeds, *held.left):
        is_left = feed in held.left
        here = ("{}", "{}", 0) if is_left else (fields, stamps, len(fields))
        yield Row(
            feed, record, held.kind, standing.version, *here[:2],
            held.owner, feeds, standing.writer, is_left or is_erased, is_erased, here[2],
            now if is_left or is_erased else 0,
        )  # fmt: skip


def as_text(content: Mapping[str, Any]) -> str:
    return encode(content).decode()
