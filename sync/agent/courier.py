"""Where no line leads, what waits goes to central in a pocket, and central's answers come back the same way."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from peewee import OperationalError

from kiosk.core import state
from sync.agent import posting, receiving, stick
from sync.agent.carried import Carried
from sync.agent.errors import AgentError, StaleAnswerError

ATTEMPTS = 3


class Courier:
    """What the caretaker's page and the command ask for. Each deed needs this thread's database connection."""

    def is_ready(self) -> bool:
        """Say whether this kiosk knows the keys of central, without which nothing is sealed or believed."""
        return bool(state.get("replica") and state.get("central_sealing_key"))

    def export(self, place: Path) -> Carried:
        """Put all that waits on the stick at `place`; what goes wrong is told as a word."""
        return told(lambda: calmly(posting.export, place))

    def take_in(self, place: Path) -> Carried:
        """Take in every answer for this kiosk on the stick at `place`, or the one in that file; likewise."""
        return told(lambda: calmly(receiving.take_in, place))


def calmly(deed: Callable[[Path], Carried], place: Path) -> Carried:
    """Do it, once more where the worker has exchanged or begun a new epoch in the middle."""
    for _attempt in range(ATTEMPTS):
        with suppress(StaleAnswerError):
            return deed(place)
    return Carried(StaleAnswerError.word)


def told(deed: Callable[[], Carried]) -> Carried:
    try:
        return deed()
    except AgentError as error:
        return Carried(error.word)
    except OperationalError as error:
        # The disk of the kiosk, not the stick: nothing was changed.
        return Carried("disk_full" if "full" in str(error) else "database")
    except OSError as error:
        return Carried(stick.word_of(error))
