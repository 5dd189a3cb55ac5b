"""Five misses close a door for a minute, then for twice as long each time, also over a restart (SCREENS P13)."""

import re
import time
from http import HTTPStatus
from math import ceil

from peewee import BigIntegerField, IntegerField, TextField

from kiosk.core import clock, state
from kiosk.core.database import database
from kiosk.core.errors import KioskError
from kiosk.core.local import LocalModel
from kiosk.security import audit

MOST_MISSES = 5
FIRST_SECONDS, LONGEST_SECONDS = 60, 900
# Beside the wall reading in its row: the boot, and this boot's own clock, which nobody can set.
DOORS = "doors"
is_hers = re.compile(r"staff/[0-9a-f]{32}").fullmatch


class Lock(LocalModel):
    """One door: a person, a machine, the cards. `lasts_seconds` is how long it closes next; nothing of it travels."""

    name = TextField(primary_key=True)
    misses = IntegerField(default=0)
    lasts_seconds = IntegerField(default=60)
    closed_until = BigIntegerField(default=0)


class DoorClosedError(KioskError):
    """Too many misses: the door opens by itself in `seconds`."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def require_open(*names: str) -> None:
    """Raise DoorClosedError while one of these doors is closed. Names: `staff/<hex>`, `machine`, `cards`."""
    with database.atomic("IMMEDIATE"):
        left = longest_left(names)
    refuse(left)


def note_miss(*names: str) -> None:
    """Count a try before its secret is looked at, so that tries at once do not slip through; success takes it back.

    The fifth miss in a row closes the door behind this try. Raises DoorClosedError when it is closed already.
    """
    with database.atomic("IMMEDIATE"):
        left = longest_left(names)
        for name in () if left else names:
            known = Lock.get_or_none(Lock.name == name)
            lock = known or Lock(name=name)
            lock.misses += 1
            if lock.misses % MOST_MISSES == 0:
                close(lock)
            lock.save(force_insert=known is None)
    refuse(left)


def note_if_closed(*names: str) -> None:
    """Write down after a miss that these doors are closed now, and at whose; a miss at a closed door is none."""
    whose = next((name.removeprefix("staff/") for name in names if is_hers(name)), "")
    with database.atomic("IMMEDIATE"):
        if longest_left(names):
            audit.note(audit.Deed.DOOR_CLOSED, staff=None, kind="staff" if whose else "", subject=whose)


def open(*names: str) -> None:  # noqa: A001  what one does to a door
    """Forget the misses at these doors: somebody showed that it is she."""
    with database.atomic("IMMEDIATE"):
        Lock.delete().where(Lock.name.in_(names)).execute()
        doors = state.get(DOORS, {})
        if doors.keys() & set(names):
            state.put(doors={name: until for name, until in doors.items() if name not in names})


def longest_left(names: tuple[str, ...]) -> int:
    return max((milliseconds_left(name) for name in names), default=0)


def refuse(left: int) -> None:
    # Outside the transaction: what was noted of the doors must stay although nobody passes.
    if left:
        raise DoorClosedError(ceil(left / clock.MILLISECONDS))


def close(lock: Lock) -> None:
    """Close a door for as long as it is its turn, and for twice as long the next time."""
    lasts = lock.lasts_seconds * clock.MILLISECONDS
    lock.closed_until = clock.wall() + lasts
    lock.lasts_seconds = min(2 * lock.lasts_seconds, LONGEST_SECONDS)
    note_until(lock.name, ticks() + lasts)


def milliseconds_left(name: str) -> int:
    """Return how long a door stays closed: by the clock of this boot, which no hand moves.

    After another boot by the wall clock, never for longer than it was closed for (a kiosk may wake up in 1970).
    """
    lock = Lock.get_or_none(Lock.name == name)
    if lock is None or not lock.closed_until:
        return 0
    boot, until = state.get(DOORS, {}).get(name, ("", 0))
    if boot != clock.boot_id():
        left = min(lock.closed_until - clock.wall(), lasted(lock) * clock.MILLISECONDS)
        until = ticks() + left
        note_until(name, until)
    if until <= ticks():
        # Seen open: a later boot with a clock far behind must not find it closed again.
        Lock.update(closed_until=0).where(Lock.name == name).execute()
    return max(0, int(until) - ticks())


def lasted(lock: Lock) -> int:
    """Return for how many seconds a door was closed the last time."""
    turn = max(1, lock.misses // MOST_MISSES)
    return int(min(FIRST_SECONDS * 2 ** (turn - 1), LONGEST_SECONDS))


def note_until(name: str, until: int) -> None:
    state.put(doors={**state.get(DOORS, {}), name: (clock.boot_id(), until)})


def ticks() -> int:
    """Return the milliseconds of a clock that runs from boot to boot and cannot be set."""
    return time.monotonic_ns() // 1_000_000
