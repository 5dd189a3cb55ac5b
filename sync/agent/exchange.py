"""One exchange: what this kiosk said goes up, what others said comes down, and both are kept in one stroke (G5)."""

import logging
import time
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

from kiosk.core import clock, outbox, record
from kiosk.core.database import database
from kiosk.core.paths import MIGRATIONS
from sync import protocol
from sync.agent import answer as answers
from sync.agent import erasing, pull, push, standing
from sync.agent.answer import Answer
from sync.agent.errors import (
    AgentError,
    CentralRestoredError,
    RestoredError,
    SlowLineError,
    StaleAnswerError,
    StuckError,
    TurnedAwayError,
)
from sync.agent.report import Report
from sync.agent.standing import Standing
from sync.agent.transport import Line, Transport
from sync.protocol import Change, Clock, ExchangeRequest

PATH = "/v1/exchange"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one exchange did: changes sent and acknowledged, records pulled, and what central asks next."""

    sent: int
    pulled: int
    has_more: bool
    come_back_seconds: int


def exchange_until_done(line: Line | None = None) -> Report:
    """Exchange until nothing waits on either side. Never raises AgentError: the report names the problem.

    Without a `line` one is opened to where the state says and closed again. Needs this thread's database connection.
    """
    pulled, wait_seconds, problem = 0, 0, ""
    try:
        if line is None:
            enrolled = standing.read_enrolled()
            with closing(Transport(enrolled.central, enrolled.token)) as own:
                return exchange_until_done(own)
        has_more = True
        while has_more:
            try:
                outcome = exchange_once(line)
            except StaleAnswerError:
                continue  # the other exchange has moved on, so this does not go on for ever
            pulled += outcome.pulled
            wait_seconds = outcome.come_back_seconds
            has_more = outcome.has_more
    except AgentError as error:
        problem = error.word
        wait_seconds = error.retry_after_seconds
        log.warning("exchange stopped: %s", problem)
        standing.remember(standing.read(), {"last_error": problem})
    now = standing.read()
    return Report(now.acknowledged, outbox.head(), pulled, now.last_contact, problem, wait_seconds)


def exchange_once(line: Line) -> Outcome:
    """Send one batch and apply the answer. Raises AgentError and then has changed nothing but the size of a batch."""
    before = standing.read_enrolled()
    changes = push.batch(before.acknowledged, before.batch_rows)
    try:
        answer = answers.read(line.call(PATH, request(before, changes)))
    except TurnedAwayError as error:
        if error.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE or len(changes) <= 1:
            raise
        standing.shrink(before, len(changes))
        return Outcome(0, 0, has_more=True, come_back_seconds=0)
    except SlowLineError:
        standing.shrink(before, len(changes))
        raise
    require_sound(before, changes, answer)
    pulled, kinds, erased = apply(before, changes, answer)
    tell(kinds)
    erasing.tell(erased)
    has_more = answer.has_more or outbox.head() > answer.acknowledged
    return Outcome(len(changes), pulled, has_more, answer.come_back_seconds)


def request(before: Standing, changes: list[Change]) -> ExchangeRequest:
    return ExchangeRequest(
        protocol=(protocol.OLDEST, protocol.NEWEST),
        replica=before.replica,
        epoch=before.epoch,
        clock=Clock(clock.wall(), time.monotonic_ns() // 1_000_000, clock.boot_id()),
        schema=schema_number(),
        changes=changes,
        cursors=before.feeds,
    )


@cache
def schema_number() -> str:
    """Return the number of the last migration that this version knows, as `0001`."""
    return max((path.name[:4] for path in MIGRATIONS.glob("[0-9]*.py")), default="")


def require_sound(before: Standing, changes: list[Change], answer: Answer) -> None:
    """Raise an error when the answer cannot be true for what this database remembers (G6, G7)."""
    if answer.acknowledged > outbox.head():
        raise RestoredError("central holds changes that this database has not made")
    if answer.acknowledged < before.acknowledged:
        raise CentralRestoredError("central has forgotten changes that it had acknowledged")
    if changes and answer.acknowledged < changes[0].n:
        raise StuckError("central answered and acknowledged nothing")
    has_moved = changes or any(page.cursor != before.feeds.get(page.feed) for page in answer.pages)
    if answer.has_more and not has_moved:
        raise StuckError("the pages lead nowhere")


def apply(
    before: Standing, changes: list[Change], answer: Answer, *, is_carried: bool = False
) -> tuple[int, frozenset[str], erasing.Places]:
    """Write rows, verdicts, cursors and the acknowledged number in one transaction; return what came and what went.

    What `is_carried` by courier is days old: nothing is learned from it about the time.
    Raises StaleAnswerError when another exchange of this kiosk was applied since `before` was read.
    """
    portion = pull.prepare(answer.pages)
    cursors = {**before.feeds, **{page.feed: page.cursor for page in answer.pages}}
    values = {
        "acknowledged": answer.acknowledged,
        "cursors": cursors,
        "batch_rows": standing.grown(before, len(changes)),
        "last_error": "",
    }
    is_idle = not changes and portion.is_empty and cursors == before.cursors and not before.last_error
    if is_idle and abs(answer.time - before.last_contact) < standing.IDLE_WRITE_MILLISECONDS:
        return 0, frozenset(), []
    with outbox.applying():
        if standing.read().has_moved(before):
            raise StaleAnswerError("another exchange was applied meanwhile")
        erased = push.settle(changes, answer.judgements, answer.acknowledged)
        pulled = pull.write(portion, answer.acknowledged)
        standing.remember(before, values | standing.times(before, answer.time, is_carried=is_carried))
    return pulled, portion.kinds, [*erased, *portion.erased]


def tell(kinds: frozenset[str]) -> None:
    """Let features act on what came. One that fails is named in the log and does not stop the others."""
    for hook in record.after_pull if kinds else ():
        try:
            with database.atomic():
                hook(kinds)
        # Whatever a feature does wrong, the exchange is done.
        except Exception as error:
            log.error("after a pull %s failed: %s", hook.__qualname__, type(error).__name__)  # noqa: TRY400  no content
