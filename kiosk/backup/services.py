"""A copy of everything is written to another disk, read back from it and opened, before it counts."""

import errno
import hashlib
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from peewee import OperationalError

from kiosk.backup import queries
from kiosk.backup.queries import Copy, Place
from kiosk.core import copying, outbox, state, today
from kiosk.core.settings import Settings
from kiosk.security import audit, sealed_copy
from kiosk.security.keyring import SignedIn
from kiosk.security.sealed_copy import CopyError, DamagedCopyError, Opening, WrongWordsError

FULL, READ_ONLY, GONE = "stick_full", "stick_read_only", "stick_gone"
NO_SHEET, DAMAGED, BUSY, NO_ROOM = "no_sheet", "copy_damaged", "database", "disk_full"
WORDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}
log = logging.getLogger(__name__)
at_work = threading.Lock()


class Made(msgspec.Struct, frozen=True):
    """What became of a copy: `word` is "" or what went wrong; then when it was made (ms) and how long it is (bytes).

    `is_check`: it was not made, but opened.
    """

    word: str = ""
    made_at: int = 0
    size: int = 0
    is_check: bool = False


def make(place: Place, by: SignedIn | None = None) -> Made:
    """Write a copy of everything to a place, and remember how it went; raises nothing. `by` is None in the night."""
    if not at_work.acquire(blocking=False):
        return Made(BUSY)
    try:
        made = attempt(place)
    finally:
        at_work.release()
    remember(made, by)
    return made


def remember(made: Made, by: SignedIn | None) -> None:
    told = {} if made.word else {"copied_at": made.made_at}
    try:
        with outbox.authored(by.staff.hex if by else ""):
            state.put(copy_problem=made.word, **told)
            if by is not None and not made.word:
                audit.note("made_copy", staff=by.staff)
    except OperationalError as error:
        # A disk that is full, or a busy file: the copy is there all the same.
        log.warning("the copy was not written down: %s", type(error).__name__)


def attempt(place: Place) -> Made:
    try:
        return write(place)
    except OperationalError as error:
        log.warning("no copy was made: %s", type(error).__name__)
        return Made(NO_ROOM if "full" in str(error) else BUSY)
    except OSError as error:
        log.warning("no copy was made: %s", errno.errorcode.get(error.errno or 0, "unknown"))
        is_ours = str(error.filename or "").endswith(copying.SUFFIX)
        return Made(NO_ROOM if is_ours else WORDS.get(error.errno or 0, GONE))
    except DamagedCopyError:
        return Made(DAMAGED)


def write(place: Place) -> Made:
    """Write, read back, give the file its name, and let old ones go. Raises OSError, OperationalError, CopyError."""
    sheet = queries.sheet_wrap()
    if sheet is None:
        return Made(NO_SHEET)
    moment = today.moment()
    place.folder.mkdir(exist_ok=True)
    clear(place.folder)
    target = place.folder / queries.name_of(moment.at)
    partial = target.with_suffix(queries.PARTIAL)
    with copying.copied() as whole:
        try:
            with partial.open("xb") as file:
                opening, data_key = sealed_copy.begin(
                    file,
                    machine=state.get("kiosk", ""),
                    made_at=moment.at,
                    sheet=sheet,
                    recipients=queries.recipients(),
                )
                sealed_copy.seal(file, copying.chunks(whole), opening, data_key)
                copying.to_disk(file)
            prove(partial, data_key, digest_of(copying.chunks(whole)))
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    copying.folder_to_disk(place.folder)
    size = target.stat().st_size
    if moment.is_sure:
        let_go(place.folder, moment.at)
    return Made(made_at=moment.at, size=size)


def clear(folder: Path) -> None:
    """Take away what a copy left that was interrupted."""
    for path in folder.glob(f"{queries.machine()}-*{queries.PARTIAL}"):
        path.unlink(missing_ok=True)


def let_go(folder: Path, now: int) -> None:
    """Delete the copies that have lived long enough: none keeps whoever was forgotten for more than sixty days."""
    for copy in queries.outlived(queries.copies(folder), now):
        copy.path.unlink(missing_ok=True)


def digest_of(chunks: Iterator[bytes]) -> bytes:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.digest()


def prove(path: Path, data_key: bytes, expected: bytes) -> None:
    """Open what was written, from the medium, and compare it with what was meant. Raises DamagedCopyError."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        opening = sealed_copy.read_head(file)
        if digest_of(sealed_copy.unseal(file, opening, data_key)) != expected:
            raise DamagedCopyError("The copy is not what was written.")


def check(copy: Copy, by: SignedIn) -> Made:
    """Open a copy with the keys of whoever stands here, from its first byte to its last; nothing is kept of it."""
    try:
        with copy.path.open("rb") as file:
            opening = sealed_copy.read_head(file)
            digest_of(sealed_copy.unseal(file, opening, data_key_of(opening, by)))
    except OSError as error:
        return Made(WORDS.get(error.errno or 0, GONE), is_check=True)
    except CopyError:
        return Made(DAMAGED, is_check=True)
    return Made(made_at=opening.head.made_at, size=copy.path.stat().st_size, is_check=True)


def data_key_of(opening: Opening, by: SignedIn) -> bytes:
    """Return the data key, opened with the centre's key of now or of before. Raises WrongWordsError."""
    *earlier, last = [*by.retired.values(), by.centre]
    for private in earlier:
        with suppress(WrongWordsError):
            return opening.data_key(private)
    return opening.data_key(last)


def every_night(settings: Settings) -> None:
    """Write a copy if its place is there; what a power cut left of the last one goes in any case."""
    with at_work:
        copying.clear()
    place = queries.nightly_place(settings)
    if place is not None and not state.get("sample"):
        make(place)
