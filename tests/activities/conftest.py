"""A programme is published with a word: what is not said is left open."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine

from kiosk.activities.models import Activity, Function, Occurrence, Unit
from kiosk.activities.services import publish_activity
from kiosk.core.text import Text
from tests.conftest import Founded

Publish = Callable[..., list[Occurrence]]
FIRST = datetime(2026, 3, 4, 14, 0)  # noqa: DTZ001  local wall time of the centre


@pytest.fixture
def publish(clock: time_machine.Traveller, centre: Founded) -> Publish:
    """Return a function that publishes an activity on so many days from Wednesday on, and returns its dates."""

    def publish_one(
        *,
        days: int = 1,
        capacity: int = 6,
        unit: Unit = Unit.OCCURRENCE,
        start: datetime = FIRST,
        **facts: object,
    ) -> list[Occurrence]:
        said = {
            "function": Function.SUPPORT,
            "drawing": "coffee",
            "title": Text.of("nl", {"nl": "Thee", "ar": "شاي"}),
            "about": Text.of("nl", {"nl": "Wij drinken thee."}),
            "room": Text.of("nl", {"nl": "Zaal 1"}),
        }
        activity = Activity(centre=centre.row.id, **(said | facts))
        dates = [(start + timedelta(days=day), start + timedelta(days=day, hours=2)) for day in range(days)]
        series = publish_activity(activity, dates=dates, capacity=capacity, unit=unit)
        return list(Occurrence.select().where(Occurrence.series == series.id).order_by(Occurrence.starts_at))

    return publish_one
