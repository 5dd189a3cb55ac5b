"""What was planned is published whole: with its function, its points ticked and its words looked at (SPEC B1, E10)."""

import pytest
import time_machine

from kiosk.activities.models import Activity, Occurrence, Stage
from kiosk.core import state
from kiosk.security.audit import AuditLine
from tests.people import Guest
from tests.planners import POINTS, Planner


def deeds() -> list[str]:
    return [
        line.action for line in AuditLine.select().order_by(AuditLine.number) if "activity" in line.action
    ]


def test_it_is_offered_with_all_its_dates(planned: Planner, visit: Guest) -> None:
    planned.when(touch="2026-03-17", **{"is": "off"})
    planned.tick(*POINTS)

    where = planned.publish()

    assert where.endswith(f"/programme/{planned.activity}")
    row, series = planned.row, planned.series
    assert (row.stage, set(row.checked)) == (Stage.PUBLISHED, set(POINTS))
    assert (series.home, series.capacity) == (state.get("kiosk"), 6)
    assert series.rule == "FREQ=WEEKLY;INTERVAL=1;UNTIL=20260407T235959"
    days = [
        date.starts_at.strftime("%m-%d %H:%M") for date in Occurrence.select().order_by(Occurrence.starts_at)
    ]
    assert days == ["03-03 09:30", "03-10 09:30", "03-24 09:30", "03-31 09:30", "04-07 09:30"]
    assert "Samen naaien" in visit.get("activities/").text
    assert deeds() == ["activity_published"]


@pytest.mark.parametrize(
    ("column", "leads_to"),
    [("function", "function"), ("drawing", "drawing")],
)
def test_without_a_function_it_is_not_published(column: str, leads_to: str, planned: Planner) -> None:
    planned.tick(*POINTS)
    Activity.update({column: ""}).execute()

    assert planned.publish().endswith(f"ask/{leads_to}")

    assert planned.row.stage == Stage.DRAFT
    assert Occurrence.select().count() == 0


@pytest.mark.parametrize("missing", POINTS)
def test_each_point_must_be_ticked(missing: str, planned: Planner) -> None:
    planned.tick(*(point for point in POINTS if point != missing))

    assert planned.publish().endswith("/check")

    assert planned.row.stage == Stage.DRAFT
    assert "data-once" not in planned.colleague.get(f"publishing/{planned.activity}/check").text


def test_a_tick_is_taken_back(planned: Planner) -> None:
    planned.tick(*POINTS)
    planned.colleague.post(f"publishing/{planned.activity}/check", {"point": "plain", "is": "off"})

    assert "plain" not in planned.row.checked
    assert planned.publish().endswith("/check")


def test_a_hurtful_word_stands_only_for_a_reason(planned: Planner) -> None:
    planned.tick(*POINTS)
    planned.write("title", "Voor kansarme ouders")
    check = f"publishing/{planned.activity}/check"
    assert "kansarme" in planned.colleague.get(check).text
    assert planned.publish().endswith("/check")
    assert planned.row.stage == Stage.DRAFT

    assert planned.colleague.post(check, {"reason": "quoted"}).status_code == 303
    planned.publish()

    assert (planned.row.stage, planned.row.overruled) == (Stage.PUBLISHED, "quoted")


def test_a_reason_does_not_stand_for_other_words(planned: Planner) -> None:
    planned.tick(*POINTS)
    planned.write("title", "Voor kansarme ouders")
    planned.colleague.post(f"publishing/{planned.activity}/check", {"reason": "quoted"})

    planned.write("title", "Voor domme ouders")

    assert planned.row.overruled is None
    assert planned.publish().endswith("/check")


def test_a_published_title_is_not_made_hurtful(published: Planner) -> None:
    planner = published
    where = f"planning/{planner.activity}/write/title"

    answer = planner.colleague.post(where, {"name": "Voor domme ouders", "go": "1"})

    assert answer.location.endswith("fault=flagged")
    assert planner.row.title.texts["nl"][0] == "Samen naaien"
    assert "Voor domme ouders" in planner.colleague.get(f"{where}?fault=flagged").text


def test_a_published_activity_is_changed_and_written_down(published: Planner) -> None:
    published.ask("food", "halal")
    published.ask("food", "halal")

    assert published.row.food == "halal"
    assert deeds() == ["activity_published", "activity_changed"]


def test_it_is_published_once(published: Planner) -> None:
    where = published.publish()

    assert where.endswith(f"/programme/{published.activity}")
    assert Occurrence.select().count() == 6
    assert deeds() == ["activity_published"]


def test_what_is_published_has_no_plan_any_more(published: Planner) -> None:
    assert published.when(day="2026-05-05") == 409
    assert (
        published.colleague.post(f"publishing/{published.activity}/places", {"capacity": "1"}).status_code
        == 409
    )
    assert published.colleague.post(f"publishing/{published.activity}/discard").status_code == 409
    assert (published.series.capacity, Occurrence.select().count()) == (6, 6)


def test_the_area_sees_it_once_it_is_published(planned: Planner) -> None:
    planned.ask("scope", "area")
    assert {row.audience for row in (planned.row, planned.series)} == {"centre"}
    planned.tick(*POINTS)

    planned.publish()

    found = {planned.row.audience, planned.series.audience, *(date.audience for date in Occurrence.select())}
    assert found == {"area"}


def test_a_day_that_went_by_is_asked_anew(planned: Planner, clock: time_machine.Traveller) -> None:
    planned.tick(*POINTS)
    clock.shift(90_000)  # until Tuesday eleven: the first date has begun

    assert planned.publish().endswith("when/day")
