"""Who plans opens what is published to the area, and keeps it to the centre again, with one touch (SPEC A8)."""

import pytest

from kiosk.activities.models import Activity, Occurrence
from kiosk.security.audit import AuditLine
from tests.attendance.comers import come_from_elsewhere
from tests.planners import Planner


def audiences(planner: Planner) -> set[str]:
    dates = Occurrence.select()
    return {planner.row.audience, planner.series.audience, *(date.audience for date in dates)}


def show(planner: Planner, value: str) -> str:
    where = f"programme/{planner.activity}/scope"
    return str(planner.colleague.post(where, {"value": value}).location)


def test_it_is_opened_and_kept_again_by_touch(published: Planner) -> None:
    page = published.colleague.get(f"programme/{published.activity}").text
    assert f"programme/{published.activity}/scope" in page

    assert show(published, "area").endswith(f"programme/{published.activity}")
    assert audiences(published) == {"area"}
    assert show(published, "centre").endswith(f"programme/{published.activity}")

    assert audiences(published) == {"centre"}
    assert AuditLine.select().where(AuditLine.action == "activity_changed").count() == 2


def test_touched_twice_it_is_changed_once(published: Planner) -> None:
    show(published, "area")
    show(published, "area")

    assert AuditLine.select().where(AuditLine.action == "activity_changed").count() == 1


def test_it_says_why_it_stays_open(published: Planner) -> None:
    show(published, "area")
    come_from_elsewhere(Occurrence.select().order_by(Occurrence.starts_at).first())

    where = show(published, "centre")

    assert where.endswith("scope?kept=1")
    assert audiences(published) == {"area"}
    answer = published.colleague.get(f"programme/{published.activity}/scope?kept=1").text
    assert "print notice" in answer


@pytest.mark.parametrize(
    ("column", "value", "status"), [("stage", "closed", 409), ("audience", "network", 403)]
)
def test_what_is_over_or_for_everybody_stays_so(
    column: str, value: str, status: int, published: Planner
) -> None:
    Activity.update({column: value}).execute()
    before = published.row.audience

    answer = published.colleague.post(f"programme/{published.activity}/scope", {"value": "area"})

    assert (answer.status_code, published.row.audience) == (status, before)


def test_a_draft_is_asked_where_it_is_planned(planned: Planner) -> None:
    assert planned.colleague.get(f"programme/{planned.activity}/scope").status_code == 409
    assert planned.colleague.post(f"programme/{planned.activity}/scope", {"value": "all"}).status_code == 400
