"""Two kiosks of a centre publish one draft without a line: it is one activity, with one set of dates and one home."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk.activities.models import Activity, Occurrence, Series, Stage
from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.core.text import Text
from kiosk.core.today import now_here
from kiosk.planning.services import begin, tell
from kiosk.publishing import queries
from kiosk.publishing.services import count, plan, publish, tick
from tests.sync import neighbourhood
from tests.sync.machines import Machine
from tests.sync.neighbourhood import Neighbourhood

AMAL, SAFA = uuid4(), uuid4()


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def plan_a_month(*, is_open: bool = True) -> UUID:
    """Plan an activity on four days, open to the area or not; nothing is ticked yet."""
    draft, words = uuid4(), Text.of("nl", {"nl": "Samen naaien"})
    first = now_here().replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=2)
    begin(draft, by=AMAL, languages=["nl"])
    tell(draft, {"title": words, "room": words, "drawing": "sewing", "function": "support"}, by=AMAL)
    plan(draft, by=AMAL, day=first.date())
    plan(
        draft, by=AMAL, starts=first.time(), weeks=1, until=first.date() + timedelta(weeks=3), is_open=is_open
    )
    count(draft, by=AMAL, capacity=6)
    return draft


def publish_at(machine: Machine, draft: UUID, by: UUID) -> None:
    with machine.at():
        for point in queries.POINTS:
            tick(draft, point, is_ticked=True, by=by)
        publish(draft, by=by)


def kept(machine: Machine) -> tuple[list[str | None], list[str], list[UUID]]:
    with machine.at():
        dates = Occurrence.select().order_by(Occurrence.starts_at)
        return (
            [row.stage for row in Activity.select()],
            [row.home for row in Series.select()],
            [date.id for date in dates],
        )


def test_one_draft_published_twice_is_one_activity(town: Neighbourhood) -> None:
    with town.hall.at():
        state.put(kiosk="hall")
        draft = plan_a_month()
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    with town.kitchen.at():
        state.put(kiosk="kitchen")
    assert kept(town.zuidwijk) == ([], [], [])

    publish_at(town.hall, draft, AMAL)
    publish_at(town.kitchen, draft, SAFA)
    town.exchange(town.hall, town.kitchen, town.zuidwijk, town.hall, town.kitchen)

    stages, homes, dates = kept(town.hall)
    assert (stages, homes, len(dates)) == ([Stage.PUBLISHED], ["hall"], 4)
    assert kept(town.kitchen) == kept(town.zuidwijk) == (stages, homes, dates)
    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert outbox.Refused.select().count() == 0
