"""One call of the kiosk: what it says to central in it, and what it hears."""

from functools import cache

from kiosk.core.paths import MIGRATIONS
from sync import protocol
from sync.agent import answer as answers
from sync.agent import readings
from sync.agent.answer import Answer
from sync.agent.standing import Standing
from sync.agent.transport import Line
from sync.protocol import Change, ExchangeRequest

PATH = "/v1/exchange"


def request(before: Standing, changes: list[Change], *, wants_pages: bool = True) -> ExchangeRequest:
    """Return what to send; terse to a central that has shown that it understands that."""
    is_terse = before.spoken >= protocol.TERSE_SINCE
    # What is said was written with numbers of that life: central takes it if they mean the same in the present one.
    lives = before.named if before.lost else [before.timeline] if changes and before.timeline else []
    versions, has_more_to_say = (protocol.OLDEST, protocol.NEWEST), bool(changes) or not is_terse
    return ExchangeRequest(
        protocol=versions,
        replica="" if is_terse else before.replica,
        epoch=before.epoch,
        clock=readings.of(changes) if has_more_to_say else None,
        schema=schema_number() if before.told_schema != schema_number() or not is_terse else "",
        changes=changes,
        cursors=before.short_feeds if is_terse else before.feeds,
        continues=(before.continues[0], before.continues[1]) if before.continues else None,
        wants_pages=wants_pages,
        lives=lives,
    )


@cache
def schema_number() -> str:
    """Return the number of the last migration that this version knows, as `0001`."""
    return max((path.name[:4] for path in MIGRATIONS.glob("[0-9]*.py")), default="")


def ask(line: Line, before: Standing, changes: list[Change]) -> Answer:
    """Say these changes, none of them new, and want nothing else. Raises AgentError."""
    body = line.call(PATH, request(before, changes, wants_pages=False))
    return answers.read(body, changes, own_feed=before.own_feed)
