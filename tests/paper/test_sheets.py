"""A sheet bears a number, says who comes in numbered lines, and is there again to be printed once more."""

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.core import clock
from kiosk.core.ids import new_id
from kiosk.paper import queries, services
from kiosk.paper.models import Form, Sheet
from kiosk.registration.models import Household, Registration
from kiosk.seats.services import withdraw
from tests.people import Guest
from tests.vouching.conftest import Hired
from tests.vouching.neighbours import NAME, registered


def printed(guest: Guest, **form: str) -> Sheet:
    answer = guest.post("desk/paper/", form)
    assert answer.status_code == 303, answer.text
    return Sheet.select().order_by(Sheet.id.desc()).get()


def page(guest: Guest, sheet: Sheet, size: str = "a4") -> str:
    return guest.get(f"desk/paper/{sheet.id}?size={size}").text


def test_a_list_says_who_comes_and_leaves_lines_to_write_on(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    registered(amal, app, sewing[0])

    sheet = printed(amal, date=str(sewing[0].id))

    assert sheet.form == Form.ROSTER
    assert sheet.lines == [Registration.get().id.hex] + [""] * queries.BLANK_LINES
    shown = page(amal, sheet)
    assert NAME in shown
    assert str(sheet.number) in shown
    assert shown.count("is-blank") == queries.BLANK_LINES


def test_whose_name_she_may_not_see_stands_there_with_her_ticket_alone(
    amal: Guest, leyla: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    registered(amal, app, sewing[0])

    shown = page(leyla, printed(leyla, date=str(sewing[0].id)))

    assert NAME not in shown
    assert f"<b><bdi>{Registration.get().number}</bdi></b>" in shown


def test_who_gave_her_place_up_after_it_was_printed_keeps_her_line(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    registered(amal, app, sewing[0])
    sheet = printed(amal, date=str(sewing[0].id))
    withdraw(Registration.get())

    assert f"<b><bdi>{Registration.get().number}</bdi></b>" in page(amal, sheet)


def test_who_was_forgotten_leaves_a_line_without_a_trace(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    registered(amal, app, sewing[0])
    sheet = printed(amal, date=str(sewing[0].id))
    amal.post(f"desk/neighbours/{Household.get().id}/forget")

    assert NAME not in page(amal, sheet)


@pytest.mark.parametrize("size", ["a4", "roll", "poster"])
def test_a_week_shows_its_dates_with_their_pictures(amal: Guest, sewing: list[Occurrence], size: str) -> None:
    week = sewing[0].starts_at.date()

    sheet = printed(amal, week=week.isoformat())

    assert sheet.form == Form.WEEK
    dates = {
        date.id.hex for date in sewing if queries.monday_of(date.starts_at.date()) == queries.monday_of(week)
    }
    assert set(sheet.lines) == dates
    assert "drawings/sewing.svg" in page(amal, sheet, size)


@pytest.mark.parametrize(
    "form", [{}, {"week": "2031-01-06"}, {"week": "no day"}, {"date": "no id"}, {"date": str(new_id())}]
)
def test_what_cannot_be_printed_is_told_and_no_sheet_is_made(
    amal: Guest, sewing: list[Occurrence], form: dict[str, str]
) -> None:
    assert amal.post("desk/paper/", form).status_code in {400, 404, 422}
    assert not Sheet.select().exists()


def test_slips_ask_for_no_name_and_bear_no_number(amal: Guest) -> None:
    amal.language = "en"
    shown = amal.get("desk/paper/slips").text

    assert "Nobody asks your name." in shown
    assert "paper-number" not in shown
    assert not Sheet.select().exists()


def test_it_is_there_to_be_printed_once_more(amal: Guest, sewing: list[Occurrence]) -> None:
    sheet = printed(amal, date=str(sewing[0].id))

    assert f"desk/paper/{sheet.id}" in amal.get("desk/paper/").text


def test_no_number_is_given_twice_until_all_are_out(app: Flask, hire: Hired) -> None:
    with app.app_context():
        numbers = {services.keep(Form.WEEK, [], by=new_id()).number for _sheet in range(300)}

    assert len(numbers) == 300


def test_a_sheet_that_will_not_come_back_is_forgotten(app: Flask, sewing: list[Occurrence]) -> None:
    with app.app_context():
        old = services.keep(Form.WEEK, [], by=new_id())
        Sheet.update(
            printed_at=old.printed_at - (queries.KEPT_DAYS + 1) * 86_400 * clock.MILLISECONDS
        ).execute()
        kept = services.keep(Form.WEEK, [], by=new_id())

        services.forget_old(app.config["SETTINGS"])

        assert [sheet.id for sheet in Sheet.select()] == [kept.id]


def test_a_sheet_that_is_not_there_is_told(amal: Guest) -> None:
    assert amal.get(f"desk/paper/{new_id()}").status_code == 404
