"""What runs beside the pages: the worker that speaks to central, begun late, and the watch over the clock."""

import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from peewee import PeeweeException

from kiosk.core import database, nightly, stretches, today
from kiosk.core.settings import Settings
from kiosk.screen import code

CLOCK_SECONDS = 5.0
WORKER_SECONDS = 1.0
log = logging.getLogger(__name__)


class Companion(Protocol):
    """What runs beside the pages and speaks to central; the kiosk does not know how."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def describe(self) -> dict[str, Any]: ...


class LateWorker:
    """Makes the worker a moment after the pages have opened, in a thread of its own, and ends it with them."""

    def __init__(self, make_worker: Callable[[], Companion], seconds: float = WORKER_SECONDS) -> None:
        self.make_worker = make_worker
        self.made: Companion | None = None
        self.timer = threading.Timer(seconds, self.begin)
        self.timer.daemon = True

    def start(self) -> None:
        self.timer.start()

    def begin(self) -> None:
        code.get_ready()
        self.made = self.make_worker()
        self.made.start()

    def stop(self) -> None:
        self.timer.cancel()
        if self.timer.is_alive():
            self.timer.join()
        if self.made:
            self.made.stop()

    def describe(self) -> dict[str, Any]:
        """Return what `/health` shows. One that could not be made is dead, not late (DESIGN 4, G11)."""
        if self.made:
            return self.made.describe()
        is_late = self.timer.ident is None or self.timer.is_alive()
        return {"state": "starting" if is_late else "dead"}


class ClockWatch:
    """Looks at the clocks every few seconds, so that one that was set, or runs in 1970, is noticed (SCREENS 4.2).

    How late it has been is written down every ten minutes, and at the end.
    """

    def __init__(self, seconds: float = CLOCK_SECONDS, *, settings: Settings | None = None) -> None:
        self.seconds = seconds
        self.settings = settings
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, name="clock", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.ending.set()
        if self.thread.is_alive():
            self.thread.join()

    def run(self) -> None:
        database.connect()
        try:
            look(self.settings)
            while not self.ending.wait(self.seconds):
                look(self.settings)
            look(at_least=1)
        finally:
            database.disconnect()


def look(settings: Settings | None = None, *, at_least: int = today.NOTED) -> None:
    """See whether the clock was set, note the time, and do what is done once a day if `settings` are given.

    A full disk or a busy database does not end the watch, the next look may succeed.
    """
    try:
        note_time(at_least)
        if settings is not None:
            nightly.run_if_due(settings)
    except PeeweeException as error:
        log.warning("the time was not noted: %s", type(error).__name__)


def note_time(at_least: int = today.NOTED) -> None:
    """Remember the time if it can be believed and `at_least` so many milliseconds passed; tell the outbox of the clock.

    It never moves back, nor on by a jump: an exchange with central corrects it then.
    """
    today.note(at_least)
    stretches.look()
