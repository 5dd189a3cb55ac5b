"""When the disk is nearly full the kiosk stops reading what others wrote; what is written here still goes up (G12)."""

import os
from functools import cache
from pathlib import Path

from kiosk.core import state
from kiosk.core.database import database, until_written

MEGABYTE = 1024 * 1024


def is_low() -> bool:
    """Say whether less is free beside the database than the caretaker wants (`free_megabytes`).

    It is remembered as `low_disk` when it changes, if there is room for that.
    """
    disk = os.statvfs(folder(str(database.database)))
    free_megabytes, was_low = known()
    is_low_now: bool = disk.f_bavail * disk.f_frsize < free_megabytes * MEGABYTE
    if is_low_now != was_low:
        state.put(low_disk=is_low_now)
    return is_low_now


@until_written
def known() -> tuple[int, bool]:
    """Return how many megabytes the caretaker wants to be free, and whether there were fewer the last time."""
    return state.get("free_megabytes", 0), state.get("low_disk", False)


@cache
def folder(file: str) -> Path:
    return Path(file).parent
