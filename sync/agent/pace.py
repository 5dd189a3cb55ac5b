"""How patiently the worker waits: longer after each failure, by chance, so that kiosks do not come all at once."""

import secrets
from dataclasses import dataclass

DICE = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between exchanges when nothing happens, first and longest wait after failures, between looks."""

    interval: float = 60.0
    first: float = 1.0
    longest: float = 300.0
    probe: float = 2.0

    def ceiling(self, failures: int) -> float:
        """Return the longest wait after so many failures in a row: doubling from `first` to `longest`."""
        return float(min(self.longest, self.first * 2 ** min(max(failures - 1, 0), 30)))

    def wait(self, failures: int) -> float:
        """Return a wait with full jitter: anything up to the ceiling."""
        return DICE.uniform(0, self.ceiling(failures))
