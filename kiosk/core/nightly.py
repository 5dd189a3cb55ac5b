"""Once a day, when nobody waits for it, each room may put its things in order."""

import logging
from collections.abc import Callable

from peewee import PeeweeException

from kiosk.core import erasure, state, today
from kiosk.core.settings import Settings

log = logging.getLogger(__name__)
# After the shop was shut for longer, or the clock jumped, one more day is waited: somebody may notice and set it.
TRUSTED_DAYS = 7

# What rooms do then: each in short transactions of its own, and once more without harm (G13).
tasks: list[Callable[[Settings], None]] = []


def run_if_due(settings: Settings) -> bool:
    """Do all tasks if a new day has begun, and say whether it was so.

    Never on a clock that cannot be believed (G9). One task that fails is named in the log and stops no other. Needs
    this thread's connection.
    """
    moment = today.moment()
    if not moment.is_sure or not state.get("last_seen"):
        return False
    number = today.here(moment.at, settings.zone).toordinal()
    before = int(state.get("nightly_on", 0))
    if number == before:
        return False
    is_next = 0 < number - before <= TRUSTED_DAYS
    if is_next:
        for task in tasks:
            attempt(task, settings)
        erasure.sweep()
    state.put(nightly_on=number)
    return is_next


def attempt(task: Callable[[Settings], None], settings: Settings) -> None:
    try:
        task(settings)
    except (PeeweeException, ValueError) as error:
        log.warning("%s was not done tonight: %s", task.__qualname__, type(error).__name__)
