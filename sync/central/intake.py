"""What a kiosk sends is taken whole or not at all: records, receipts and acknowledged number in one commit."""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from kiosk.core import clock
from sync.central import ledger
from sync.central.audience import NETWORK, Caller
from sync.central.database import database, fold
from sync.central.errors import GapError, MalformedError, NumberReusedError, RevokedError, UnreachableError
from sync.central.judging import Batch, is_id
from sync.central.tables import Centre, Conflict, Replica
from sync.protocol import Change, Judgement, Verdict

ATTEMPTS = 5
CONTENT_BYTES = 16
# A replay of these must say again why, or nobody would ever hear it when the first answer was lost (G2).
REPEATED = frozenset({Verdict.REFUSED, Verdict.HELD})
encode = msgspec.json.Encoder(order="deterministic").encode


class Taken(msgspec.Struct, frozen=True):
    acknowledged: int
    judgements: list[Judgement]


class Print(msgspec.Struct, frozen=True):
    """What is remembered of a change: 16 bytes of its content and 8 of its record, and how many bytes it was."""

    digest: bytes
    size: int


def take(caller: Caller, changes: Sequence[Change]) -> Taken:
    """Apply a batch (at least one change) in one transaction and return a verdict on each (DESIGN 3 and 4).

    Raises GapError, NumberReusedError (nothing is applied then), MalformedError when the numbers are not in a
    row, UnreachableError when others kept moving the same records.
    """
    check_numbers(changes)
    prints = [fingerprint(change) for change in changes]
    centres = known_centres({change.to for change in changes if is_id(change.to)})
    feeds = guess(caller, changes, centres)
    reading = feeds.union(caller.feeds)
    records = {change.id for change in changes}
    for _attempt in range(ATTEMPTS):
        with database.atomic():
            heads = ledger.lock(feeds)
            rows = ledger.rows(reading, records)
            needed = feeds.union(*(row.feeds.split() for row in rows if row.feed in caller.feeds))
            if needed == heads.keys():
                batch = Batch(caller, heads=heads, rows=rows, centres=centres, now=clock.wall())
                taken = settle(batch, changes, prints)
                break
        # Found in a feed that we do not hold yet; others could lock in another order, so begin anew with all.
        ledger.make_feeds(needed - heads.keys())
        feeds = needed
    else:
        raise UnreachableError("these records are being moved; try again")
    if batch.erased():
        fold()
    return taken


def check_numbers(changes: Sequence[Change]) -> None:
    first = changes[0].n
    if first < 1 or any(change.n != first + place for place, change in enumerate(changes)):
        raise MalformedError("the numbers of the changes must start at 1 and follow each other")


def fingerprint(change: Change) -> Print:
    content = encode(change)
    digest, mark = blake2b(content, digest_size=CONTENT_BYTES), blake2b(encode(change.id), digest_size=8)
    return Print(digest.digest() + mark.digest(), len(content))


def known_centres(wanted: set[str]) -> set[str]:
    if not wanted:
        return set()
    return {centre.id for centre in Centre.select(Centre.id).where(Centre.id.in_(wanted))}


def guess(caller: Caller, changes: Sequence[Change], centres: set[str]) -> set[str]:
    """Return the feeds the changes ask for; always the caller's own, which guards its records and numbers."""
    feeds = {caller.own_feed}
    for change in changes:
        is_allowed = change.audience != NETWORK or caller.is_office
        if is_allowed and (not change.to or change.to in centres):
            feeds.update(caller.feeds_of(change))
    return feeds


def settle(batch: Batch, changes: Sequence[Change], prints: Sequence[Print]) -> Taken:
    """Judge and write, under the lock."""
    caller = batch.caller
    acknowledged = acknowledged_of(caller)
    if changes[0].n > acknowledged + 1:
        raise GapError(acknowledged)
    replayed = min(len(changes), acknowledged - changes[0].n + 1)
    judgements = repeat(batch, changes[:replayed], prints)
    fresh = [
        batch.judge(change, seen.size)
        for change, seen in zip(changes[replayed:], prints[replayed:], strict=True)
    ]
    write_records(batch)
    if fresh:
        acknowledged = fresh[-1].n
        write_receipts(batch, fresh, prints[replayed:])
    # Numbers last: a reader must never see a head whose records are not there yet.
    ledger.write_heads(batch.given)
    return Taken(acknowledged, judgements + fresh)


def acknowledged_now(caller: Caller) -> int:
    """Return the highest number held of the caller's epoch when it sends nothing; costs no query in its epoch."""
    if caller.known_epoch == caller.epoch:
        return caller.known_acknowledged
    return ledger.last_number(caller.own_feed, caller.replica, caller.epoch)


def acknowledged_of(caller: Caller) -> int:
    """Return the highest number held of the caller's epoch; an epoch heard before goes on where it was.

    Raises RevokedError.
    """
    columns = (Replica.epoch, Replica.acknowledged, Replica.revoked_at)
    row = Replica.select(*columns).where(Replica.id == caller.replica).get()
    if row.revoked_at is not None:
        # Taken out while the call was on its way (G18).
        raise RevokedError("this kiosk was taken out of the network")
    if row.epoch == caller.epoch:
        return int(row.acknowledged)
    return ledger.last_number(caller.own_feed, caller.replica, caller.epoch)


def repeat(batch: Batch, changes: Sequence[Change], prints: Sequence[Print]) -> list[Judgement]:
    """Answer a replay from its receipts; raises NumberReusedError when the content is another (G6).

    One content may be another: none. A kiosk that forgot somebody empties what it may have sent of her before (G14);
    such a change is judged as the erasure it has become.
    """
    if not changes:
        return []
    caller, first, last = batch.caller, changes[0].n, changes[-1].n
    receipts = ledger.receipts(caller.own_feed, caller.replica, caller.epoch, first=first, last=last)
    return [
        answer(batch, change, seen, receipts[change.n]) for change, seen in zip(changes, prints, strict=False)
    ]


def answer(batch: Batch, change: Change, seen: Print, receipt: ledger.Receipt) -> Judgement:
    if receipt.digest[:CONTENT_BYTES] == seen.digest[:CONTENT_BYTES]:
        return again(receipt.judgement)
    is_emptied = change.erased and not change.fields
    if is_emptied and receipt.digest[CONTENT_BYTES:] == seen.digest[CONTENT_BYTES:]:
        return batch.judge(change, seen.size)
    raise NumberReusedError(change.n)


def again(judgement: Judgement) -> Judgement:
    if judgement.verdict in REPEATED:
        return judgement
    return msgspec.structs.replace(judgement, verdict=Verdict.DUPLICATE)


def write_records(batch: Batch) -> None:
    """Write records and conflicts; nothing that was ever said of one that is erased stays (G14)."""
    if not batch.changed:
        return
    ledger.write_rows(batch.written())
    erased = batch.erased()
    kept = [conflict for conflict in batch.conflicts if conflict["record"] not in erased]
    if kept:
        Conflict.insert_many(kept).execute()
    if erased:
        Conflict.delete().where(Conflict.feed.in_(batch.caller.feeds), Conflict.record.in_(erased)).execute()


def write_receipts(batch: Batch, judgements: Sequence[Judgement], prints: Sequence[Print]) -> None:
    """Write receipts and the acknowledged number."""
    caller = batch.caller
    receipts = [
        ledger.Receipt(seen.digest, judgement) for judgement, seen in zip(judgements, prints, strict=True)
    ]
    ledger.write_receipts(caller.own_feed, caller.replica, caller.epoch, receipts)
    (
        Replica.update(
            epoch=caller.epoch,
            acknowledged=judgements[-1].n,
            refused=Replica.refused + sum(each.verdict is Verdict.REFUSED for each in judgements),
            last_contact_at=batch.now,
        )
        .where(Replica.id == caller.replica)
        .execute()
    )
