"""A machine that is touched more than people touch it is left to a person; only the last minutes are remembered."""

import time
from collections import deque

import msgspec


class Lately(msgspec.Struct):
    """How much of something there was on this machine in the last `seconds`: it may be `most`. In memory only."""

    most: int
    seconds: float
    seen: deque[tuple[float, int]] = msgspec.field(default_factory=deque)

    def note(self, how_many: int) -> None:
        self.seen.append((time.monotonic(), how_many))

    def has_room_for(self, how_many: int) -> bool:
        """Say whether so many more are still few enough."""
        since = time.monotonic() - self.seconds
        while self.seen and self.seen[0][0] < since:
            self.seen.popleft()
        return sum(count for _moment, count in self.seen) + how_many <= self.most
