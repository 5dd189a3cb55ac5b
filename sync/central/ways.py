"""Changes of a batch that are of one kind, for one audience and one centre go one way, which is looked up once."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sync.central import holds, rights
from sync.central.audience import AUDIENCES, NETWORK, Caller
from sync.protocol import Change

is_kind = re.compile(r"[a-z_]{1,40}").fullmatch
is_id = re.compile(r"[0-9a-f]{32}").fullmatch
# Kind, audience and addressee as a change says them.
Asked = tuple[str, str, str]


class Way(NamedTuple):
    """Where a change asks to stand, home first, what it has to wait for, and why it goes nowhere at all.

    `is_free`: of a record that is new in every way nothing else is asked here than what its fields say.
    """

    feeds: tuple[str, ...]
    waits: str
    reason: str
    is_free: bool


class Ways:
    """The ways of a batch of one caller, by what its changes ask for."""

    def __init__(self, caller: Caller, centres: set[str]) -> None:
        self.caller = caller
        self.centres = centres
        self.known: dict[Asked, Way] = {}

    def of(self, change: Change) -> Way:
        asked = change.kind, change.audience, change.to
        return self.known.get(asked) or self.known.setdefault(asked, self.look(change))

    def look(self, change: Change) -> Way:
        waits, reason = holds.reason(change, self.centres), malformed(change)
        right = rights.right(change.kind)
        is_bound = bool(right.belongs_to) or right.settled_by is not None
        is_free = not (waits or reason or is_bound or self.is_forbidden(change) or rights.refused_way(change))
        return Way(self.caller.feeds_of(change, is_held=bool(waits)), waits, reason, is_free)

    def is_forbidden(self, change: Change) -> bool:
        """Say whether only the network's own office may write where the change asks to stand."""
        return change.audience == NETWORK and not self.caller.is_office

    def feeds(self, changes: Iterable[Change]) -> set[str]:
        """Return the feeds the changes ask for; always the caller's own, which guards its records and numbers."""
        feeds = {self.caller.own_feed}
        one_of_each = {(change.kind, change.audience, change.to): change for change in changes}
        for change in one_of_each.values():
            if not self.is_forbidden(change):
                feeds.update(self.of(change).feeds)
        return feeds


def malformed(change: Change) -> str:
    """Return why the way cannot be read, '' when it can."""
    return (
        (not is_kind(change.kind) and "bad_kind")
        or (change.audience not in AUDIENCES and "unknown_audience")
        or (change.to and not is_id(change.to) and "bad_id")
        or ""
    )
