"""The kiosk is open from here on: pages are answered, the clock is watched, and it closes without losing anything."""

import logging
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any, Protocol

from peewee import PeeweeException

from kiosk import data, door
from kiosk.app import create_app
from kiosk.core import database, nightly, stretches, today, turned
from kiosk.core.settings import Settings
from kiosk.courier import Courier
from kiosk.door import Move
from kiosk.enrolment import Central
from kiosk.process import address, end_when_told
from kiosk.sample import trial
from kiosk.screen.sweeping import Sweeper

CLOCK_SECONDS = 5.0
# Whoever waits for a page comes before what runs beside the pages; Python's own five milliseconds add up, as a page
# lets go of the interpreter at each of its queries.
SWITCH_SECONDS = 0.0005
WORKER_SECONDS = 1.0
log = logging.getLogger(__name__)


class Companion(Protocol):
    """What runs beside the pages and speaks to central; the kiosk does not know how."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def describe(self) -> dict[str, Any]: ...


def serve(
    settings: Settings,
    *,
    make_worker: Callable[[], Companion],
    say: Callable[[str], None],
    make_central: Callable[[], Central] | None = None,
    make_courier: Callable[[], Courier] | None = None,
) -> None:
    """Answer pages until SIGTERM or Ctrl-C. `say` tells the caretaker the address, and of a sheet to be put away.

    `make_worker` is called once the pages are open: nobody waits at a dark screen for the line to central.

    Raises what `data.open_folder` raises, and OSError when the port cannot be had.
    """
    end_when_told()
    sys.setswitchinterval(SWITCH_SECONDS)
    with closing(door.listen(settings.host, settings.port)) as open_door:
        move: Move | None = Move()
        while move:
            door.switch_off(move, settings.power_off_command)
            move = answer(
                settings,
                open_door,
                move,
                make_worker=make_worker,
                say=say,
                make_central=make_central,
                make_courier=make_courier,
            )


def answer(
    settings: Settings,
    open_door: socket.socket,
    move: Move,
    *,
    make_worker: Callable[[], Companion],
    say: Callable[[str], None],
    make_central: Callable[[], Central] | None,
    make_courier: Callable[[], Courier] | None,
) -> Move | None:
    """Answer pages from one folder; return the move that ends it, None when the kiosk was told to end."""
    is_trial = trial.begin(settings) if move.is_to_trial else trial.end(settings)
    shown = turned.applied(trial.settings_of(settings) if is_trial else settings)
    if forgotten := data.forgotten_sheet(shown):
        say(
            f"The recovery sheet still lies in {forgotten}: who takes this machine can read every name. Delete it."
        )
    following, worker = Move(), LateWorker(make_worker)
    app = create_app(
        shown,
        describe_worker=worker.describe,
        make_central=make_central,
        make_courier=make_courier,
        move=following.begin,
        is_trial=is_trial,
    )
    app.config["HAS_STAYED_ON"] = move.is_off
    data.join_known()
    watch, sweeper = ClockWatch(settings=shown), Sweeper(app.extensions["visits"])
    try:
        watch.start()
        sweeper.start()
        worker.start()
        say(f"Parents' Point is open at {address(settings.host, open_door.getsockname()[1])}")
        door.answer(app, open_door)
    finally:
        worker.stop()
        watch.stop()
        sweeper.stop()
        fold_in()
    return following if following.is_begun else None


def fold_in() -> None:
    """Bring everything into the one file, so that a copy of it is whole."""
    database.connect()
    database.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.disconnect()


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
