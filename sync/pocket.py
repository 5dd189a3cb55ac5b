"""A stick is pulled out at any moment: what is written on it appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

FOLDER = "parents-point"


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that gets its name once all of it is there. Raises OSError."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
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


def files(place: Path, suffix: str) -> list[Path]:
    """Return what ends so on a stick, in our folder or wherever a browser put it; or `place` if it is a file.

    Raises OSError when the stick is not there.
    """
    if place.is_file():
        return [place]
    found = [path for folder in (place / FOLDER, place) for path in sorted(folder.glob(f"*{suffix}"))]
    # A folder that is gone cannot be told from an empty one by its files.
    place.stat()
    return found
