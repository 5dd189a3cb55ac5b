"""A machine whose clocks the test turns: the wall's, which anybody may set, and the steady one, which nobody can."""

import math
from typing import TYPE_CHECKING

from kiosk.core import clock

if TYPE_CHECKING:
    import pytest
    from peewee import SqliteDatabase

UNIX_DAY = 2_440_587.5
MONDAY = 1_772_442_000_000


class Machine:
    """`now` is what the wall clock reads, `ticks` what the steady one does, both in milliseconds."""

    def __init__(self, now: int = MONDAY) -> None:
        self.now, self.ticks, self.boots = now, 1_000, 1

    @property
    def boot(self) -> str:
        return f"{self.boots:032x}"

    def wait(self, milliseconds: int) -> None:
        self.now += milliseconds
        self.ticks += milliseconds

    def set(self, by: int) -> None:
        """Put the wall clock on or back; none goes before 1970."""
        self.now = max(1, self.now + by)

    def restart(self) -> None:
        self.boots, self.ticks = self.boots + 1, 500

    def do(self, what: str, value: int) -> None:
        if what == "wait":
            self.wait(value)
        elif what == "set":
            self.set(value)
        elif what == "restart":
            self.restart()

    def rule(self, patch: "pytest.MonkeyPatch", database: "SqliteDatabase") -> "Machine":
        """Let the process and the triggers of this connection read these clocks."""
        patch.setattr(clock, "wall", lambda: self.now)
        patch.setattr(clock, "ticks", lambda: self.ticks)
        patch.setattr(clock, "boot_id", lambda: self.boot)
        database.connection().create_function("julianday", -1, self.julian_day)
        database.connection().create_function("date", -1, self.day)
        return self

    def day(self, _now: str) -> str:
        return "today"

    def julian_day(self, asked: str) -> float:
        """Answer SQLite's `julianday('now')`, and `julianday(date('now'))` for the beginning of the day."""
        days = self.now / 86_400_000
        return UNIX_DAY + (days if asked == "now" else math.floor(days))
