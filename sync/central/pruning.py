"""Nothing grows without bound: what is gone, replaced, settled or confirmed long enough ago is forgotten (G12)."""

from typing import Any, NamedTuple

from sync.central import forgotten, ledger, traces
from sync.central.database import database, run
from sync.central.ledger import among, listed
from sync.central.standing import Held, rows_of
from sync.central.tables import Feed, Replica
from sync.merge import ALL, Stamp, Standing

DAY = 24 * 60 * 60 * 1_000
# Rows in one transaction, and transactions in one pass: nobody waits long, what is left is done at the next pass.
PORTION, PORTIONS = 500, 40
OLD_GONE = (
    "SELECT id, version FROM record WHERE feed = ? AND gone_at > 0 AND gone_at < ? ORDER BY gone_at LIMIT ?"
)
OLD_VALUES = "SELECT id FROM history WHERE feed = ? AND replaced_at < ? ORDER BY replaced_at LIMIT ?"
SETTLED = (
    "SELECT conflict.id FROM conflict JOIN record ON record.feed = conflict.feed AND record.id = conflict.id "
    "WHERE conflict.feed = ? AND conflict.found_at < ? AND NOT record.is_gone AND record.fields NOT LIKE ? "
    # When the choice was made by central's own clock: until a day after it may be taken back.
    "AND NOT EXISTS (SELECT 1 FROM history WHERE history.feed = conflict.feed AND history.record = conflict.id "
    "AND history.replaced_at > ?) LIMIT ?"
)
UNSETTLED = '%"settled_at":null%'
RAISE_HORIZON = "UPDATE feed SET horizon = CASE WHEN horizon < ? THEN ? ELSE horizon END WHERE feed = ?"
OLD_RECEIPTS = "DELETE FROM receipt WHERE feed = ? AND replica = ? AND epoch = ? AND n <= ? AND last_n <= ?"


class Terms(NamedTuple):
    """How long things are kept, in days; and of receipts, how many numbers below the last one."""

    tombstone_days: int = 400
    history_days: int = 400
    receipts: int = 10_000


class Pruner:
    """One pass over all feeds at `now` (milliseconds); it stops after so many portions."""

    def __init__(self, terms: Terms, now: int, *, portion: int = PORTION, portions: int = PORTIONS) -> None:
        self.now = now
        self.gone_before = self.now - terms.tombstone_days * DAY
        self.written_before = self.now - terms.history_days * DAY
        self.receipts = terms.receipts
        self.portion = portion
        self.left = portions

    def run(self) -> bool:
        """Forget what is due; return whether all of it was done."""
        for feed in [row.feed for row in Feed.select(Feed.feed).order_by(Feed.feed)]:
            for step in (self.forget_gone, self.forget_history, self.forget_settled):
                while self.left > 0 and step(feed):
                    self.left -= 1
        for replica in Replica.select().where(Replica.acknowledged > self.receipts):
            self.forget_receipts(replica)
        return self.left > 0

    def forget_gone(self, feed: str) -> bool:
        """Delete rows of what left or was erased long ago; who has read less gets the feed as a snapshot."""
        with database.atomic():
            ledger.lock({feed})
            old = run(OLD_GONE, (feed, self.gone_before, self.portion)).fetchall()
            if not old:
                return False
            horizon = max(version for _record, version in old)
            run(RAISE_HORIZON, (horizon, horizon, feed))
            records = [record for record, _version in old]
            forgotten.remember(feed, records)
            delete("record", feed, records)
        return len(old) == self.portion

    def forget_history(self, feed: str) -> bool:
        old = [row[0] for row in run(OLD_VALUES, (feed, self.written_before, self.portion)).fetchall()]
        if old:
            delete("history", feed, old)
        return len(old) == self.portion

    def forget_settled(self, feed: str) -> bool:
        """Erase the choices that were made long ago, at the kiosks too; what nobody chose stays."""
        with database.atomic():
            head = ledger.lock({feed}).get(feed, 0)
            wanted = (feed, self.written_before, UNSETTLED, self.now - DAY, self.portion)
            found = run(SETTLED, wanted).fetchall()
            old = [row[0] for row in found]
            if not old:
                return False
            written: list[tuple[Any, ...]] = []
            for number, row in enumerate(ledger.rows([feed], old), head + 1):
                nothing = Standing(number, {}, {ALL: Stamp(number, 0, "")}, is_erased=True)
                written += rows_of(row.id, Held(row.kind, row.owner, (feed,), nothing), self.now)
            ledger.write_rows(written)
            traces.forget([feed], old)
            ledger.write_heads({feed: head + len(old)})
        return len(old) == self.portion

    def forget_receipts(self, replica: Replica) -> None:
        """Delete receipts that the kiosk has confirmed since: it has sent ten batches or more after them."""
        last = replica.acknowledged - self.receipts
        run(OLD_RECEIPTS, (f"centre:{replica.centre}", replica.id, replica.epoch, last, last))


def delete(table: str, feed: str, ids: list[str]) -> None:
    run(f"DELETE FROM {table} WHERE feed = ? AND id {listed()}", (feed, among(ids)))  # noqa: S608
