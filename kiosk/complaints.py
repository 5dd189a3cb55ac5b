"""What keeps the machine from working is said to whoever looks after it, in one sentence and without a trace."""

import errno

from peewee import DatabaseError, ImproperlyConfigured, OperationalError, PeeweeException

from kiosk.core.errors import KioskError
from kiosk.core.settings import Settings

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


def explain(error: Exception, settings: Settings) -> str | None:
    """Return the sentence for an error that ended a command, None for one that nobody foresaw."""
    place = settings.data if not settings.database else "PostgreSQL"
    if isinstance(error, OperationalError):
        return f"The database in {place} cannot be used: {str(error).strip()}."
    if isinstance(error, DatabaseError):
        return f"The database in {place} is damaged or is not ours: {str(error).strip()}."
    if isinstance(error, OSError):
        return explain_system(error, settings)
    if isinstance(error, ModuleNotFoundError | ImproperlyConfigured):
        return f"Central needs more packages than a kiosk; install parents-point[central]. ({error})"
    if isinstance(error, CannotWorkError | KioskError | PeeweeException):
        return str(error) or type(error).__name__
    return None


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
