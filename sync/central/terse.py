"""A kiosk that knows its central leaves out what goes without saying, and is answered likewise (protocol 2)."""

from collections.abc import Sequence

import msgspec

from sync import protocol
from sync.central.audience import Caller
from sync.central.pages import RawAnswer
from sync.protocol import ExchangeRequest, Judgement, Verdict


def is_terse(wish: ExchangeRequest) -> bool:
    return not wish.replica


def spelled_out(caller: Caller, wish: ExchangeRequest) -> ExchangeRequest:
    """Return the request with the caller's own feed by its whole name."""
    if protocol.OWN not in wish.cursors:
        return wish
    cursors = {
        caller.own_feed if feed == protocol.OWN else feed: cursor for feed, cursor in wish.cursors.items()
    }
    return msgspec.structs.replace(wish, cursors=cursors)


def shortened(caller: Caller, answer: RawAnswer) -> RawAnswer:
    """Return the answer as a terse kiosk reads it."""
    run = run_of(answer.judgements)
    pages = [
        msgspec.structs.replace(page, feed=protocol.OWN) if page.feed == caller.own_feed else page
        for page in answer.pages
    ]
    judgements = [] if run else answer.judgements
    return msgspec.structs.replace(answer, judgements=judgements, run=run, pages=pages)


def run_of(judgements: Sequence[Judgement]) -> tuple[int, int] | None:
    """Return first number and first version where every change was accepted with the next version, else None."""
    if not judgements:
        return None
    first = judgements[0]
    is_run = first.version > 0 and all(
        judgement.verdict is Verdict.ACCEPTED
        and not judgement.reason
        and (judgement.n, judgement.version) == (first.n + place, first.version + place)
        for place, judgement in enumerate(judgements)
    )
    return (first.n, first.version) if is_run else None
