"""An activity that ends has another one after it, or somebody says that it ends (SPEC B5)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import time_machine

from kiosk.activities.models import Activity, Occurrence, Stage
from kiosk.desk.queries import TaskKind, tasks
from kiosk.planning.models import Plan
from kiosk.programme import queries
from kiosk.programme.services import COPIED
from kiosk.registration.models import Notice
from kiosk.registration.services import Family, register_family
from kiosk.security.audit import AuditLine
from tests.people import Guest
from tests.planners import AtDesk, Planner

HANA = Family(language="nl", adults=1, children=0)


def asked() -> list[tuple[str, int]]:
    return [(one.activity.title.texts["nl"][0], one.days) for one in queries.endings(queries.ending())]


def again(planner: Planner, **told: str) -> Planner:
    fresh = uuid4()
    told = {"fresh": str(fresh), **told}
    for _twice in range(2):
        planner.colleague.post(f"programme/{planner.activity}/again", told)
    return Planner(planner.colleague, fresh)


def test_somebody_is_asked_two_weeks_before_the_end_and_half_a_year_after(
    published: Planner, clock: time_machine.Traveller
) -> None:
    assert asked() == []

    clock.shift(timedelta(weeks=3))
    assert asked() == []
    clock.shift(timedelta(days=1))
    assert asked() == [("Samen naaien", 0)]
    clock.shift(timedelta(weeks=3))
    assert asked() == [("Samen naaien", 7)]
    clock.shift(timedelta(weeks=26))
    assert asked() == []


def test_the_coach_has_a_task_that_leads_there(
    published: Planner, at_desk: AtDesk, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(weeks=6))

    (task,) = [one for one in tasks(coach_unseen_days=99) if one.kind == TaskKind.NO_SUCCESSOR]

    lena = at_desk("Lena")
    assert task.count == 1
    assert lena.address("desk/programme/ending") in lena.get("tasks").text
    page = lena.get("programme/ending").text
    assert lena.address(f"desk/programme/{published.activity}") in page


def test_a_draft_after_it_is_an_answer(published: Planner, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(weeks=6))

    after = again(published, after="1")

    assert after.row.successor_of == published.activity
    assert asked() == []
    assert str(after.activity) in published.colleague.get(f"programme/{published.activity}").text


def test_saying_that_it_ends_is_an_answer(published: Planner, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(weeks=6))

    published.colleague.post(f"programme/{published.activity}/ends")

    assert asked() == []
    assert published.row.checked.count("ends") == 1


def test_others_activities_and_closed_ones_are_not_asked_for(
    published: Planner, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(weeks=6))

    Activity.update(stage=Stage.CLOSED).execute()
    assert asked() == []
    Activity.update(stage=None, centre=uuid4()).execute()
    assert asked() == []


def test_a_copy_has_all_facts_and_its_own_days(published: Planner) -> None:
    published.ask("food", "halal")
    published.write("host", "De sleutelmoeders")

    copy = again(published)

    assert {name: getattr(copy.row, name) for name in COPIED} == {
        name: getattr(published.row, name) for name in COPIED
    }
    assert (copy.row.stage, copy.row.successor_of, copy.row.checked) == (Stage.DRAFT, None, None)
    plan = Plan.load(copy.series.rule)
    assert (plan.day, plan.weeks, f"{plan.starts:%H:%M}", plan.minutes) == (None, 1, "09:30", 120)
    assert copy.series.capacity == 6
    assert copy.onward() == "day"


def test_the_days_since_the_last_time_are_told(published: Planner, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(days=14, hours=2))

    page = published.colleague.get(f"programme/{published.activity}").text

    assert queries.ending() == []
    assert "6" in page.partition("hourglass")[2][:200]


def test_closing_calls_off_what_is_to_come_and_tells_who_comes(published: Planner, visit: Guest) -> None:
    first = Occurrence.select().order_by(Occurrence.starts_at).first()
    place = register_family(HANA, first.id, place_key="hers", will_wait=False)
    assert published.colleague.get(f"programme/{published.activity}/close").status_code == 200

    for _twice in range(2):
        published.colleague.post(f"programme/{published.activity}/close")

    assert published.row.stage == Stage.CLOSED
    assert all(date.is_cancelled for date in Occurrence.select())
    assert [notice.registration for notice in Notice.select()] == [place.id]
    assert "Samen naaien" not in visit.get("activities/").text
    assert [line.action for line in AuditLine.select()].count("activity_closed") == 1
    assert published.ask("food", "none") == 409


def test_a_draft_is_not_closed(planned: Planner, begin: Callable[[str], Planner]) -> None:
    assert planned.colleague.post(f"programme/{planned.activity}/close").status_code == 409
    assert planned.colleague.post(f"programme/{planned.activity}/ends").status_code == 409
