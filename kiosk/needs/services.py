"""Asking without a name."""

from kiosk.core import clock
from kiosk.core.errors import InvalidInputError
from kiosk.core.ids import day_id
from kiosk.needs.models import Need, NeedTopic


def ask(topic: str, language: str) -> Need:
    """Note that somebody asked about `topic` today; who and when exactly is known nowhere (SPEC A11).

    Raises InvalidInputError for a topic that is not drawn on the page.
    """
    if topic not in set(NeedTopic):
        raise InvalidInputError
    now = clock.now()
    need = Need(id=day_id(now), topic=topic, language=language, asked_on=now.date().isoformat())
    need.save(force_insert=True)
    return need
