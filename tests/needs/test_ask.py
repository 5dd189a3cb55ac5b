"""A question is asked in one touch, and nothing in it leads back to who asked."""

import pytest
import time_machine

from kiosk.core.outbox import Outbox
from kiosk.needs.models import Need, NeedTopic
from kiosk.registration.models import Consent, Household, Registration
from tests.people import Guest

MIDNIGHT = 1_772_496_000_000
DAY = 86_400_000


@pytest.mark.parametrize("topic", list(NeedTopic))
def test_each_topic_is_one_touch(visit: Guest, topic: NeedTopic) -> None:
    asked = visit.post("questions/", {"topic": topic})

    need = Need.get()
    assert asked.location == visit.address("questions/heard")
    assert visit.client.get(asked.location).status_code == 200
    assert (need.topic, need.language, need.status) == (topic, "nl", "open")


def test_nothing_tells_who_asked(visit: Guest) -> None:
    visit.post("questions/", {"topic": "money"})

    assert set(Need._meta.fields) == {"id", "version", "topic", "language", "asked_on", "status"}
    assert Household.select().count() == Registration.select().count() == Consent.select().count() == 0


def test_the_hour_is_known_nowhere(visit: Guest, clock: time_machine.Traveller) -> None:
    clock.move_to("2026-03-03T14:37:21+01:00")

    visit.post("questions/", {"topic": "health"})

    need = Need.get()
    assert need.asked_on == "2026-03-03"
    assert need.id.int >> 80 == MIDNIGHT
    change = Outbox.get(Outbox.kind == Need.kind())
    assert change.wall_at % DAY == 0
    assert "14:37" not in change.fields


@pytest.mark.parametrize("topic", ["", "politics", "SCHOOL", "school'", "x" * 5000])
def test_what_is_not_drawn_cannot_be_asked(visit: Guest, topic: str) -> None:
    assert visit.post("questions/", {"topic": topic}).status_code == 400

    assert Need.select().count() == 0


def test_asking_is_never_an_address(visit: Guest) -> None:
    assert visit.get("questions/?topic=money").location == visit.address("activities/")
    assert Need.select().count() == 0
