"""A stick that somebody has put into the machine is noticed by what the system has mounted."""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

import msgspec

MOUNTS, BLOCKS = Path("/proc/self/mounts"), Path("/sys/class/block")
MARK_LETTERS = 16
# A space in a name is written \040 there.
ESCAPED = re.compile(r"\\([0-7]{3})")


class Stick(msgspec.Struct, frozen=True):
    """A removable medium: the name that its folder has, and the folder."""

    name: str
    folder: Path

    @property
    def mark(self) -> str:
        """What a button names the stick by: it tells no folder of this machine."""
        return hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:MARK_LETTERS]


def sticks(courier_folder: str = "", *, mounts: Path = MOUNTS, blocks: Path = BLOCKS) -> list[Stick]:
    """Return the sticks that are in the machine, by name; only `courier_folder` where that is set.

    A machine that does not tell what is mounted has none.
    """
    if courier_folder:
        folder = Path(courier_folder)
        return [Stick(folder.name, folder)] if folder.is_dir() else []
    found: dict[str, Stick] = {}
    with suppress(OSError):
        for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            device, mounted = (plain(part) for part in line.split(" ")[:2])
            if device.startswith("/dev/") and is_removable(blocks / Path(device).name):
                found.setdefault(device, Stick(Path(mounted).name, Path(mounted)))
    return sorted(found.values(), key=lambda stick: (stick.name, stick.folder))


def plain(part: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 8)), part)


def is_removable(block: Path) -> bool:
    """Say whether a disk, or the disk that a partition is on, can be pulled out."""
    with suppress(OSError):
        disk = block.resolve()
        for place in (disk, disk.parent):
            told = place / "removable"
            if told.is_file():
                return told.read_text(encoding="ascii").strip() == "1"
    return False
