"""Amal plans: what she touches on each page until an activity can be published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
import time_machine

from kiosk.activities.models import Activity, Series
from tests.people import Guest
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
EVERY_WEEK = {"weeks": "1"}


@dataclass
class Planner:
    """Somebody at the desk with one draft in front of her."""

    colleague: Guest
    activity: UUID

    def ask(self, question: str, value: str, *, name: str = "value") -> int:
        where = f"planning/{self.activity}/ask/{question}"
        return self.colleague.post(where, {name: value}).status_code

    def write(self, text: str, words: str) -> int:
        return self.colleague.post(
            f"planning/{self.activity}/write/{text}", {"name": words, "go": "1"}
        ).status_code

    def when(self, **touch: str) -> int:
        return self.colleague.post(f"publishing/{self.activity}/when", touch).status_code

    def tick(self, *points: str) -> None:
        for point in points:
            self.colleague.post(f"publishing/{self.activity}/check", {"point": point, "is": "on"})

    def publish(self) -> str:
        return self.colleague.post(f"publishing/{self.activity}").location

    def onward(self) -> str:
        """Return what is asked next, as the end of its address."""
        location: str = self.colleague.get(f"planning/{self.activity}/next").location
        return location.rpartition("/")[2]

    @property
    def row(self) -> Activity:
        found: Activity = Activity.get_by_id(self.activity)
        return found

    @property
    def series(self) -> Series:
        found: Series = Series.get(Series.activity == self.activity)
        return found


POINTS = ("not_judging", "strengths", "familiar", "plain")


@pytest.fixture
def begin(at_desk: AtDesk, clock: time_machine.Traveller) -> Iterator[Callable[[str], Planner]]:
    """Return a function that lets somebody begin a draft."""

    def begun(name: str = "Amal") -> Planner:
        colleague, fresh = at_desk(name), uuid4()
        assert colleague.post("planning/", {"fresh": str(fresh)}).status_code == 303
        return Planner(colleague, fresh)

    return begun


@pytest.fixture
def planned(begin: Callable[[str], Planner]) -> Planner:
    """Plan sewing every week, six times from Tuesday 3 March on, 09:30 to 11:30; nothing is ticked yet."""
    planner = begin("Amal")
    planner.ask("drawing", "sewing")
    planner.write("title", "Samen naaien")
    planner.ask("function", "support")
    planner.when(day="2026-03-03")
    planner.when(starts="09:30")
    planner.when(weeks="1")
    planner.when(until="2026-04-07")
    planner.write("room", "Zaal 2")
    planner.colleague.post(f"publishing/{planner.activity}/places", {"capacity": "6", "go": "1"})
    return planner


@pytest.fixture
def published(planned: Planner) -> Planner:
    planned.tick(*POINTS)
    planned.publish()
    return planned
