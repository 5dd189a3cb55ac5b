"""One exchange: what this kiosk said goes up, what others said comes down; and again, until nothing is left to say."""

import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus

from msgspec.structs import replace
from peewee import OperationalError

from kiosk.core import outbox
from sync import protocol
from sync.agent import answer as answers
from sync.agent import epochs, erasing, laying, push, resending, room, snapshot, standing, witness
from sync.agent.ahead import Meanwhile
from sync.agent.answer import Answer
from sync.agent.applying import apply, require_sound, tell
from sync.agent.call import PATH, request
from sync.agent.errors import (
    AgentError,
    CentralRestoredError,
    CopiedError,
    SetBackError,
    SlowLineError,
    StaleAnswerError,
    TurnedAwayError,
)
from sync.agent.owing import Answered, Debt
from sync.agent.report import Report
from sync.agent.standing import Standing
from sync.agent.transport import Line, Transport

__all__ = ["apply", "exchange_once", "exchange_until_done", "request", "tell"]

# What SQLite says when it cannot write now, by a query of peewee's or by a cursor.
FULL_OR_HELD = (OperationalError, sqlite3.OperationalError)
MALFORMED = "malformed"
# One new epoch mends what is wrong; where it does not, somebody must look.
MOST_EPOCHS = 3
# What central says of numbers, and what it means.
SET_BACK: dict[str, type[SetBackError]] = {
    CopiedError.word: CopiedError,
    CentralRestoredError.word: CentralRestoredError,
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one exchange did: changes sent and acknowledged, records pulled, and what central asks next."""

    sent: int
    pulled: int
    has_more: bool
    come_back_seconds: int


@dataclass(slots=True)
class Tally:
    """What exchanges in a row did together, and how often a new epoch was begun in between."""

    pulled: int = 0
    wait_seconds: int = 0
    has_more: bool = True
    epochs: int = 0
    problem: str = ""


def exchange_until_done(line: Line | None = None) -> Report:
    """Exchange until nothing waits on either side. Never raises AgentError: the report names the problem.

    Without a `line` one is opened to where the state says and closed again. Needs this thread's database connection.
    """
    tally = Tally()
    try:
        if line is None:
            enrolled = standing.read_enrolled()
            with closing(Transport(enrolled.central, enrolled.token)) as own:
                return exchange_until_done(own)
        epochs.look_back(line)
        while tally.has_more:
            step(line, tally)
    except AgentError as error:
        tally.problem, tally.wait_seconds = error.word, error.retry_after_seconds
        log.warning("exchange stopped: %s", tally.problem)
    except FULL_OR_HELD as error:
        # No room on the disk, or somebody holds the file: nothing was changed, and the next exchange goes on.
        tally.problem = "disk_full" if "full" in str(error) else "database"
        log.warning("exchange stopped: %s", tally.problem)
    return report(tally)


def step(line: Line, tally: Tally) -> None:
    """Exchange once; what shows that one of the databases was put back is answered with a new epoch (G7)."""
    try:
        before = standing.read_enrolled()
        if before.anew or before.lost:
            kinds, gone = laying.finish()
            tell(kinds)
            erasing.tell(gone)
            resending.finish(line)
            before = standing.read_enrolled()
            if before.lost or laying.is_due(before):
                return  # the other exchange began anew
        outcome = exchange_in_a_row(line, before, tally)
    except StaleAnswerError:
        return  # the other exchange has moved on, so this does not go on for ever
    except SetBackError as error:
        tally.epochs += 1
        if tally.epochs > MOST_EPOCHS:
            raise
        epochs.renew(line, before, error.reason)
        return
    tally.pulled += outcome.pulled
    tally.wait_seconds = outcome.come_back_seconds
    tally.has_more = outcome.has_more


def report(tally: Tally) -> Report:
    """Remember what went wrong, if the disk lets us, and say how far the kiosk is."""
    with suppress(*FULL_OR_HELD):
        if tally.problem:
            # An older central may have been put in the place of one that reads what is terse.
            spoken = {"spoken": protocol.OLDEST} if tally.problem == MALFORMED else {}
            standing.remember(standing.read(), {"last_error": tally.problem, **spoken})
    witness.write()
    now, head = standing.with_head()
    return Report(now.acknowledged, head, tally.pulled, now.last_contact, tally.problem, tally.wait_seconds)


def exchange_once(line: Line, before: Standing | None = None) -> Outcome:
    """Send one batch and apply the answer. Raises AgentError and then has changed nothing but the size of a batch."""
    return concluded(heard(line, Meanwhile(before or standing.read_enrolled(), Debt())))


def exchange_in_a_row(line: Line, before: Standing, tally: Tally) -> Outcome:
    """Call again and again while all that was sent is taken or more is only read, then apply the last answer."""
    meanwhile = Meanwhile(before, Debt())
    answered = heard(line, meanwhile)
    while answered and answered.is_foreseen and is_more(answered.answer):
        # Nothing else holds on to what was answered: it makes room for the next one once it is written down.
        meanwhile, answered = Meanwhile(answered.after, Debt(answered), meanwhile.following), None
        try:
            answered = heard(line, meanwhile)
        finally:
            tally.pulled += meanwhile.debt.pulled
    return concluded(answered)


def heard(line: Line, meanwhile: Meanwhile) -> Answered | None:
    """Send one batch, do `meanwhile` what there is to do, and return the answer; None where it was too large.

    Raises AgentError; what is owed is paid then too, if it can be.
    """
    before = meanwhile.before
    wants_pages = not room.is_low()
    waiting = outbox.head() - before.acknowledged
    is_silent = waiting <= 0 or before.looks_back(wants_pages=wants_pages)
    changes = [] if is_silent else meanwhile.batch(waiting)
    try:
        body = meanwhile.call(line, PATH, request(before, changes, wants_pages=wants_pages))
        answer = answers.read(body, changes, own_feed=before.own_feed)
    except TurnedAwayError as error:
        if error.word in SET_BACK:
            raise SET_BACK[error.word](str(error)) from error
        if error.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE or len(changes) <= 1:
            raise
        standing.shrink(before, len(changes))
        return None
    except SlowLineError:
        if changes:
            standing.shrink(before, len(changes))
        raise
    if not wants_pages:
        # A central of before sends them all the same.
        answer = replace(answer, pages=[])
    require_sound(before, changes, answer)
    if changes and answer.acknowledged > changes[-1].n:
        # What central heard before, in a call whose answer was lost, is said again: its verdicts are not known here.
        # Nor is what its pages make of that: they are asked for again once it is.
        answer, wants_pages = replace(answer, acknowledged=changes[-1].n, pages=[]), False
    return Answered(before, meanwhile.frames, answer, is_whole=wants_pages, sent=len(changes))


def concluded(answered: Answered | None) -> Outcome:
    """Apply an answer; None where the batch was too large, and goes again as smaller ones."""
    if answered is None:
        return Outcome(0, 0, has_more=True, come_back_seconds=0)
    before, changes, answer = answered.before, answered.changes, answered.answer
    pulled = answered.settle()
    may_gather = before.anew or any(page.snapshot for page in answer.pages)
    is_gathered = may_gather and snapshot.Stage.CLEARING in standing.read().anew.values()
    return Outcome(len(changes), pulled, is_gathered or is_more(answer), answer.come_back_seconds)


def is_more(answer: Answer) -> bool:
    """Say whether central has more to tell, or a change waits here that it has not heard."""
    return answer.has_more or (outbox.head() > answer.acknowledged and push.has_more(answer.acknowledged))
