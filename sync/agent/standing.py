"""What the kiosk and central have agreed on so far: who this kiosk is, what was acknowledged, how far it has read."""

from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from kiosk.core import clock, outbox, state, today
from kiosk.core.database import until_written
from kiosk.core.record import Audience
from sync import protocol
from sync.agent.errors import NotEnrolledError, StaleAnswerError

# A page may show a contact that is this much older: an idle minute then costs the SD card no write.
IDLE_WRITE_MILLISECONDS = 30_000


@dataclass(frozen=True)
class Standing:
    """A reading of the agent's part of the state. `acknowledged` counts outbox numbers, `cursors` go by feed.

    What it holds is held by later readings too: nobody may change it.
    """

    central: str = ""
    token: str = ""
    replica: str = ""
    epoch: str = ""
    centre: str = ""
    area: str = ""
    acknowledged: int = 0
    cursors: dict[str, int] = field(default_factory=dict)
    batch_rows: int = protocol.MAX_CHANGES
    last_contact: int = 0
    last_error: str = ""
    # The version of the protocol that central answered with last.
    spoken: int = 1
    told_schema: str = ""
    # How many epochs there were before this one, and until central has heard of it: the one before, and why it ended.
    epochs: int = 0
    continues: list[str] = field(default_factory=list)
    # Up to which number central had acknowledged that one, until it has shown that it still holds that.
    confirmed: int = 0
    # The life of central's database that the numbers here belong to, and what is to be done as it ended.
    timeline: str = ""
    # The lives before it, the last one first, and up to which number of each feed they are the same as the present one.
    lives: dict[str, dict[str, int]] = field(default_factory=dict)
    lost: dict[str, Any] = field(default_factory=dict)
    # The feeds that are read anew from their beginning, and how far that is (sync/agent/snapshot.py).
    anew: dict[str, str] = field(default_factory=dict)
    # How far each feed had been read in the epoch before, until central has shown that it still has that.
    reached: dict[str, int] = field(default_factory=dict)
    # What left its feed and goes once what waits of it was judged (sync/agent/leaving.py).
    left: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_enrolled(self) -> bool:
        return bool(self.central and self.token and self.replica)

    @cached_property
    def own_feed(self) -> str:
        return f"{Audience.CENTRE}:{self.centre}"

    @cached_property
    def feeds(self) -> dict[str, int]:
        """Return the cursor of each feed that this kiosk follows (DESIGN 3), 0 where it has read nothing."""
        return {name: self.cursors.get(name, 0) for name in names_of(self.area, self.own_feed)}

    @property
    def short_feeds(self) -> dict[str, int]:
        """Return the same for a terse request: central knows by the token whose own feed it is."""
        own = self.own_feed
        return {protocol.OWN if name == own else name: cursor for name, cursor in self.feeds.items()}

    @property
    def named(self) -> list[str]:
        """Return the names of central's lives that this kiosk knows, the one that its numbers belong to first."""
        return [name for name in (self.lost.get("timeline", self.timeline), *self.lives) if name]

    def looks_back(self, *, wants_pages: bool) -> bool:
        """Return whether it is still to be seen if central has what it had in the epoch before.

        What is said raises central's numbers and would hide it. Of what was read only pages tell.
        """
        return bool(self.confirmed or (self.reached and wants_pages))

    def is_same_line(self, other: "Standing") -> bool:
        return (self.central, self.token) == (other.central, other.token)

    def has_moved(self, other: "Standing") -> bool:
        """Return whether an exchange of another process was applied between the two readings."""
        return self.agreed != other.agreed

    @property
    def agreed(self) -> tuple[object, ...]:
        return (
            self.replica, self.epoch, self.timeline, self.acknowledged, self.cursors, self.anew, self.lost,
        )  # fmt: skip


NAMES = tuple(Standing.__dataclass_fields__)


@cache
def names_of(area: str, own_feed: str) -> tuple[str, str, str]:
    return Audience.NETWORK.value, f"{Audience.AREA}:{area}", own_feed


@until_written
def with_head() -> tuple[Standing, int]:
    """Return how the kiosk stands, and the number of the last change ever captured."""
    return read(), outbox.head()


# Read several times in every exchange, mostly to find nothing to say.
@until_written
def read() -> Standing:
    """Return how the kiosk stands, from its state."""
    return said(*map(state.texts().get, NAMES))


@lru_cache(maxsize=2)
def said(*texts: str | None) -> Standing:
    """Return what these texts of the state say, in the order of NAMES."""
    known = {name: value(text) for name, text in zip(NAMES, texts, strict=True) if text}
    return Standing(**{name: one for name, one in known.items() if one is not None})


@lru_cache(maxsize=2 * len(NAMES))
def value(text: str) -> Any:
    """Return what a text says; most of them say what they said the last time."""
    return state.read(text)


def require_same(before: Standing) -> Standing:
    """Return how the kiosk stands now. Raises StaleAnswerError when that is not what was agreed on `before`.

    Two programs of one kiosk may exchange at once. Called within the transaction that writes what is built on `before`.
    """
    now = read()
    if now.has_moved(before):
        raise StaleAnswerError("another exchange was applied meanwhile")
    return now


def read_enrolled() -> Standing:
    """Return how the kiosk stands. Raises NotEnrolledError when central does not know it yet."""
    standing = read()
    if not standing.is_enrolled:
        raise NotEnrolledError("this kiosk has not been enrolled")
    return standing


def remember(before: Standing, values: dict[str, Any]) -> None:
    """Write down only what differs from what was read before."""
    state.put(**{name: value for name, value in values.items() if getattr(before, name, None) != value})


def times(before: Standing, central_time: int, *, is_carried: bool) -> dict[str, Any]:
    """Return what to remember of central's time in an answer, which may have been under way for days."""
    if is_carried:
        return {"last_contact": max(before.last_contact, central_time)}
    return {"last_contact": central_time, "last_seen": seen(central_time), **today.told(central_time)}


def seen(central_time: int) -> int:
    """Return the reading to remember as seen: the kiosk's own, or central's where the two are far apart.

    The kiosk then knows that its clock is wrong and says so; nothing is refused or ordered by it (G9).
    """
    wall = clock.wall()
    is_near = abs(wall - central_time) <= today.TOLERATED
    # A central that was never set says nothing.
    return wall if is_near or central_time < clock.EARLIEST else central_time


def shrink(before: Standing, rows: int) -> None:
    """Send half as many changes next time, one at least (G3), and remember it."""
    remember(before, {"batch_rows": max(1, rows // 2)})


def grown(before: Standing, rows: int) -> int:
    """Return the size of the next batch: a tenth more after a full one has arrived, up to what the protocol allows."""
    if rows < before.batch_rows:
        return before.batch_rows
    return min(protocol.MAX_CHANGES, before.batch_rows + before.batch_rows // 10 + 1)
