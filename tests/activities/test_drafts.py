"""A draft is offered to nobody, and what is closed is offered no more; what nobody said is published."""

import pytest

from kiosk.activities.models import Activity, Occurrence, Stage
from kiosk.activities.queries import offer_of, upcoming_dates
from kiosk.core.database import database
from kiosk.core.today import now_here
from kiosk.registration.services import Family, OverError, register_family
from tests.activities.conftest import Publish
from tests.people import Guest

HANA = Family(language="nl", adults=1, children=0)


def coming() -> list[str]:
    return [str(one.occurrence_id) for one in upcoming_dates(now_here(), fresh_hours=24)]


@pytest.mark.parametrize("stage", [None, Stage.PUBLISHED])
def test_what_is_published_is_offered(stage: Stage | None, publish: Publish, visit: Guest) -> None:
    (date,) = publish(stage=stage)

    assert coming() == [str(date.id)]
    assert visit.get(f"activities/{date.id}").status_code == 200
    assert register_family(HANA, date.id, place_key="hers", will_wait=False).is_confirmed


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CLOSED])
def test_nobody_is_offered_a_draft_or_what_is_closed(stage: Stage, publish: Publish, visit: Guest) -> None:
    (other,) = publish()
    (date,) = publish(stage=stage)

    assert coming() == [str(other.id)]
    assert str(date.id) not in visit.get("activities/").text
    with pytest.raises(OverError):
        register_family(HANA, date.id, place_key="hers", will_wait=True)


def test_nobody_finds_a_draft_by_its_address(publish: Publish, visit: Guest) -> None:
    (date,) = publish(stage=Stage.DRAFT)

    assert visit.get(f"activities/{date.id}").status_code == 404
    assert offer_of(date.id, fresh_hours=24) is None


def test_who_has_a_ticket_of_what_was_closed_reads_that_it_is_called_off(publish: Publish) -> None:
    (date,) = publish()
    Activity.update(stage=Stage.CLOSED).execute()

    offer = offer_of(date.id, fresh_hours=24)

    assert offer is not None
    assert offer.is_cancelled


def test_the_list_still_goes_by_the_dates(publish: Publish) -> None:
    publish(days=3)
    query = (
        "EXPLAIN QUERY PLAN SELECT series.id FROM series JOIN activity ON activity.id = series.activity"
        " JOIN occurrence ON occurrence.series = series.id"
        " WHERE (activity.stage IS NULL OR activity.stage = 'published') AND occurrence.starts_at > '2026-03-02T10:00'"
        " ORDER BY occurrence.starts_at, occurrence.id LIMIT 100"
    )

    steps = [row[3] for row in database.execute_sql(query)]

    assert any("occurrence_starts_at" in step for step in steps)
    assert not any(step.startswith("SCAN") for step in steps)
    assert Occurrence.select().count() == 3
