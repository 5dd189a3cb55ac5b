"""A folder without a database gets the one of a copy, opened with the words of the recovery sheet."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kiosk.complaints import CannotWorkError
from kiosk.core import clock, copying
from kiosk.process import forbid_core_dumps
from kiosk.security import sealed_copy
from kiosk.security.sealed_copy import CopyError, Opening, WrongWordsError

TRIES = 3
ASKED = "The code of the recovery sheet, or the words of its square: "
PARTIAL, WITHIN = ".restoring", ("", "-wal", "-shm")


class DatabaseThereError(CannotWorkError):
    """The folder holds a database already; nobody overwrites one."""


def restore(copy: Path, target: Path, ask: Callable[[str], str]) -> str:
    """Put the database of a copy in place at `target`, and return in a sentence what was done.

    `ask` is called for the words of the sheet, three times at most. What is there is never overwritten, and nothing is
    there before all of the copy was opened. Raises DatabaseThereError, CopyError and OSError.
    """
    forbid_core_dumps()
    if any(target.with_name(target.name + affix).exists() for affix in WITHIN):
        raise DatabaseThereError(f"There is a database in {target.parent} already; nothing was changed.")
    if not copy.is_file():
        raise CopyError(f"There is no copy at {copy}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + PARTIAL)
    with copy.open("rb") as file:
        opening = sealed_copy.read_head(file)
        data_key = asked_key(opening, ask)
        try:
            partial.unlink(missing_ok=True)
            partial.touch(mode=0o600)
            with partial.open("wb") as whole:
                for chunk in sealed_copy.unseal(file, opening, data_key):
                    whole.write(chunk)
                copying.to_disk(whole)
            require_sound(partial)
            partial.rename(target)
        finally:
            partial.unlink(missing_ok=True)
    copying.folder_to_disk(target.parent)
    made_at = datetime.fromtimestamp(opening.head.made_at / clock.MILLISECONDS, UTC)
    return (
        f"The copy of {made_at:%-d %B %Y, %H:%M} (UTC) is in place in {target.parent}. "
        "Start the kiosk: at its first contact it catches up with central."
    )


def asked_key(opening: Opening, ask: Callable[[str], str]) -> bytes:
    """Return the data key, opened with words that somebody types. Raises WrongWordsError."""
    for left in reversed(range(TRIES)):
        try:
            return opening.data_key(opening.sheet_key(ask(ASKED)))
        except EOFError as error:
            raise CopyError("Nothing was typed; nothing was changed.") from error
        except WrongWordsError:
            if not left:
                raise
    raise AssertionError


def require_sound(path: Path) -> None:
    """Raise CopyError for what is no database, or a broken one."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            connection.execute("SELECT value FROM state LIMIT 1")
    except sqlite3.DatabaseError as error:
        raise CopyError("What is in the copy is not the database of a kiosk.") from error
    if verdict != "ok":
        raise CopyError("The database in the copy is damaged.")
