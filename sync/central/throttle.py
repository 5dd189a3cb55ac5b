"""Guessing is made slow: a wrong code or password costs time, and what is remembered of it has a bound."""

import time
from math import ceil
from secrets import SystemRandom
from threading import Lock
from typing import Any

import msgspec

from kiosk.core import clock

MINUTE = 60_000
TRIES_OF_ONE, TRIES_OF_ALL = 5, 30
FREE_MISSES, FIRST_SECONDS, LONGEST_SECONDS = 5, 60, 3_600
REMEMBERED = 10_000
EVERYBODY = "*"
SLOWED, SLOW_SECONDS = "anywhere ", 2
DICE = SystemRandom()


class Throttle:
    """Wrong codes in the last minute: five from one address, thirty from all of them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.misses: dict[str, list[int]] = {}

    def wait_seconds(self, address: str) -> int:
        """Return how long the address must wait before its next try, 0 when it need not."""
        with self.lock:
            return max(self.wait_of(address, TRIES_OF_ONE), self.wait_of(EVERYBODY, TRIES_OF_ALL))

    def wait_of(self, key: str, tries: int) -> int:
        now = clock.wall()
        recent = [moment for moment in self.misses.get(key, ()) if 0 <= now - moment < MINUTE]
        if len(recent) < tries:
            return 0
        return (recent[-tries] + MINUTE - now) // 1_000 + 1

    def miss(self, address: str) -> None:
        with self.lock:
            for key, tries in ((address, TRIES_OF_ONE), (EVERYBODY, TRIES_OF_ALL)):
                self.misses[key] = [*self.misses.pop(key, ()), clock.wall()][-tries:]
            forget(self.misses)


class Allowance:
    """How many calls a kiosk may make: so many a minute for ever, and ten minutes' worth at once after a silence."""

    def __init__(self, each_minute: int) -> None:
        self.each_second = each_minute / 60
        self.most = each_minute * 10.0
        self.lock = Lock()
        self.left: dict[str, tuple[float, float]] = {}

    def spend(self, replica: str) -> int:
        """Count one call; return 0, or after how many seconds to come back because there were too many."""
        if not self.each_second:
            return 0
        now = time.monotonic()
        with self.lock:
            left, at = self.left.pop(replica, (self.most, now))
            left = min(self.most, left + (now - at) * self.each_second)
            is_enough = left >= 1
            self.left[replica] = (left - is_enough, now)
            forget(self.left)
        return 0 if is_enough else ceil((1 - left) / self.each_second) + DICE.randrange(5)


class Misses(msgspec.Struct):
    count: int = 0
    locked_until: int = 0


class Lockout:
    """Wrong passwords by address, and by name from an address: after five, a minute that doubles with each further one.

    A name alone (a key that begins with SLOWED) is only slowed down: nobody keeps an operator out from elsewhere.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.misses: dict[str, Misses] = {}

    def wait_seconds(self, *keys: str) -> int:
        """Return how long the longest lock of these keys still holds, 0 when none does."""
        now = clock.wall()
        with self.lock:
            ends = [self.misses[key].locked_until for key in keys if key in self.misses]
        return max([0, *((end - now) // 1_000 + 1 for end in ends if end > now)])

    def miss(self, *keys: str) -> None:
        with self.lock:
            for key in keys:
                misses = self.misses.pop(key, Misses())
                misses.count += 1
                if misses.count >= FREE_MISSES:
                    seconds = wait_after(key, misses.count - FREE_MISSES)
                    misses.locked_until = clock.wall() + seconds * 1_000
                self.misses[key] = misses
            forget(self.misses)

    def forgive(self, *keys: str) -> None:
        with self.lock:
            for key in keys:
                self.misses.pop(key, None)


def wait_after(key: str, further: int) -> int:
    """Return the seconds of a lock after so many further misses."""
    if key.startswith(SLOWED):
        return SLOW_SECONDS
    return min(LONGEST_SECONDS, FIRST_SECONDS << min(10, further))


def forget(remembered: dict[str, Any]) -> None:
    """Let go of the keys that were not touched for longest, past a bound."""
    for key in list(remembered)[: max(0, len(remembered) - REMEMBERED)]:
        del remembered[key]
