"""Central was started anew: a kiosk of whose words and readings nothing was lost goes on as it was.

For any other a new epoch begins, and what is lost is told again (`resending.py`).
"""

from dataclasses import replace
from itertools import chain

from kiosk.core import state
from kiosk.core.database import database
from sync.agent import call, lives, resending, standing, unread
from sync.agent.answer import Answer
from sync.agent.resending import Part
from sync.agent.standing import Standing
from sync.agent.transport import Line

# What is told again says its audience too, and has a number that both lives had.
MOVING = "SELECT record FROM outbox WHERE stood IS NULL AND json_extract(fields, '$.audience') IS NOT NULL"
ERASED = "SELECT 1 FROM tombstone WHERE audience = ? AND version > ? LIMIT 1"


def go_on(line: Line, before: Standing) -> bool:
    """Ask central where the life ended that this kiosk knows, and `adopt` the present one; return whether it could be.

    Raises AgentError; StaleAnswerError when another exchange was applied meanwhile.
    """
    asking = replace(before, lost={"timeline": before.timeline})
    return adopt(before, call.ask(line, asking, []))


def adopt(before: Standing, answer: Answer) -> bool:
    """Let the life of the answer be the one that this kiosk knows, if nothing was lost; return whether it is.

    Raises StaleAnswerError when another exchange was applied since `before` was read.
    """
    with database.atomic():
        standing.require_same(before)
        is_adopted = answer.timeline != before.timeline and not is_lost(before, answer)
        if is_adopted:
            state.put(**lives.heard(before, answer))
    return is_adopted


def is_lost(before: Standing, answer: Answer) -> bool:
    """Say whether this kiosk has said, read or holds what central lacks."""
    shared = lives.common(before, answer)
    is_less = answer.continued is not None and answer.continued < before.confirmed
    if not shared or is_less or answer.acknowledged < before.acknowledged:
        return True
    # A feed that is being read as a snapshot has a cursor below 0.
    read = chain(before.feeds.items(), before.reached.items())
    return any(abs(cursor) > shared.get(feed, 0) for feed, cursor in read) or holds_more(before, shared)


def holds_more(before: Standing, shared: dict[str, int]) -> bool:
    """Say whether a number stands here above these, the last ones of the feeds that central still has.

    A verdict may have come without a page, or without a number. What waits to move has its number of another feed.
    """
    rows = (held_beyond(part) for part in resending.parts(before, shared))
    marks = ((ERASED, (feed.partition(":")[0], shared.get(feed, 0))) for feed in before.feeds)
    return any(database.execute_sql(*query).fetchone() for query in chain(rows, marks))


def held_beyond(part: Part) -> tuple[str, dict[str, object]]:
    """Return a query for a row that central may lack."""
    within = "AND audience = :audience" if part.table.is_shared else ""
    query = (
        f'SELECT 1 FROM "{part.table.kind}" WHERE ({unread.IS_UNREAD} OR version > max(:common, 0)'  # noqa: S608
        f" AND id NOT IN ({MOVING})) {within} LIMIT 1"
    )
    values = {"common": part.common, "audience": part.audience, "unread": unread.of(part.table.kind)}
    return query, values
