"""Each day of the calendar leads to what happens on it, and an empty one to something new."""

import re
from uuid import uuid4

import pytest
import time_machine

from kiosk.activities.models import Activity, Occurrence
from kiosk.planning.models import Plan
from kiosk.registration.models import Notice, NoticeReason, Registration
from kiosk.registration.services import Family, register_family
from kiosk.security.audit import AuditLine
from tests.planners import AtDesk, Planner


def first() -> Occurrence:
    date: Occurrence = Occurrence.select().order_by(Occurrence.starts_at).first()
    return date


def come(people: int = 1) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, first().id, place_key=uuid4().hex, will_wait=True)


def actions() -> list[str]:
    return [line.action for line in AuditLine.select().order_by(AuditLine.number) if "date" in line.action]


def test_a_week_shows_its_dates_and_where_something_can_begin(published: Planner) -> None:
    week = published.colleague.get("calendar/?day=2026-03-05").text

    assert f"calendar/{first().id}" in week
    assert re.findall(r'name="day" value="([^"]+)"', week) == [
        f"2026-03-0{day}" for day in range(2, 9)
    ]  # from today on
    assert "Samen naaien" not in published.colleague.get("calendar/?day=2026-04-15").text


def test_a_month_leads_to_each_day(published: Planner) -> None:
    month = published.colleague.get("calendar/month?month=2026-03").text

    dates = Occurrence.select().where(Occurrence.starts_at < "2026-04-01")
    assert all(f"calendar/{date.id}" in month for date in dates)
    empty = re.findall(r'name="day" value="([^"]+)"', month)
    assert "2026-03-04" in empty
    assert not {"2026-03-01", "2026-03-03", "2026-04-01"} & set(empty)


def test_two_on_one_day_lead_to_the_week(published: Planner) -> None:
    published.colleague.post(f"programme/{published.activity}/again", {"fresh": str(uuid4())})
    Occurrence.create(series=first().series, starts_at="2026-03-03T14:00", ends_at="2026-03-03T15:00")

    assert "calendar/?day=2026-03-03" in published.colleague.get("calendar/month").text


@pytest.mark.parametrize(
    "asked", ["", "2026-13", "0001-01", "9999-12", "x", "2026-02-30", "9999-12-31", "0001-01-01"]
)
def test_no_address_breaks_a_calendar(asked: str, published: Planner) -> None:
    assert published.colleague.get(f"calendar/month?month={asked}").status_code == 200
    assert published.colleague.get(f"calendar/?day={asked}").status_code == 200


def test_an_empty_day_begins_something_on_it(at_desk: AtDesk, clock: time_machine.Traveller) -> None:
    amal, fresh = at_desk("Amal"), uuid4()

    amal.post("planning/", {"fresh": str(fresh), "day": "2026-03-06"})

    plan = Plan.load(Planner(amal, fresh).series.rule)
    assert str(plan.day) == "2026-03-06"


def test_a_date_is_called_off_after_being_asked(published: Planner) -> None:
    place = come()
    where = f"calendar/{first().id}"
    assert "/off" not in published.colleague.get(where).text
    assert "/off" in published.colleague.get(f"{where}?off=1").text

    for _twice in range(2):
        published.colleague.post(f"{where}/off")

    assert first().is_cancelled
    assert [notice.registration for notice in Notice.select()] == [place.id]
    assert actions() == ["date_cancelled"]
    assert f"{where}/move" not in published.colleague.get(where).text


def test_a_date_is_moved_and_everybody_keeps_her_place(published: Planner) -> None:
    place, where = come(), f"calendar/{first().id}/move"
    to = {"day": "2026-03-05", "starts": "14:15", "minutes": "90"}
    page = published.colleague.get(f"{where}?day=2026-03-05&starts=14:15&minutes=90").text
    assert "14:15–15:45" in page

    for _twice in range(2):
        published.colleague.post(where, to)

    date = Occurrence.get_by_id(place.occurrence)
    assert (f"{date.starts_at:%m-%d %H:%M}", f"{date.ends_at:%H:%M}") == ("03-05 14:15", "15:45")
    assert f"{date.moved_from:%m-%d %H:%M}" == "03-03 09:30"
    assert Registration.get_by_id(place.id).is_confirmed
    assert [notice.reason for notice in Notice.select()] == [NoticeReason.DATE_MOVED]
    assert actions() == ["date_moved"]
    assert "09:30" in published.colleague.get(f"calendar/{date.id}").text


@pytest.mark.parametrize(
    "to",
    [
        {"day": "2026-02-01"},
        {"starts": "24:00"},
        {"minutes": "-10"},
        {"day": "x"},
        {"day": "2026-03-01", "starts": "07:00"},
    ],
)
def test_nothing_is_moved_to_the_past_or_to_no_hour(to: dict[str, str], published: Planner) -> None:
    assert published.colleague.post(f"calendar/{first().id}/move", to).status_code == 400

    assert (f"{first().starts_at:%m-%d %H:%M}", actions()) == ("03-03 09:30", [])


def test_what_is_over_is_neither_moved_nor_called_off(
    published: Planner, clock: time_machine.Traveller
) -> None:
    clock.shift(180_000)
    for deed in ("off", "move"):
        assert (
            published.colleague.post(f"calendar/{first().id}/{deed}", {"day": "2026-03-20"}).status_code
            == 400
        )

    assert actions() == []


def test_others_dates_are_shown_and_not_touched(published: Planner) -> None:
    Activity.update(centre=uuid4()).execute()

    page = published.colleague.get(f"calendar/{first().id}").text

    assert f"calendar/{first().id}/move" not in page
    assert "is-others" in published.colleague.get("calendar/?day=2026-03-05").text
