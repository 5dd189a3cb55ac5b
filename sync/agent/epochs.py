"""An epoch is one life of the kiosk's database: after it was put back or copied it counts anew, and reads all anew."""

import logging
import secrets
from contextlib import suppress
from typing import Any

from kiosk.core import outbox, state, today
from kiosk.core.database import database
from sync import protocol
from sync.agent import call, erasing, going_on, push, snapshot, standing, witness
from sync.agent.errors import CentralRestoredError, RestoredError, StaleAnswerError, TurnedAwayError
from sync.agent.standing import Standing
from sync.agent.transport import Line
from sync.protocol import Change

EPOCH_BYTES = 16
ENROLLED = "enrolled"
REUSED = "number_reused"
log = logging.getLogger(__name__)


def look_back(line: Line) -> None:
    """Begin a new epoch if the database is older than its witness; call it before anything is sent or read (G7)."""
    if not witness.is_ahead():
        return
    before = standing.read_enrolled()
    # Looked at once more: another program may have begun it.
    if witness.is_ahead():
        renew(line, before, RestoredError.reason)


def renew(line: Line, before: Standing, reason: str) -> None:
    """End this epoch for `reason` and begin the next; if another program has ended it, that was enough.

    So it is if central was only started anew, and has all that is known here. Raises AgentError when the line breaks
    before.
    """
    with suppress(StaleAnswerError):
        if reason != CentralRestoredError.reason:
            settle_former(line, before.epoch)
        elif going_on.go_on(line, same_life(before)):
            return
        begin(still(before.epoch), reason)
        log.warning("a new epoch began: %s", reason)


def same_life(before: Standing) -> Standing:
    """Return how the kiosk stands. Raises StaleAnswerError when another program went on in another life of central."""
    now = still(before.epoch)
    if now.timeline != before.timeline:
        raise StaleAnswerError("another program has heard of central's life")
    return now


def still(epoch: str) -> Standing:
    """Return how the kiosk stands. Raises StaleAnswerError when another program has ended this epoch."""
    now = standing.read_enrolled()
    if now.epoch != epoch:
        raise StaleAnswerError("another program has begun an epoch")
    return now


def settle_former(line: Line, epoch: str) -> None:
    """Say once more what waits and central has heard in this epoch: it is answered word for word (G6).

    What an earlier copy still holds to be said is thereby no conflict with what followed it. The first change that is
    another one than central's ends it: it was written here after the copy. Raises StaleAnswerError as `still` does.
    """
    rows = protocol.MAX_CHANGES
    heard = call.ask(line, still(epoch), []).acknowledged
    while rows:
        before = still(epoch)
        changes = [change for change in push.batch(before.acknowledged, rows) if change.n <= heard]
        if not changes:
            return
        try:
            answer = call.ask(line, before, changes)
            if before.timeline and answer.timeline != before.timeline:
                return  # its numbers are of another life than the ones here
            settle(before, changes, answer.judgements)
        except TurnedAwayError as error:
            if error.word != REUSED:
                raise
            rows = len(changes) // 2


def settle(before: Standing, changes: list[Change], judgements: list[protocol.Judgement]) -> None:
    """Write down the verdicts of before on changes that were sent again."""
    last = changes[-1].n
    with outbox.applying():
        standing.require_same(before)
        erased = push.settle(changes, judgements, last)
        if before.anew:
            # Should this epoch go on after all, central never tells again what was said in it.
            snapshot.heard(changes, judgements)
        standing.remember(before, {"acknowledged": last})
    erasing.tell(erased)


def begin(before: Standing, reason: str, **values: Any) -> None:
    """Count what waits from 1 on and read every feed anew; nothing is forgotten. `values` are kept in the same stroke.

    Raises StaleAnswerError when something else was agreed with central since `before` was read.
    """
    with database.atomic():
        standing.require_same(before)
        outbox.renumber()
        snapshot.begin(before)
        state.put(**(after(before, reason) | values))
    witness.write()
    outbox.news.set()


def after(before: Standing, reason: str) -> dict[str, Any]:
    """Return what the state says of a new epoch; `epoch_reason` and `epoch_begun_at` (ms) are for the caretaker."""
    is_lost = reason == CentralRestoredError.reason
    former, confirmed = (before.epoch, 0) if is_lost else last_heard(before)
    lost = {"lost": {"timeline": before.timeline}, "timeline": ""}
    # A feed that is being read as a snapshot has a cursor below 0.
    read = {feed: max(abs(cursor), before.reached.get(feed, 0)) for feed, cursor in before.cursors.items()}
    return {
        "epoch": secrets.token_hex(EPOCH_BYTES),
        "epochs": before.epochs + 1,
        "continues": [former, reason],
        "confirmed": confirmed,
        "epoch_reason": reason,
        "epoch_begun_at": today.present(),
        "acknowledged": 0,
        "cursors": {},
        "batch_rows": protocol.MAX_CHANGES,
        "told_schema": "",
        "reached": {} if is_lost else before.reached | read,
        **(lost if is_lost else {}),
    }


def last_heard(before: Standing) -> tuple[str, int]:
    """Return the last epoch of which central acknowledged something, and up to which number; else the one that ends."""
    if before.confirmed and not before.acknowledged:
        return before.continues[0], before.confirmed
    return before.epoch, before.acknowledged
