"""An answer is applied in one stroke: rows, verdicts, cursors and the acknowledged number, or nothing of it (G5)."""

import logging

from kiosk.core import outbox, record
from kiosk.core.database import database, unhurried, wait_for_disk
from sync.agent import erasing, leaving, pull, push, snapshot, standing
from sync.agent.answer import Answer
from sync.agent.call import schema_number
from sync.agent.errors import (
    CentralRestoredError,
    CopiedError,
    RestoredError,
    StuckError,
)
from sync.agent.standing import Standing
from sync.protocol import Change

log = logging.getLogger(__name__)


def require_sound(before: Standing, changes: list[Change], answer: Answer) -> None:
    """Raise an error when the answer cannot be true for what this database remembers (G6, G7)."""
    require_same_life(before, answer)
    said = changes[-1].n if changes else before.acknowledged
    if answer.acknowledged > said and answer.acknowledged > outbox.head():
        raise RestoredError("central holds changes that this database has not made")
    if answer.acknowledged < before.acknowledged:
        raise CentralRestoredError("central has forgotten changes that it had acknowledged")
    if any(0 <= page.cursor < before.feeds.get(page.feed, 0) for page in answer.pages):
        raise CentralRestoredError("central has forgotten what it had told")
    if changes and answer.acknowledged < changes[0].n:
        raise StuckError("central answered and acknowledged nothing")
    has_moved = changes or any(page.cursor != before.feeds.get(page.feed) for page in answer.pages)
    if answer.has_more and not has_moved:
        raise StuckError("the pages lead nowhere")


def apply(
    before: Standing,
    changes: list[Change],
    answer: Answer,
    *,
    is_whole: bool = False,
    is_carried: bool = False,
    sent: int | None = None,
) -> tuple[int, frozenset[str], erasing.Places]:
    """Write rows, verdicts, cursors and the acknowledged number in one transaction; return what came and what went.

    An answer that `is_whole` has a page of each feed that has more. What `is_carried` by courier is days old: nothing
    is learned from it about the time. Where `changes` are the last of a batch that was `sent`, so many were sent; where
    they are not, none. Raises StaleAnswerError when another exchange of this kiosk was applied since `before` was read,
    CentralRestoredError when central lives another life or lacks what it had, CopiedError when it has heard what was
    not said here.
    """
    sent = len(changes) if sent is None else sent
    ends = ends_of(before, answer, is_whole=is_whole)
    require_same_life(before, answer)
    require_as_before(before, answer, ends)
    direct, gathered = snapshot.split(before, answer.pages)
    portion = pull.prepare(direct)
    values = agreed(before, sent, answer) | {
        "anew": snapshot.stages(before, answer, is_whole=is_whole),
        "reached": {
            feed: cursor
            for feed, cursor in before.reached.items()
            if feed in before.feeds.keys() - ends.keys()
        },
    }
    is_same = all(getattr(before, name) == value for name, value in values.items())
    is_idle = is_same and not changes and portion.is_empty and not gathered
    if is_idle and abs(answer.time - before.last_contact) < standing.IDLE_WRITE_MILLISECONDS:
        return 0, frozenset(), []
    head = outbox.head()
    # What a power cut takes back central still has: nobody who registers meanwhile waits for the disk.
    with unhurried(), outbox.applying():
        now = standing.require_same(before)
        if answer.acknowledged > before.acknowledged and not changes:
            raise CopiedError("a copy of this database has spoken in its name")
        erased = push.settle(changes, answer.judgements, answer.acknowledged)
        if before.anew:
            snapshot.heard(changes, answer.judgements)
        pulled = pull.write(portion, answer.acknowledged) + snapshot.gather(gathered)
        kinds = portion.kinds | (leaving.settle() if now.left or portion.gone else frozenset())
        standing.remember(before, values | standing.times(before, answer.time, is_carried=is_carried))
    if sent >= before.batch_rows or outbox.head() > head:
        # But not of many batches: central keeps receipts of the last ten thousand numbers (G6). Nor of what is to be
        # said because of the answer: no number leaves before it is here to stay.
        wait_for_disk()
    return pulled, kinds, [*erased, *portion.erased]


def require_same_life(before: Standing, answer: Answer) -> None:
    """Raise CentralRestoredError when central lives another life: it was started anew, or put back from a copy."""
    if before.timeline and answer.timeline and answer.timeline != before.timeline:
        raise CentralRestoredError("central has begun another life")


def require_as_before(before: Standing, answer: Answer, ends: dict[str, int]) -> None:
    """Raise CentralRestoredError when in a new epoch central lacks what it had before."""
    if answer.continued is not None and answer.continued < before.confirmed:
        raise CentralRestoredError("central has forgotten what it had acknowledged in the epoch before")
    if any(end < before.reached[feed] for feed, end in ends.items()):
        raise CentralRestoredError("central has forgotten what it had told in the epoch before")


def ends_of(before: Standing, answer: Answer, *, is_whole: bool) -> dict[str, int]:
    """Return the last number of each feed of which is still to be seen whether central has what it had told of it."""
    pages = {page.feed: page for page in answer.pages}
    ends = {feed: page.cursor for feed, page in pages.items() if not page.more}
    silent = {feed: cursor for feed, cursor in before.feeds.items() if is_whole and feed not in pages}
    return {feed: end for feed, end in (silent | ends).items() if feed in before.reached}


def agreed(before: Standing, sent: int, answer: Answer) -> dict[str, object]:
    """Return what is settled with central by this answer to so many changes."""
    return {
        "acknowledged": answer.acknowledged,
        "cursors": {**before.feeds, **{page.feed: page.cursor for page in answer.pages}},
        "batch_rows": standing.grown(before, sent),
        "last_error": "",
        "spoken": answer.protocol,
        "told_schema": schema_number(),
        "timeline": answer.timeline or before.timeline,
        "continues": [],
        "confirmed": 0,
    }


def tell(kinds: frozenset[str]) -> None:
    """Let features act on what came. One that fails is named in the log and does not stop the others."""
    for hook in record.after_pull if kinds else ():
        try:
            with database.atomic():
                hook(kinds)
        # Whatever a feature does wrong, the exchange is done.
        except Exception as error:
            log.error("after a pull %s failed: %s", hook.__qualname__, type(error).__name__)  # noqa: TRY400  no content
