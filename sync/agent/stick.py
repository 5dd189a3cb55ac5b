"""A stick is full, worn or pulled out, and holds what is for others: what is for this kiosk is found on it."""

import errno
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sync import bundle, courier, pocket
from sync.bundle import BundleError, Direction, Head
from sync.pocket import FOLDER

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


def find(place: Path) -> list[Found]:
    """Return what goes down on the stick, or that one file, the newest first; its head tells what it is.

    Raises OSError.
    """
    found = [known for path in pocket.files(place, courier.DOWN_SUFFIX) if (known := look(path))]
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
