"""Central takes in no more than it can work at: who comes too many is asked to come back, before anything is kept."""

import time
from math import exp
from secrets import SystemRandom
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waitress.channel import HTTPChannel

DICE = SystemRandom()
# Calls up to this size carry no changes worth mentioning, and are always let in.
SMALL_BYTES = 1_024
# Threads: two cores and one interpreter have no use for more; each also keeps a connection to the database.
AT_WORK = 4
# Calls with changes that wait for one, and bytes of them in memory, before others are sent away.
WAITING = 32
MEMORY_BYTES = 32 * 1024 * 1024
WINDOW_SECONDS, FIRST_GUESS_SECONDS = 10.0, 0.1
USUAL_SECONDS, LONGEST_SECONDS = 60, 600
LONGEST_RETRY_SECONDS = 120
POSTPONED = "central.postponed"


class Rate:
    """How often something happened lately: a count that forgets, by a third each few seconds."""

    def __init__(self) -> None:
        self.count, self.at = 0.0, time.monotonic()

    def now(self) -> float:
        moment = time.monotonic()
        self.count *= exp((self.at - moment) / WINDOW_SECONDS)
        self.at = moment
        return self.count

    def add(self) -> None:
        self.count = self.now() + 1


class Admission:
    """What waits at one server; it counts what is there, so nothing is ever forgotten to be given back."""

    def __init__(self, *, at_once: int = AT_WORK + WAITING, memory: int = MEMORY_BYTES) -> None:
        self.at_once = at_once
        self.memory = memory
        self.channels: dict[int, HTTPChannel] = {}
        self.lock = Lock()
        self.postponed = Rate()
        self.usual_seconds = FIRST_GUESS_SECONDS

    def work(self) -> int:
        """Return how many calls with changes are at work or wait for a thread."""
        calls = (call for channel in list(self.channels.values()) for call in list(channel.requests))
        return sum(getattr(call, "is_large", False) for call in calls)

    def held(self) -> int:
        """Return the bytes of bodies in memory; waitress puts the rest of a large one into a file."""
        channels = list(self.channels.values())
        calls = [call for channel in channels for call in (*channel.requests, channel.request) if call]
        kept = [call for call in calls if not call.retry_seconds]
        return sum(min(call.body_bytes_received, call.adj.inbuf_overflow) for call in kept)

    def is_full(self) -> bool:
        return self.work() >= self.at_once or self.held() >= self.memory

    def retry_seconds(self) -> int:
        """Count one that is sent away, and say when to come back: by chance, within the time the others will need."""
        with self.lock:
            self.postponed.add()
            needed = self.postponed.count * self.usual_seconds / AT_WORK
        return round(DICE.uniform(1, min(LONGEST_RETRY_SECONDS, 2 + needed)))

    def finish(self, seconds: float) -> None:
        """Learn how long a call with changes takes, from one that did."""
        with self.lock:
            self.usual_seconds += (seconds - self.usual_seconds) / 10

    def come_back_seconds(self) -> int:
        """Return when a kiosk with nothing to say should come again: 0, its own pace, unless others wait."""
        load = self.work() / self.at_once
        if load <= AT_WORK / (AT_WORK + WAITING):
            return 0
        return round(min(LONGEST_SECONDS, USUAL_SECONDS * (1 + 9 * load)) * DICE.uniform(0.75, 1.25))
