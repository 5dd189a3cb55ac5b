"""A USB stick is full, worn or pulled out half-way at any moment: what is written appears whole or not at all."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sync import bundle, courier
from sync.bundle import BundleError, Direction, Head

FOLDER = "parents-point"
FULL, READ_ONLY, GONE = "stick_full", "stick_read_only", "stick_gone"
WORDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A bundle that goes down, and what its head says; nothing of it is verified yet."""

    path: Path
    head: Head


def word_of(error: OSError) -> str:
    """Return the word for what a stick refused; whatever else the system says, it is not there any more."""
    return WORDS.get(error.errno or 0, GONE)


def next_number(place: Path, replica: str, last: int) -> int:
    """Return a number that no bundle of this kiosk has, here or on the stick: a restored card counts from before."""
    begin = courier.name_of(replica, 0, "").removesuffix("0")
    names = [path.name for path in (place / FOLDER).glob(f"{begin}*")]
    numbers = [int(found[1]) for name in names if (found := re.match(rf"{begin}(\d{{1,9}})\.", name))]
    return max([last, *numbers]) + 1


@contextmanager
def whole(place: Path, name: str) -> Iterator[BinaryIO]:
    """Give a file to write that gets its name on the stick once all of it is there. Raises OSError."""
    folder = place / FOLDER
    folder.mkdir(exist_ok=True)
    partial = folder / f"{name}.partial"
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / name)
        sync_folder(folder)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Bring the new name to the stick too: people pull it out at once."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def find(place: Path) -> list[Found]:
    """Return what goes down on the stick, or that one file, the newest first. Raises OSError.

    Wherever a browser put it and whatever it is called now: its head tells what it is.
    """
    folders = [place / FOLDER, place]
    paths = [path for folder in folders for path in sorted(folder.glob(f"*{courier.DOWN_SUFFIX}"))]
    found = [known for path in ([place] if place.is_file() else paths) if (known := look(path))]
    # A name that is there but cannot be listed is a stick that is gone.
    place.stat()
    return sorted(found, key=lambda one: one.head.number, reverse=True)


def look(path: Path) -> Found | None:
    """Return a bundle by its head, None for anything else."""
    with suppress(BundleError), path.open("rb") as file:
        return Found(path, bundle.read_head(file, Direction.DOWN).head)
    return None


def clear(found: Found, replica: str) -> None:
    """Take what was taken in off the stick, and what it answers; where that cannot be done it just stays."""
    question = found.path.with_name(courier.name_of(replica, found.head.number, courier.UP_SUFFIX))
    for path in (found.path, found.path.parent / FOLDER / question.name, question):
        with suppress(OSError):
            path.unlink(missing_ok=True)
