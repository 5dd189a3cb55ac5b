"""What a kiosk sends is taken whole or not at all: records, receipts and acknowledged number in one commit."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from kiosk.core import clock
from sync.central import forgotten, ledger, rights, traces
from sync.central.audience import Caller, centre_feed
from sync.central.database import database, fold, run
from sync.central.draft import Draft, Found
from sync.central.errors import GapError, MalformedError, NumberReusedError, RevokedError, UnreachableError
from sync.central.judging import ERASED, MAX_CHANGE_BYTES, Judge
from sync.central.ledger import Row, Written
from sync.central.prints import Print, fingerprint, is_again, is_emptied
from sync.central.sent import Sent, opened, sealed
from sync.central.tables import Centre
from sync.central.ways import Ways, is_id
from sync.protocol import Change, Judgement, Verdict

ATTEMPTS = 5
# A replay of these must say again why, or nobody would ever hear it when the first answer was lost (G2).
REPEATED = frozenset({Verdict.REFUSED, Verdict.HELD})

# Two queries of every call with changes; built anew each time they would be a third of what it costs.
ACKNOWLEDGED = "SELECT epoch, acknowledged, revoked_at FROM replica WHERE id = ?"
ACKNOWLEDGE = (
    "UPDATE replica SET epoch = ?, acknowledged = ?, refused = refused + ?, last_contact_at = ?,"
    " acknowledged_at = ? WHERE id = ?"
)


class Taken(msgspec.Struct, frozen=True):
    """What came of a batch; of the feeds it was `written` in, the numbers between which nobody else has anything."""

    acknowledged: int
    judgements: list[Judgement]
    written: dict[str, Written] = {}


def take(caller: Caller, said: Sequence[Change]) -> Taken:
    """Apply a batch (at least one change) in one transaction and return a verdict on each (DESIGN 3 and 4).

    Raises GapError, NumberReusedError (nothing is applied then), MalformedError when the numbers are not in a
    row, UnreachableError when others kept moving the same records.
    """
    changes = [sealed(change) for change in said]
    check_numbers(changes)
    prints = [fingerprint(change) for change in changes]
    ways = Ways(caller, known_centres({change.to for change in changes}))
    feeds = ways.feeds(changes)
    records = {change.id for change in changes}.union(belongings(changes, prints))
    for _attempt in range(ATTEMPTS):
        with database.atomic():
            heads = ledger.lock(feeds)
            about = conflicts_of_erased(caller, changes)
            rows = ledger.rows(feeds.union(caller.feeds), records.union(*about.values()))
            needed = feeds.union(*feeds_of_rows(caller, rows))
            if needed == heads.keys():
                found = Found(caller, rows)
                found.conflicts = about
                if unheard := records.difference(found.rows):
                    found.forgotten = forgotten.find(caller.feeds, unheard)
                draft = Draft(caller, found, heads, clock.wall())
                taken = settle(Judge(caller, draft, ways), changes, prints)
                break
        # Found in a feed that we do not hold yet; others could lock in another order, so begin anew with all.
        ledger.make_feeds(needed - heads.keys())
        feeds = needed
    else:
        raise UnreachableError("these records are being moved; try again")
    if draft.erased:
        fold()
    return taken


def check_numbers(changes: Sequence[Sent]) -> None:
    first = changes[0].n
    if first < 1 or [change.n for change in changes] != list(range(first, first + len(changes))):
        raise MalformedError("the numbers of the changes must start at 1 and follow each other")


def known_centres(wanted: set[str]) -> set[str]:
    named = set(filter(is_id, wanted))
    if not named:
        return set()
    return {centre.id for centre in Centre.select(Centre.id).where(Centre.id.in_(named))}


def belongings(changes: Sequence[Sent], prints: Sequence[Print]) -> set[str]:
    """Return the records that these say they belong to: whose they are decides whether they may."""
    found: set[str] = set()
    kinds = {kind for kind in {change.kind for change in changes} if rights.right(kind).belongs_to}
    for change, seen in zip(changes, prints, strict=True) if kinds else ():
        if change.kind in kinds and seen.size <= MAX_CHANGE_BYTES:
            said = opened(change)
            found.update(rights.belongings(said) if said else ())
    return found


def conflicts_of_erased(caller: Caller, changes: Sequence[Sent]) -> dict[str, list[str]]:
    """Return the conflicts about what is erased here, by record; only its owner erases, and has them in its feed."""
    erased = {change.id for change in changes if change.erased}
    return traces.conflicts_about(caller.own_feed, erased) if erased else {}


def feeds_of_rows(caller: Caller, rows: Iterable[Row]) -> Iterator[list[str]]:
    """Yield the feeds that changes of these records may write into."""
    for feeds, owner in {(row.feeds, row.owner) for row in rows if row.feed in caller.feeds}:
        found = feeds.split()
        yield found
        if caller.own_feed in found:
            # What loses against a centre that answers is told to the one that asked.
            yield [centre_feed(owner)]


def settle(judge: Judge, changes: Sequence[Sent], prints: Sequence[Print]) -> Taken:
    """Judge and write, under the lock."""
    caller, draft = judge.caller, judge.draft
    acknowledged = acknowledged_of(caller)
    if changes[0].n > acknowledged + 1:
        raise GapError(acknowledged)
    replayed = min(len(changes), acknowledged - changes[0].n + 1)
    judgements = repeat(judge, changes[:replayed], prints)
    pairs = zip(changes[replayed:], prints[replayed:], strict=True)
    fresh = [judge.judge(change, seen.size) for change, seen in pairs]
    draft.write()
    if fresh:
        acknowledged = fresh[-1].n
        write_receipts(draft, fresh, prints[replayed:])
    # Numbers last: a reader must never see a head whose records are not there yet.
    ledger.write_heads(draft.given)
    return Taken(acknowledged, judgements + fresh, draft.written())


def acknowledged_now(caller: Caller) -> int:
    """Return the highest number held of the caller's epoch when it sends nothing; costs no query in its epoch."""
    if caller.known_epoch == caller.epoch:
        return caller.known_acknowledged
    return ledger.last_number(caller.own_feed, caller.replica, caller.epoch)


def acknowledged_of(caller: Caller) -> int:
    """Return the highest number held of the caller's epoch; an epoch heard before goes on where it was.

    Raises RevokedError.
    """
    epoch, acknowledged, revoked_at = run(ACKNOWLEDGED, (caller.replica,)).fetchone()
    if revoked_at is not None:
        # Taken out while the call was on its way (G18).
        raise RevokedError("this kiosk was taken out of the network")
    if epoch == caller.epoch:
        return int(acknowledged)
    return ledger.last_number(caller.own_feed, caller.replica, caller.epoch)


def repeat(judge: Judge, changes: Sequence[Sent], prints: Sequence[Print]) -> list[Judgement]:
    """Answer a replay from its receipts; raises NumberReusedError when the content is another (G6).

    One change of content is none: a number whose record was forgotten since comes again as its erasure, whatever it was
    before. One whose receipt is gone is far below what the kiosk has confirmed: it comes from a copy of it.
    """
    if not changes:
        return []
    caller, first, last = judge.caller, changes[0].n, changes[-1].n
    receipts = ledger.receipts(caller.own_feed, caller.replica, caller.epoch, first=first, last=last)
    pairs = zip(changes, prints, strict=False)
    return [answer(judge, change, seen, receipts.get(change.n)) for change, seen in pairs]


def answer(judge: Judge, change: Sent, seen: Print, receipt: ledger.Receipt | None) -> Judgement:
    if receipt and is_again(change, seen, receipt.digest):
        # Erased since, perhaps over a year ago: no page tells of it any more, and its writer would keep it.
        is_over = judge.draft.was_erased(change.id) and not change.erased
        return Judgement(change.n, Verdict.DUPLICATE, reason=ERASED) if is_over else again(receipt.judgement)
    if receipt and is_emptied(change, seen, receipt.digest):
        return judge.forget(change, seen.size)
    raise NumberReusedError(change.n)


def again(judgement: Judgement) -> Judgement:
    if judgement.verdict in REPEATED:
        return judgement
    return msgspec.structs.replace(judgement, verdict=Verdict.DUPLICATE)


def write_receipts(draft: Draft, judgements: Sequence[Judgement], prints: Sequence[Print]) -> None:
    """Write receipts and the acknowledged number."""
    caller = draft.caller
    digests = b"".join([seen.digest for seen in prints])
    ledger.write_receipts(caller.own_feed, caller.replica, caller.epoch, judgements, digests)
    refused = sum(each.verdict is Verdict.REFUSED for each in judgements)
    run(ACKNOWLEDGE, (caller.epoch, judgements[-1].n, refused, draft.now, draft.now, caller.replica))
