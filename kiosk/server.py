"""The kiosk is open from here on: pages are answered, the clock is watched, and it closes without losing anything."""

import socket
import sys
from collections.abc import Callable
from contextlib import closing

from kiosk import data, door
from kiosk.app import create_app
from kiosk.beside import ClockWatch, Companion, LateWorker
from kiosk.core import database, turned
from kiosk.core.settings import Settings
from kiosk.courier import Courier
from kiosk.door import Move
from kiosk.enrolment import Central
from kiosk.process import address, end_when_told
from kiosk.sample import trial
from kiosk.screen.sweeping import Sweeper

# Whoever waits for a page comes before what runs beside the pages; Python's own five milliseconds add up, as a page
# lets go of the interpreter at each of its queries.
SWITCH_SECONDS = 0.0005


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
        # Nothing is asked here until the end, and a connection holds a megabyte: each thread that asks has its own.
        database.disconnect()
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
