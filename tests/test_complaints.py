import errno
from pathlib import Path

import peewee
import pytest

from kiosk import complaints, troubles
from kiosk.core.errors import ConflictError
from kiosk.core.settings import Settings
from sync.agent.errors import AgentError, StaleAnswerError, TurnedAwayError
from sync.central.errors import UnservedError

SETTINGS = Settings(data=Path("here"), port=8080)


def family(base: type[Exception]) -> list[type[Exception]]:
    return [kind for child in base.__subclasses__() for kind in (child, *family(child))]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.EADDRINUSE, "in use"), "Another program listens on 127.0.0.1:8080 already"),
        (OSError(errno.EADDRNOTAVAIL, "none"), "no address 127.0.0.1"),
        (PermissionError(errno.EACCES, "denied"), "port above 1023"),
        (PermissionError(errno.EACCES, "denied", "here"), "The folder here may not be written by this user"),
        (OSError(errno.ENOSPC, "full"), "The folder here lies on a disk that is full"),
        (OSError(errno.EROFS, "read-only", "here/kiosk.sqlite"), "cannot be written"),
        (OSError(errno.EIO, "Input/output error"), "The system says: Input/output error"),
        (peewee.OperationalError("unable to open database file"), "The database in here cannot be used"),
        (peewee.DatabaseError("file is not a database"), "is damaged or is not ours"),
        (peewee.ImproperlyConfigured("postgres driver not found"), "install parents-point[central]"),
        (ConflictError("a centre was founded before"), "a centre was founded before"),
        (complaints.NotSetUpError("run sync"), "run sync"),
    ],
)
def test_what_stops_the_machine_is_told_in_a_sentence(error: Exception, expected: str) -> None:
    assert expected in (complaints.explain(error, SETTINGS) or "")


def test_what_nobody_foresaw_is_not_dressed_up() -> None:
    assert complaints.explain(ZeroDivisionError(), SETTINGS) is None


def test_every_word_of_a_failed_exchange_has_a_sentence() -> None:
    # Never told: the one is tried again at once, the other carries the word of central.
    untold = {StaleAnswerError, TurnedAwayError}
    words = {kind.word for kind in [*family(AgentError), *family(UnservedError)] if kind not in untold}  # type: ignore[attr-defined]

    assert words - troubles.SENTENCES.keys() == {"malformed", "too_large", "stuck", "broken", "wrong_method"}


def test_a_word_from_a_newer_central_is_told_as_it_came() -> None:
    assert "(moved)" in troubles.sentence("moved")
