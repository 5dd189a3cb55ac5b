"""An epoch is a stretch in which a kiosk's numbers count up; that one ended is remembered, and why (G7)."""

from kiosk.core import clock
from sync.central.audience import Caller
from sync.central.database import run
from sync.central.tables import Epoch

MOST_LETTERS = 40
KNOWN = "SELECT 1 FROM epoch WHERE replica = ? AND epoch = ?"
# A kiosk that joined anew has another name than the one under which it said it.
HELD = "SELECT MAX(last_n) FROM receipt WHERE feed = ? AND epoch = ?"
OTHERS = "SELECT 1 FROM epoch WHERE replica = ? AND (epoch <> ? OR former <> '') LIMIT 1"


def note(caller: Caller, continues: tuple[str, str] | None) -> None:
    """Write down an epoch that is heard for the first time; one that goes on costs nothing."""
    if caller.epoch == caller.known_epoch:
        return
    # Of a kiosk that never wrote anything this is asked at every call.
    if run(KNOWN, (caller.replica, caller.epoch)).fetchone():
        return
    former, reason = continues or (caller.known_epoch, "")
    values = {"former": fit(former), "reason": fit(reason), "begun_at": clock.wall()}
    Epoch.insert(replica=caller.replica, epoch=caller.epoch, **values).on_conflict_ignore().execute()


def held_of_former(caller: Caller, continues: tuple[str, str] | None) -> int | None:
    """Return the highest number held of the epoch that the caller's continues, None where it names none.

    The last receipt of an epoch is never forgotten: a lower number than was acknowledged comes of central put back.
    """
    if continues is None:
        return None
    return run(HELD, (caller.own_feed, fit(continues[0]))).fetchone()[0] or 0


def fit(word: str) -> str:
    """Return a word of the kiosk's as a table can keep it."""
    return word[:MOST_LETTERS].replace("\0", "")


def is_first(caller: Caller) -> bool:
    """Say whether the kiosk never had another epoch: then it has nothing yet that could have been erased since."""
    if caller.known_epoch not in {"", caller.epoch}:
        return False
    return run(OTHERS, (caller.replica, caller.epoch)).fetchone() is None
