"""When the disk is nearly full the kiosk stops reading what others wrote; what is written here still goes up (G12)."""

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.core import state
from kiosk.core.database import database

MEGABYTE = 1024 * 1024


@dataclass
class Room:
    """`free_megabytes`: how much must be free beside the database for pages to be asked for; 0 asks always."""

    free_megabytes: int = 200

    def is_low(self) -> bool:
        """Say whether less is free, and remember it (`low_disk` in the state) when that has changed."""
        disk = os.statvfs(Path(str(database.database)).parent)
        is_low = disk.f_bavail * disk.f_frsize < self.free_megabytes * MEGABYTE
        if is_low != state.get("low_disk", False):
            state.put(low_disk=is_low)
        return is_low


# One for the process: the worker, the commands and the first day at the screen write on the same disk.
room = Room()
