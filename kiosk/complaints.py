"""What keeps the machine from working is said to whoever looks after it, in one sentence and without a trace."""

import errno
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from peewee import DatabaseError, OperationalError, PeeweeException

from kiosk.core import languages
from kiosk.core.errors import KioskError
from kiosk.core.settings import PREFIX, Settings

HIGHEST_PORT = 65_535
LOG_LEVELS = ("debug", "info", "warning", "error")
FOLDER_FAULTS = {
    errno.EACCES: "may not be written by this user",
    errno.EPERM: "may not be written by this user",
    errno.EROFS: "lies on a disk that cannot be written",
    errno.ENOSPC: "lies on a disk that is full",
    errno.ENOENT: "cannot be made",
    errno.ENOTDIR: "is not a folder",
    errno.EEXIST: "is not a folder",
}


class CannotWorkError(Exception):
    """Base: the message is one plain sentence that says what is wrong and what helps."""


class NewerDatabaseError(CannotWorkError):
    """The data was written by a newer version of the program."""


class NotSetUpError(CannotWorkError):
    """No centre was founded or joined in this folder yet, or only half."""


FORESEEN = (CannotWorkError, KioskError, PeeweeException, OSError)


def check(settings: Settings) -> None:
    """Refuse what no machine can do. Raises ValueError naming the setting."""
    demand(0 <= settings.port <= HIGHEST_PORT, "port", f"must be between 0 and {HIGHEST_PORT}")
    demand(settings.log_level in LOG_LEVELS, "log_level", f"must be one of {', '.join(LOG_LEVELS)}")
    for name in ("millimetre", "idle_seconds", "warning_seconds", "fresh_hours", "sync_seconds"):
        demand(getattr(settings, name) > 0, name, "must be more than 0")
    is_known_database = not settings.database or settings.database.startswith("postgresql://")
    demand(is_known_database, "database", "must begin with postgresql://")
    demand(bool(settings.centre.strip()), "centre", "must not be empty")
    try:
        ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{PREFIX}ZONE is not a time zone: {settings.zone!r}") from error
    try:
        languages.chosen(settings.languages)
    except ValueError as error:
        raise ValueError(f"{PREFIX}LANGUAGES: {error}") from error


def demand(is_met: bool, name: str, rule: str) -> None:
    if not is_met:
        raise ValueError(f"{PREFIX}{name.upper()} {rule}")


def explain(error: Exception, settings: Settings) -> str:
    """Return the sentence for an error that ended a command; for one we did not foresee, its name and message."""
    if isinstance(error, OperationalError):
        return f"The database in {settings.data} cannot be used: {error}."
    if isinstance(error, DatabaseError):
        return f"The database in {settings.data} is damaged or is not ours: {error}."
    if isinstance(error, OSError):
        return explain_system(error, settings)
    return str(error) or type(error).__name__


def explain_system(error: OSError, settings: Settings) -> str:
    place = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"Another program listens on {place} already; choose another port with --port."
    if error.errno == errno.EADDRNOTAVAIL or error.errno is None or error.errno < 0:
        return f"This machine has no address {settings.host}; choose another one with --host."
    if error.errno == errno.EACCES and error.filename is None:
        return f"This user may not listen on {place}; choose a port above 1023 with --port."
    if error.errno in FOLDER_FAULTS:
        return f"The folder {error.filename or settings.data} {FOLDER_FAULTS[error.errno]}."
    return f"The system says: {error.strerror}."
