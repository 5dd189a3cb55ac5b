"""Who asked first writes first: SQLite itself has whoever waits try again now and then, and others slip in between."""

from collections import deque
from threading import Lock, local


class Turns:
    """One thread at a time has the turn, and hands it to the one that has waited longest.

    It keeps nobody from writing whom SQLite lets write, as another program is: it only says who asks next.
    """

    def __init__(self) -> None:
        self.guard = Lock()
        self.is_taken = False
        self.waiting: deque[Lock] = deque()
        self.here = local()

    def take(self, seconds: float) -> bool:
        """Wait for the turn, unless this thread has it; return whether it came within `seconds`."""
        has_it = self.here.has_it = self.has_it or self.wait(seconds)
        return has_it

    @property
    def has_it(self) -> bool:
        return getattr(self.here, "has_it", False)

    def hand_on(self) -> None:
        """Give up the turn, where this thread has it."""
        if not self.has_it:
            return
        self.here.has_it = False
        with self.guard:
            if self.waiting:
                self.waiting.popleft().release()
            else:
                self.is_taken = False

    def wait(self, seconds: float) -> bool:
        with self.guard:
            if not self.is_taken:
                self.is_taken = True
                return True
            called = Lock()
            called.acquire()
            self.waiting.append(called)
        if called.acquire(timeout=seconds):
            return True
        with self.guard:
            # It may have come just now.
            if called not in self.waiting:
                return True
            self.waiting.remove(called)
            return False
