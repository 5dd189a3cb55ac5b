"""When the disk is nearly full the kiosk stops reading what others wrote; what is written here still goes up (G12)."""

import os
from pathlib import Path

from kiosk.core import state
from kiosk.core.database import database

MEGABYTE = 1024 * 1024


def is_low() -> bool:
    """Say whether less is free beside the database than the caretaker wants (`free_megabytes`).

    It is remembered as `low_disk` when it changes, if there is room for that.
    """
    disk = os.statvfs(Path(str(database.database)).parent)
    is_low_now: bool = disk.f_bavail * disk.f_frsize < state.get("free_megabytes", 0) * MEGABYTE
    if is_low_now != state.get("low_disk", False):
        state.put(low_disk=is_low_now)
    return is_low_now
