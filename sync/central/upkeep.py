"""What central does for itself beside the calls: now and then, in the wake of one, and never for long."""

import logging
from threading import Lock

from peewee import PeeweeException

from kiosk.core import clock
from sync.central import database, epochs, holds
from sync.central.audience import Caller
from sync.central.database import run
from sync.central.pruning import Pruner, Terms
from sync.central.readings import Readings
from sync.central.tables import Life
from sync.central.timeline import Watch
from sync.protocol import ExchangeRequest

WATCH_MILLISECONDS = 5_000
HOUR_MILLISECONDS = 60 * 60 * 1_000
PRUNED_AT = "pruned_at"
log = logging.getLogger(__name__)


class Upkeep:
    """The housekeeping of one process; of several on one database only one prunes within an hour."""

    def __init__(self, terms: Terms | None = None) -> None:
        self.terms = terms or Terms()
        self.readings = Readings()
        self.watch = Watch()
        self.lock = Lock()
        self.waking = Lock()
        self.is_awake = False
        self.watched_at = 0
        self.pruned_at = 0

    def begin(self) -> None:
        """Let held records go that can go now, once the database is prepared."""
        holds.hand_over()

    def wake(self) -> None:
        """Begin another life of the database before the first kiosk is answered: a start that fails has none."""
        if self.is_awake:
            return
        with self.waking:
            if not self.is_awake:
                self.watch.begin()
                self.is_awake = True

    def hear(self, caller: Caller, wish: ExchangeRequest, spoken: int) -> None:
        """Remember what a request says of its kiosk: its epoch, its program, and how far it has read."""
        epochs.note(caller, wish.continues)
        program = f"{spoken}/{epochs.fit(wish.schema)}" if wish.schema else ""
        self.readings.note(caller, wish.cursors, program)

    def tend(self) -> None:
        """Do what is due. What goes wrong is tried again the next time, and no kiosk hears of it."""
        now = clock.wall()
        if 0 <= now - self.watched_at < WATCH_MILLISECONDS or not self.lock.acquire(blocking=False):
            return
        try:
            self.watched_at = now
            self.watch.look()
            if not 0 <= now - self.pruned_at < HOUR_MILLISECONDS:
                self.pruned_at = now
                self.prune(now)
        except (PeeweeException, OSError) as error:
            log.warning("housekeeping waits: %s", type(error).__name__)
            database.disconnect()
        finally:
            self.lock.release()

    def prune(self, now: int) -> None:
        """Forget what is due, unless another process has just done so."""
        if not claim(now):
            return
        holds.hand_over()
        if not Pruner(self.terms, now).run():
            self.pruned_at = 0


def claim(now: int) -> bool:
    """Say whether the pass of this hour is ours. Moments are written with leading zeros, so that they sort as text."""
    Life.insert(name=PRUNED_AT, value=f"{0:016}").on_conflict_ignore().execute()
    hour_ago, moment = f"{now - HOUR_MILLISECONDS:016}", f"{now:016}"
    sql = "UPDATE life SET value = ? WHERE name = ? AND (value <= ? OR value > ?)"
    return bool(run(sql, (moment, PRUNED_AT, hour_ago, moment)).rowcount)
