"""Two kiosks of a centre may publish one draft before they hear of each other: one set of dates, and one home."""

from datetime import datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from kiosk.activities.models import Occurrence, Series
from kiosk.activities.services import date_id
from kiosk.core import state
from tests.planners import POINTS, Planner


def publish_here(planner: Planner) -> set[tuple[UUID, str]]:
    planner.tick(*POINTS)
    planner.publish()
    return {(date.id, f"{date.starts_at:%m-%d}") for date in Occurrence.select()}


def test_the_same_draft_published_elsewhere_has_the_same_dates(planned: Planner) -> None:
    kept, draft = planned.series.rule, planned.row
    here = publish_here(planned)
    Occurrence.delete().execute()
    type(draft).update(stage="draft").execute()
    Series.update(rule=kept).execute()

    state.put(kiosk="the sister")

    assert publish_here(planned) == here


def test_only_the_kiosk_where_it_was_begun_promises_its_places(planned: Planner) -> None:
    begun = state.get("kiosk")
    state.put(kiosk="the sister")

    publish_here(planned)

    assert planned.series.home == begun


def test_a_day_from_which_a_date_was_moved_can_have_another_one(published: Planner) -> None:
    first = Occurrence.select().order_by(Occurrence.starts_at).first()
    published.colleague.post(f"calendar/{first.id}/move", {"day": "2026-03-05"})

    published.colleague.post(f"programme/{published.activity}/more", {"day": "2026-03-03"})

    assert [f"{date.starts_at:%m-%d}" for date in Occurrence.select().order_by(Occurrence.starts_at)][:2] == [
        "03-03",
        "03-05",
    ]


@given(some.uuids(), some.datetimes(), some.datetimes())
def test_each_date_has_a_name_of_its_own(series: UUID, one: datetime, other: datetime) -> None:
    named = date_id(Series(id=series), one)

    assert named == date_id(Series(id=series), one)
    assert (named == date_id(Series(id=series), other)) is (one == other)
    assert (named.version, named.variant) == (7, "specified in RFC 4122")
    assert named.int >> 80 == series.int >> 80
