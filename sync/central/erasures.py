"""Erased everywhere, or everywhere except at a kiosk that has been silent since: an operator sees which (G14)."""

from typing import NamedTuple

from kiosk.core import clock
from sync.central import ledger
from sync.central.audience import NETWORK, Caller, area_feed, centre_feed
from sync.central.database import run
from sync.central.tables import Centre, Reading, Replica

YEAR_MILLISECONDS = 365 * 24 * 60 * 60 * 1_000
MOST = 500
ERASED = (
    "SELECT id, kind, version, gone_at, writer FROM record "
    "WHERE feed = ? AND version > ? AND is_erased AND gone_at >= ? ORDER BY version LIMIT ?"
)


class Reader(NamedTuple):
    """A kiosk that was heard, and the name of its centre."""

    replica: Replica
    centre: str


class Behind(NamedTuple):
    """A kiosk that has not read of an erasure. `silent_since` is its last contact in milliseconds."""

    replica: str
    name: str
    centre: str
    silent_since: int
    is_revoked: bool


class Erasure(NamedTuple):
    """What was erased at `erased_at` (milliseconds), and the kiosks where it may still stand."""

    record: str
    kind: str
    erased_at: int
    behind: list[Behind]


def erasures() -> list[Erasure]:
    """Return what was erased in the last year and not everywhere yet, newest first, 500 at most; none: everywhere.

    A kiosk has heard of it when it said that it has read its feed so far; who erased it needs not hear of it.
    """
    found: dict[str, Erasure] = {}
    since = clock.wall() - YEAR_MILLISECONDS
    readers = readers_by_feed()
    heads = ledger.heads(readers)
    for feed, all_readers in readers.items():
        cursors = cursors_of(feed)
        late = [reader for reader in all_readers if cursors.get(reader.replica.id, 0) < heads.get(feed, 0)]
        if not late:
            continue
        least = min(cursors.get(reader.replica.id, 0) for reader in late)
        for record, kind, version, gone_at, writer in run(ERASED, (feed, least, since, MOST)).fetchall():
            behind = [
                behind_of(reader)
                for reader in late
                if cursors.get(reader.replica.id, 0) < version and may_hold(reader.replica, gone_at, writer)
            ]
            if behind:
                erasure = found.setdefault(record, Erasure(record, kind, gone_at, []))
                erasure.behind.extend(one for one in behind if one not in erasure.behind)
    return sorted(found.values(), key=lambda each: each.erased_at, reverse=True)[:MOST]


def readers_by_feed() -> dict[str, list[Reader]]:
    """Return the kiosks that were ever heard, by each feed they read."""
    centres = {centre.id: centre for centre in Centre.select()}
    found: dict[str, list[Reader]] = {}
    for replica in Replica.select().where(Replica.last_contact_at > 0):
        centre = centres[replica.centre]
        for feed in (centre_feed(centre.id), area_feed(centre.area), NETWORK):
            found.setdefault(feed, []).append(Reader(replica, centre.name))
    return found


def cursors_of(feed: str) -> dict[str, int]:
    return {row.replica: row.cursor for row in Reading.select().where(Reading.feed == feed)}


def may_hold(replica: Replica, gone_at: int, writer: str) -> bool:
    """Say whether the kiosk was there when it stood, and is not the one that erased it."""
    itself = Caller(replica.id, replica.centre, "", is_office=False, epoch=replica.epoch).writer
    return bool(replica.enrolled_at < gone_at and itself != writer)


def behind_of(reader: Reader) -> Behind:
    kiosk = reader.replica
    return Behind(kiosk.id, kiosk.name, reader.centre, kiosk.last_contact_at, kiosk.revoked_at is not None)
