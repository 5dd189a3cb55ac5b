"""A week's sheet that a mother ticked at home registers her for what she ticked."""

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.paper.models import Form, Sheet
from kiosk.paper.services import keep
from kiosk.registration.models import Household, Registration
from kiosk.seats.services import cancel_date
from tests.people import Guest
from tests.returned.sheets import page, touch, write_down

LINES = "/week"


@pytest.fixture
def sheet(amal: Guest, app: Flask, sewing: list[Occurrence]) -> Sheet:
    with app.app_context():
        return keep(Form.WEEK, [date.id.hex for date in sewing], by=Household().id)


def test_one_household_gets_a_place_for_each_tick(
    amal: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    touch(amal, sheet, 1)
    touch(amal, sheet, 3)
    write_down(amal, sheet, "Mirela", children="2")

    assert Household.select().count() == 1
    assert {row.occurrence for row in Registration.select()} == {sewing[0].id, sewing[2].id}
    assert {row.people for row in Registration.select()} == {3}


def test_a_second_touch_takes_a_tick_back(amal: Guest, sheet: Sheet, sewing: list[Occurrence]) -> None:
    touch(amal, sheet, 1)
    touch(amal, sheet, 2)
    touch(amal, sheet, 1)
    write_down(amal, sheet, "Mirela")

    assert [row.occurrence for row in Registration.select()] == [sewing[1].id]


def test_what_is_called_off_is_told_and_the_rest_is_taken(
    amal: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    amal.language = "en"
    cancel_date(sewing[0])
    touch(amal, sheet, 1)
    touch(amal, sheet, 2)
    write_down(amal, sheet, "Mirela")

    assert [row.occurrence for row in Registration.select()] == [sewing[1].id]
    assert "Line 1 is over or called off." in amal.get(page(sheet, LINES)).text


def test_two_families_on_two_copies_are_two(amal: Guest, sheet: Sheet, sewing: list[Occurrence]) -> None:
    for name in ("Mirela", "Hana"):
        touch(amal, sheet, 1)
        write_down(amal, sheet, name)

    assert Household.select().count() == Registration.select().count() == 2


def test_two_key_mothers_do_not_see_what_the_other_types(
    amal: Guest, leyla: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    touch(amal, sheet, 1)
    amal.post(page(sheet, "/name"), {"name": "Mirela", "go": "1"})

    assert "Mirela" not in leyla.get(page(sheet, "/name")).text
    assert 'aria-pressed="true"' not in leyla.get(page(sheet, LINES)).text


def test_it_is_found_by_its_number(amal: Guest, sheet: Sheet) -> None:
    answers = [amal.post("desk/returned/", {"digit": digit}) for digit in str(sheet.number)]

    assert answers[-1].location.endswith(f"desk/returned/{sheet.id}/week")


def test_a_number_that_no_sheet_bears_is_told(amal: Guest, sheet: Sheet) -> None:
    amal.language = "en"
    for digit in "999" if sheet.number != 999 else "998":
        amal.post("desk/returned/", {"digit": digit})

    assert "No sheet with this number is kept here." in amal.get("desk/returned/").text


@pytest.mark.parametrize("form", [{}, {"digit": "12"}, {"digit": "x"}, {"digit": "٣"}])
def test_what_is_no_digit_is_told(amal: Guest, sheet: Sheet, form: dict[str, str]) -> None:
    assert amal.post("desk/returned/", form).status_code == 400
