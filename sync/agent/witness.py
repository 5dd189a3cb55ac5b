"""A witness beside the database remembers how far the kiosk had come, so that an earlier copy put back is noticed."""

import logging
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from kiosk.core.database import database
from sync.agent import standing

SUFFIX = ".witness"
BLOCK_BYTES = 512
log = logging.getLogger(__name__)


class Mark(NamedTuple):
    """What tells a file that was written since from one that was not."""

    inode: int
    written_at: int
    size: int


class Witness(msgspec.Struct, frozen=True):
    """What a file says: who the kiosk was, its epoch and which one that is, its numbers given and acknowledged."""

    replica: str
    epoch: str
    epochs: int
    head: int
    acknowledged: int

    def is_ahead_of(self, here: "Witness") -> bool:
        """Say whether the database that is `here` is older than the one that this was written of."""
        if self.replica != here.replica or self.epochs != here.epochs:
            return self.replica == here.replica and self.epochs > here.epochs
        # An answer may be applied that is not on the disk yet: a power cut takes it back, and nothing that was written.
        is_written_on = self.head != here.head
        was_further = self.head > here.head or (is_written_on and self.acknowledged > here.acknowledged)
        return self.epoch != here.epoch or was_further


def path() -> Path:
    return beside(str(database.database))


@cache
def beside(file: str) -> Path:
    return Path(file).with_suffix(SUFFIX)


# The file as this process read or wrote it last, and what it says.
known: dict[Path, tuple[Mark, Witness]] = {}


def here() -> Witness:
    """Return what is to be witnessed of the database as it is."""
    now, head = standing.with_head()
    return Witness(now.replica, now.epoch, now.epochs, head, now.acknowledged)


def read() -> Witness | None:
    """Return what the file says, None when there is none that can be read."""
    place = path()
    try:
        mark = mark_of(place.stat())
        if place not in known or known[place][0] != mark:
            known[place] = mark, msgspec.json.decode(place.read_bytes(), type=Witness)
    except (OSError, msgspec.MsgspecError):
        return None
    return known[place][1]


def mark_of(file: os.stat_result) -> Mark:
    return Mark(file.st_ino, file.st_mtime_ns, file.st_size)


def is_ahead() -> bool:
    """Say whether an older database was put in the place of the one that the file was written of."""
    found = read()
    return found is not None and found.is_ahead_of(here())


def write() -> None:
    """Write down how far the kiosk is. What tells of an older database put back stays until that was seen to."""
    found, now = read(), here()
    if not now.replica or found == now or (found is not None and found.is_ahead_of(now)):
        return
    try:
        put(path(), now)
    except OSError as error:
        # It warns of one rare mishap; the exchange goes on without.
        log.warning("the witness was not written: %s", type(error).__name__)


def put(target: Path, now: Witness) -> None:
    """Write a file anew in its place: as long as it was, within one block, without a name being written too.

    Nobody waits for the disk: a witness that a power cut took back is older than the database, and harms nothing.
    """
    handle = os.open(target, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(handle, msgspec.json.encode(now).ljust(BLOCK_BYTES), 0)
        known[target] = mark_of(os.fstat(handle)), now
    finally:
        os.close(handle)
