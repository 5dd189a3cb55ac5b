"""Asking without a name: questions wait for each other, and go on in an order that nobody chose."""

import secrets
from datetime import UTC, datetime

from kiosk.core import clock
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError
from kiosk.core.ids import day_id
from kiosk.core.settings import Settings
from kiosk.needs.models import AskedNeed, Need, NeedTopic

# With so many they hide each other; the last of them is then one of five, and not the one who stands here.
ENOUGH = 5


def ask(topic: str, language: str) -> None:
    """Note that somebody asked about `topic` today; who and when exactly is known nowhere (SPEC A11).

    Raises InvalidInputError for a topic that is not drawn on the page.
    """
    if topic not in set(NeedTopic):
        raise InvalidInputError
    with database.atomic():
        AskedNeed.create(topic=topic, language=language, asked_on=clock.now().date().isoformat())
        if AskedNeed.select().count() >= ENOUGH:
            hand_on()


def hand_on() -> None:
    """Make a need of each question that waits, shuffled, each with a name of its day; one transaction."""
    with database.atomic():
        waiting = list(AskedNeed.select())
        secrets.SystemRandom().shuffle(waiting)
        for asked in waiting:
            day = datetime.fromisoformat(asked.asked_on).replace(tzinfo=UTC)
            Need.create(id=day_id(day), topic=asked.topic, language=asked.language, asked_on=asked.asked_on)
        AskedNeed.delete().execute()


def hand_on_daily(_settings: Settings) -> None:
    """Let no question wait longer than the day; a task of the night."""
    hand_on()
