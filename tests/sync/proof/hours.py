"""The true time of a proof goes on a little with every deed; each machine's clocks may say something else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine

from kiosk.core import clock, stretches
from kiosk.core.courtesy import Courtesy
from sync.agent import owing
from tests.sync.machines import NOW

STEP_MILLISECONDS, MINUTE = 1_000, 60_000


class Hours:
    """`now` is the true moment in milliseconds since 1970; `ticks` and `boot` are those of where the process is."""

    def __init__(self) -> None:
        self.now = NOW
        self.booted_at = NOW
        self.boot = "0" * 32

    def go_on(self, milliseconds: int = STEP_MILLISECONDS) -> None:
        self.now += milliseconds

    @contextmanager
    def ruling(self) -> Iterator[None]:
        """Let the steady clock of the process be the one of where it is."""
        stretches.looks.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "ticks", lambda: self.now - self.booted_at)
            patch.setattr(clock, "boot_id", lambda: self.boot)
            # In every other second somebody is at the screen, and what was answered is written in small steps.
            patch.setattr(Courtesy, "has_company", property(lambda _self: bool(self.now // 1_000 % 2)))
            patch.setattr(owing, "STEP", 2)
            yield
        stretches.looks.clear()

    @contextmanager
    def read(self, skew: int = 0) -> Iterator[None]:
        """Let the wall clock of the process be wrong by `skew` milliseconds; none is earlier than a minute into 1970.

        A machine without a battery begins there, and takes as long to start; `RETOLD_AT` is a moment before that.
        """
        with time_machine.travel(max(MINUTE, self.now + skew) / 1_000, tick=False):
            yield
