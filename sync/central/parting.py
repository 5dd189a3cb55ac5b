"""A kiosk names the life of central that its numbers are of: if that has ended, they may mean something else by now."""

from typing import NamedTuple

import msgspec

from sync import protocol
from sync.central import timeline
from sync.central.audience import Caller
from sync.protocol import ExchangeRequest


class Parting(NamedTuple):
    """What is to be served of a request; the life that the kiosk and central both know, and where it ended."""

    wish: ExchangeRequest
    known: str = ""
    forked: dict[str, int] = {}  # noqa: RUF012  nobody writes into it


def parting(caller: Caller, wish: ExchangeRequest) -> Parting:
    """Return what is to be told of the lives that a kiosk names, and its request without what cannot be judged.

    Whatever was written on a number that a copy has lost would be taken for one that knew what stands there now.
    """
    if not wish.lives:
        return Parting(wish)
    is_present = wish.lives[0] == timeline.current()
    if is_present and wish.changes:
        return Parting(wish)
    known, forked = timeline.parted(wish.lives[: protocol.NAMED_LIVES], caller.feeds)
    if not is_present and is_beyond(caller, wish, forked):
        wish = msgspec.structs.replace(wish, changes=[], wants_pages=False)
    return Parting(wish, known, forked)


def is_beyond(caller: Caller, wish: ExchangeRequest, forked: dict[str, int]) -> bool:
    """Say whether the kiosk has read, or what it says was written, beyond where both lives are the same."""
    if not forked:
        return True
    has_read = any(abs(wish.cursors.get(feed, 0)) > last for feed, last in forked.items())
    return has_read or any(
        change.base > forked.get(caller.feeds_of(change)[0], change.base) for change in wish.changes
    )
