"""The whole database as it stood at one moment is written to another file, while people go on registering."""

import errno
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from peewee import SqliteDatabase

from kiosk.core import state
from kiosk.core.database import BUSY_SECONDS, database

SUFFIX = ".copying"
CHUNK_BYTES, MEGABYTE = 256 * 1024, 1024 * 1024


@contextmanager
def copied() -> Iterator[Path]:
    """Write a consistent copy beside the database, readable by its owner only, and take it away at the end.

    It is written by one reader (VACUUM INTO): in WAL nobody who writes waits for it, nothing that is written meanwhile
    makes it begin anew, and what was erased is not in it, as free pages and gaps are left out. Raises OSError where
    there is no room for it, and OperationalError where the database does not answer.
    """
    target = Path(str(database.database) + SUFFIX)
    clear()
    require_room(target)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        # A connection of its own: whoever asks may stand within a transaction.
        source = SqliteDatabase(str(database.database), timeout=BUSY_SECONDS)
        with closing(source):
            source.connect()
            source.execute_sql("VACUUM INTO ?", (str(target),))
        yield target
    finally:
        clear()


def require_room(target: Path) -> None:
    """Raise OSError where a copy would take the room that people need to register (G12)."""
    disk = os.statvfs(target.parent)
    size = sum(path.stat().st_size for path in target.parent.glob(f"{target.stem}*"))
    if disk.f_bavail * disk.f_frsize - size < state.get("free_megabytes", 0) * MEGABYTE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))


def clear() -> None:
    """Take away what a power cut left behind."""
    Path(str(database.database) + SUFFIX).unlink(missing_ok=True)
    Path(str(database.database) + SUFFIX + "-journal").unlink(missing_ok=True)


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def folder_to_disk(folder: Path) -> None:
    """See to it that the name of a file is on the disk too, where the file system knows how. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)
