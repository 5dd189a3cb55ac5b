"""Who is calling, which feeds it reads, and in which feeds its records stand (DESIGN 3, "Feeds")."""

from functools import cached_property
from hashlib import blake2b

import msgspec

from sync.protocol import Change, Clock

NETWORK = "network"
AUDIENCES = frozenset({"centre", "area", NETWORK})


def centre_feed(centre: str) -> str:
    return f"centre:{centre}"


def area_feed(area: str) -> str:
    return f"area:{area}"


class Caller(msgspec.Struct, dict=True):
    """A replica whose token was recognised, and the epoch it speaks for.

    `known_epoch` and `known_acknowledged` are what stood in its row then; they may be older than what stands now.
    `clock` is its reading in this very call, None for what was long under way.
    """

    replica: str
    centre: str
    area: str
    is_office: bool
    epoch: str = ""
    known_epoch: str = ""
    known_acknowledged: int = 0
    clock: Clock | None = None

    @cached_property
    def writer(self) -> str:
        """Sixteen characters that name this replica in this epoch; they stand in every stamp it leaves."""
        return blake2b(f"{self.replica}:{self.epoch}".encode(), digest_size=8).hexdigest()

    @cached_property
    def own_feed(self) -> str:
        return centre_feed(self.centre)

    @cached_property
    def feeds(self) -> tuple[str, str, str]:
        """The feeds it reads, the most urgent first."""
        return self.own_feed, area_feed(self.area), NETWORK

    def feeds_of(self, change: Change, *, is_held: bool = False) -> tuple[str, ...]:
        """Return where a record of this caller's centre stands with the change's audience, home first.

        One that `is_held` does not go to the centre it is for yet.
        """
        centre, area, network = self.feeds
        if change.audience == NETWORK:
            return (network,)
        home = area if change.audience == "area" else centre
        if change.to and change.to != self.centre and not is_held:
            return home, centre_feed(change.to)
        return (home,)
