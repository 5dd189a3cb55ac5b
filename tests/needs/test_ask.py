"""A question is asked in one touch, and nothing in it leads back to who asked."""

import pytest
import time_machine
from flask import Flask
from peewee import SQL

from kiosk.core import nightly
from kiosk.core.database import database
from kiosk.core.outbox import Outbox
from kiosk.needs import services
from kiosk.needs.models import AskedNeed, Need, NeedTopic
from kiosk.registration.models import Consent, Household, Registration
from tests.people import Guest

MIDNIGHT = 1_772_496_000_000
DAY = 86_400_000


@pytest.mark.parametrize("topic", list(NeedTopic))
def test_each_topic_is_one_touch(visit: Guest, topic: NeedTopic) -> None:
    asked = visit.post("questions/", {"topic": topic})

    services.hand_on()
    need = Need.get()
    assert asked.location == visit.address("questions/heard")
    assert visit.client.get(asked.location).status_code == 200
    assert (need.topic, need.language, need.status) == (topic, "nl", "open")


def test_nothing_tells_who_asked(visit: Guest) -> None:
    visit.post("questions/", {"topic": "money"})

    assert set(Need._meta.fields) == {"id", "version", "topic", "language", "asked_on", "status"}
    assert set(AskedNeed._meta.fields) == {"id", "topic", "language", "asked_on"}
    assert Household.select().count() == Registration.select().count() == Consent.select().count() == 0


def test_the_hour_is_known_nowhere(visit: Guest, clock: time_machine.Traveller) -> None:
    clock.move_to("2026-03-03T14:37:21+01:00")
    visit.post("questions/", {"topic": "health"})
    clock.move_to("2026-03-04T09:00:00+01:00")

    services.hand_on()

    need = Need.get()
    assert need.asked_on == "2026-03-03"
    assert need.id.int >> 80 == MIDNIGHT
    change = Outbox.get(Outbox.kind == Need.kind())
    assert change.wall_at % DAY == 0
    assert "14:37" not in change.fields


@pytest.mark.parametrize("topic", ["", "politics", "SCHOOL", "school'", "x" * 5000])
def test_what_is_not_drawn_cannot_be_asked(visit: Guest, topic: str) -> None:
    assert visit.post("questions/", {"topic": topic}).status_code == 400

    assert AskedNeed.select().count() == Need.select().count() == 0


def test_asking_is_never_an_address(visit: Guest) -> None:
    assert visit.get("questions/?topic=money").location == visit.address("activities/")
    assert AskedNeed.select().count() == 0


def test_a_question_gets_no_number_while_it_is_alone(visit: Guest) -> None:
    before = Outbox.select().count()

    for topic in list(NeedTopic)[: services.ENOUGH - 1]:
        visit.post("questions/", {"topic": topic})

    assert Outbox.select().count() == before
    assert AskedNeed.select().count() == services.ENOUGH - 1


def test_where_it_waits_no_row_has_a_number(visit: Guest) -> None:
    visit.post("questions/", {"topic": "school"})

    (made,) = database.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'asked_need'").fetchone()
    assert made.endswith("WITHOUT ROWID")
    # Its name is chance from end to end, and not a moment like that of a record.
    assert AskedNeed.get().id.version == 4


def test_enough_questions_go_on_together_in_an_order_that_tells_nothing(visit: Guest) -> None:
    topics = list(NeedTopic)[: services.ENOUGH]
    orders = set()

    for _round in range(40):
        for topic in topics:
            visit.post("questions/", {"topic": topic})
        orders.add(tuple(need.topic for need in Need.select().order_by(SQL("rowid"))))
        changes = Outbox.select().where(Outbox.kind == Need.kind())
        assert changes.count() == services.ENOUGH
        assert AskedNeed.select().count() == 0
        Need.delete().execute()
        Outbox.delete().execute()

    # 40 draws out of 120 orders: that they fall together on few of them does not happen.
    assert len(orders) > 5
    assert {frozenset(order) for order in orders} == {frozenset(topics)}


def test_the_night_takes_on_what_waits(app: Flask, visit: Guest) -> None:
    visit.post("questions/", {"topic": "school"})
    assert services.hand_on_daily in nightly.tasks

    services.hand_on_daily(app.config["SETTINGS"])
    services.hand_on_daily(app.config["SETTINGS"])

    assert Need.select().count() == 1
