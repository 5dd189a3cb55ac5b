"""Clocks that a test turns: the wall's, which anybody may set, and the steady one of a boot, which nobody can."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.core import clock, stretches
from kiosk.core.database import database

UNIX_DAY = 2_440_587.5
MONDAY = 1_772_442_000_000


class Clocks:
    """`true` is the moment, `skew` how far the wall clock of this thread is from it, `ticks` what the steady one reads.

    All in milliseconds. Every other thread, such as central's, reads the true moment.
    """

    def __init__(self) -> None:
        self.true, self.skew, self.ticks, self.boots = MONDAY, 0, 1_000, 1
        self.thread = threading.current_thread()

    @property
    def boot(self) -> str:
        return f"{self.boots:032x}"

    def wall(self) -> int:
        return self.true + (self.skew if threading.current_thread() is self.thread else 0)

    def wait(self, milliseconds: int) -> None:
        self.true += milliseconds
        self.ticks += milliseconds

    def set(self, by: int) -> None:
        """Put the wall clock on or back; it does not go before 1970."""
        self.skew = max(1 - self.true, self.skew + by)

    def restart(self) -> None:
        self.boots, self.ticks = self.boots + 1, 500

    def do(self, what: str, value: int) -> None:
        if what == "wait":
            self.wait(value)
        elif what == "set":
            self.set(value)

    @contextmanager
    def ruling(self) -> Iterator["Clocks"]:
        """Let the program and the triggers of the kiosk's database read these clocks."""
        stretches.looks.clear()
        database.register_function(self.julian_day, "julianday", -1)
        database.register_function(str, "date", 1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "wall", self.wall)
            patch.setattr(clock, "ticks", lambda: self.ticks)
            patch.setattr(clock, "boot_id", lambda: self.boot)
            yield self
        database.unregister_function("julianday")
        database.unregister_function("date")
        stretches.looks.clear()

    def julian_day(self, asked: str) -> float:
        """Answer SQLite's `julianday('now')`; asked for anything else, the beginning of that day."""
        days = self.wall() / 86_400_000
        return UNIX_DAY + (days if asked == "now" else math.floor(days))
