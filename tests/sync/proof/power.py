"""The power may go: a kiosk's files are then as they were when something last waited for the disk."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HASTE, CARE = "PRAGMA synchronous = normal", "PRAGMA synchronous = full"
# They change no row, and are on the disk when they are done.
WAITING = ("CREATE", "DROP", "ALTER", "VACUUM", "PRAGMA wal_checkpoint")
to_disk = os.fsync


class Disk:
    """What lies on a kiosk's disk for certain; what was written without waiting may go, and all of it goes here."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.certain: dict[Path, bytes] = {}
        # How often the power took something back.
        self.losses = 0

    @contextmanager
    def watched(self, connection: sqlite3.Connection, sql: str) -> Iterator[None]:
        """Run one statement within, and see whether what it wrote waits for the disk."""
        mind = vars(connection)
        if sql in {HASTE, CARE}:
            mind["is_hasty"] = sql == HASTE
        is_hasty = mind.get("is_hasty", False)
        if not connection.in_transaction:
            mind["before"] = connection.total_changes
            if is_hasty:
                self.keep()
        yield
        if not (is_hasty or connection.in_transaction):
            has_written = connection.total_changes != mind.get("before")
            if has_written or sql.startswith(WAITING):
                self.let_go()

    def keep(self) -> None:
        """Remember the files as they are, before something is written that does not wait."""
        if not self.certain:
            files = self.file, self.log
            self.certain = {file: file.read_bytes() for file in files if file.exists()}

    def let_go(self) -> None:
        """All that was written is on the disk."""
        self.certain = {}

    def cut(self) -> None:
        """Take back what may be gone. Nobody has the file open."""
        if not self.certain:
            return
        for stale in self.file.parent.glob(f"{self.file.name}-*"):
            stale.unlink()
        for file, content in self.certain.items():
            file.write_bytes(content)
        self.losses += 1
        self.let_go()

    def fsync(self, handle: int) -> None:
        """Do what the system's does; it is asked for the database's log."""
        to_disk(handle)
        if Path(f"/proc/self/fd/{handle}").readlink() == self.log:
            self.let_go()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear of it when a program of this kiosk waits for the disk."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", self.fsync)
            yield

    @property
    def log(self) -> Path:
        return self.file.with_name(f"{self.file.name}-wal")
