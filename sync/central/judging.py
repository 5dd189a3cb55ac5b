"""One batch of one kiosk, judged under the lock: each change gets its verdict, each record its new state."""

from sync.central import retold, rights, traces
from sync.central.audience import Caller
from sync.central.draft import Draft
from sync.central.holds import Waiting
from sync.central.sent import Sent, opened
from sync.central.standing import Held
from sync.central.ways import Ways, is_id
from sync.clocks import corrected
from sync.merge import ALL, PLACE, RESERVED, RETOLD_AT, Merged, Stamp, Standing, merge
from sync.protocol import Change, Judgement, Verdict

MAX_CHANGE_BYTES = 256 * 1024
ERASED = "erased"
# A few fields of a record that central does not hold: nobody could read that (Change.base).
IN_PART = "in_part"


class Judge:
    """Says what becomes of each change of a batch, in a draft of the records it touches."""

    def __init__(self, caller: Caller, draft: Draft, ways: Ways) -> None:
        self.caller = caller
        self.draft = draft
        self.ways = ways
        # Names of fields that were looked at.
        self.fit_names: set[str] = set()

    def judge(self, sent: Sent, size: int) -> Judgement:
        """Return the verdict on one change of `size` bytes and draft what it does; bad data never raises."""
        way = self.ways.of(sent)
        reason = malformed(sent, size) or way.reason
        change = None if reason else opened(sent)
        if change is None or not self.has_fit_names(change):
            return refused(sent, reason or "bad_field")
        if way.is_free and self.draft.is_news(change):
            reason = rights.refused_fields(change, self.caller.centre)
            return self.begin(change, way.feeds) if not reason else refused(change, reason)
        held = self.draft.find(change.id)
        if held is None:
            if self.draft.is_gone(change):
                return Judgement(change.n, Verdict.DUPLICATE, reason=ERASED)
            if change.base < 0 and not change.erased:
                return refused(change, IN_PART)
        is_owner = held is None or held.owner == self.caller.centre
        wanted, waits = (way.feeds, way.waits) if is_owner else (held.feeds if held else (), "")
        reason = self.forbidden(change, held, wanted) or self.unrightful(change, held)
        if reason:
            return refused(change, reason)
        return self.settle(change, held, wanted, waits)

    def has_fit_names(self, change: Change) -> bool:
        names = change.fields.keys()
        if names <= self.fit_names:
            return True
        # PostgreSQL keeps no name with a NUL, and would refuse the whole batch for one.
        is_fit = RESERVED.isdisjoint(names) and "\0" not in "".join(names)
        if is_fit:
            self.fit_names.update(names)
        return is_fit

    def forget(self, sent: Sent, size: int) -> Judgement:
        """Return the verdict on an emptied number; its writer reads it too, as a copy of that may have done it."""
        judgement = self.judge(sent, size)
        self.draft.tell_writer(sent.id)
        return judgement

    def forbidden(self, change: Change, held: Held | None, wanted: tuple[str, ...]) -> str:
        """Return why the caller may not write this record, '' when it may (only its own, or what was sent to it)."""
        centre = self.caller.centre
        if self.ways.is_forbidden(change):
            return "office_only"
        known = self.draft.found.rows.get(change.id)
        if held is None and not known:
            return ""
        # What is erased already may be erased by anybody who read it: so a kiosk empties what it had to say of it.
        is_erasing = change.erased and not (held and held.standing.is_erased)
        if held and held.owner != centre and (self.caller.own_feed not in held.feeds or is_erasing):
            return "not_owner"
        if held and held.kind != change.kind:
            return "other_kind"
        if not known:
            return ""
        owner = held.owner if held else centre
        # A name that somebody else has taken: in the feeds it enters and, for a new one, in all we read.
        looked_at = wanted if held else {*wanted, *self.caller.feeds}
        return "" if {known[feed].owner for feed in looked_at if feed in known} <= {owner} else "not_owner"

    def unrightful(self, change: Change, held: Held | None) -> str:
        """Return why the table of rights says no; of what is erased already it says nothing."""
        centre = self.caller.centre
        if held and held.standing.is_erased:
            return ""
        if held and held.owner != centre:
            return rights.refused_to_addressee(change)
        for record in rights.belongings(change):
            if self.draft.owner(record) not in {"", centre}:
                return "not_owner"
        is_alone = held is None and is_part(change)
        reason = rights.refused_to_owner(change, centre, is_new=held is None and not is_alone)
        return reason or (IN_PART if is_alone else "")

    def settle(self, change: Change, held: Held | None, wanted: tuple[str, ...], waits: str) -> Judgement:
        """Merge one admitted change."""
        feeds = held.feeds if held else wanted
        left = held.left if held else ()
        number = max(map(self.draft.heads.__getitem__, (*feeds, *wanted, *left))) + 1
        stamp = self.stamp(change, number)
        change = retold.news(change, held)
        merged = merge(held.standing if held else None, change, stamp)
        is_moving = wanted != feeds and rights.may_move(change, merged)
        known = merged.is_known
        if merged.verdict is Verdict.DUPLICATE and not is_moving:
            if held:
                self.draft.remember_all(merged.replaced, change.id, held)
            version = held.standing.version if held and known else 0
            return Judgement(change.n, Verdict.DUPLICATE, version, merged.reason)
        verdict = merged.verdict
        if verdict is Verdict.DUPLICATE:
            verdict = Verdict.ACCEPTED if known else Verdict.MERGED
        new = self.put(change, merged, stamp, old=held, feeds=wanted if is_moving else feeds)
        version = number if known else 0
        if self.is_held(change, merged, new, waits, is_new=held is None) and verdict is not Verdict.CONFLICT:
            return Judgement(change.n, Verdict.HELD, version, waits)
        return Judgement(change.n, verdict, version)

    def begin(self, change: Change, feeds: tuple[str, ...]) -> Judgement:
        """Draft a new record: as it came, for there is nothing to merge it with and nothing that it could leave."""
        number = max(map(self.draft.heads.__getitem__, feeds)) + 1
        stamps = {ALL: self.stamp(change, number)}
        standing = Standing(number, change.fields, stamps, self.caller.writer)
        self.draft.put(change.id, Held(change.kind, self.caller.centre, feeds, standing), feeds)
        return Judgement(change.n, Verdict.ACCEPTED, number)

    def stamp(self, change: Change, number: int) -> Stamp:
        moment = corrected(change, self.caller.clock, now=self.draft.now)
        return Stamp(number, moment, self.caller.writer, max(0, change.stood))

    def put(
        self, change: Change, merged: Merged, stamp: Stamp, *, old: Held | None, feeds: tuple[str, ...]
    ) -> Held:
        """Draft the record's new state and what it leaves of the old one."""
        is_moving = old is not None and old.feeds != feeds
        standing = Standing(
            version=stamp.version,
            fields=merged.fields,
            stamps={**merged.stamps, PLACE: stamp} if is_moving else merged.stamps,
            writer=stamp.writer if merged.is_known else "",
            is_erased=merged.is_erased,
        )
        if old is None:
            new = Held(change.kind, self.caller.centre, feeds, standing)
        else:
            left = old.left.union(old.feeds).difference(feeds) if is_moving else old.left
            new = Held(old.kind, old.owner, feeds, standing, left)
        draft = self.draft
        draft.put(change.id, new, (*feeds, *new.left))
        for lost in merged.lost:
            draft.keep(lost, change.id, new)
        draft.remember_all(merged.replaced, change.id, new)
        if merged.is_erased:
            draft.let_go(change.id)
        elif old is None and new.kind == traces.CONFLICT:
            draft.conflicts[change.id] = traces.brought_back(change.id, new, draft.now)
        return new

    def is_held(self, change: Change, merged: Merged, new: Held, waits: str, *, is_new: bool) -> bool:
        """Say whether the record waits for another centre from now on, and draft that it does, or no longer does."""
        is_waiting = change.id in self.draft.found.waiting or change.id in self.draft.holds
        if merged.is_erased or not (waits or is_waiting):
            return False
        if not (is_new or (new.owner == self.caller.centre and rights.may_move(change, merged))):
            return False
        self.draft.holds[change.id] = new.feeds[0], Waiting(change.to, waits) if waits else None
        return bool(waits)


def refused(change: Change, reason: str) -> Judgement:
    return Judgement(change.n, Verdict.REFUSED, reason=reason)


def is_part(change: Change) -> bool:
    """Say whether it is a few fields of a record that its writer knew to be somewhere: alone they are none.

    One that is told again after central was put back is told whole.
    """
    return max(change.base, change.stood) > 0 and change.at != RETOLD_AT and not change.erased


def malformed(sent: Sent, size: int) -> str:
    """Return why the change cannot be read, whichever way it goes; '' when it can."""
    if not is_id(sent.id):
        return "bad_id"
    return "too_large" if size > MAX_CHANGE_BYTES else ""
