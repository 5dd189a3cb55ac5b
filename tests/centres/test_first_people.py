"""A centre begins with its coach; a key mother is nominated by her, and starts when another mother trusts her."""

from flask import Flask

from kiosk.accounts import queries as accounts
from kiosk.accounts.models import Staff, StaffStatus
from kiosk.core import state
from kiosk.security.permissions import Role
from tests.centres.conftest import TILE, FirstDay
from tests.conftest import Founded
from tests.people import Guest

MOTHERS_TILE = "drum"


def test_the_first_key_mother_is_nominated_and_no_more(day: FirstDay) -> None:
    day.found()

    day.guest.post("desk/first-day/ask/mother", {"name": "Amal", "go": "1"})
    day.guest.post("desk/first-day/ask/mother-tile", {"picture": MOTHERS_TILE})
    day.guest.post("desk/first-day/ask/mother-languages", {"language": "ar"})
    said = day.guest.post("desk/first-day/ask/mother-languages", {"go": "1"})

    mother = Staff.get(Staff.tile == MOTHERS_TILE)
    assert said.location.endswith("/desk/first-day/nominated")
    assert (mother.role, mother.status) == (Role.KEY_MOTHER, StaffStatus.NOMINATED)
    assert "Amal" not in (mother.name_sealed or "Amal")


def test_a_picture_that_the_coach_has_is_not_given_twice(day: FirstDay) -> None:
    day.found()
    day.guest.post("desk/first-day/ask/mother", {"name": "Amal", "go": "1"})

    again = day.guest.post("desk/first-day/ask/mother-tile", {"picture": TILE})

    assert again.location.endswith("/mother-tile")
    assert Staff.select().where(Staff.role == Role.KEY_MOTHER).count() == 0


def test_nobody_names_a_key_mother_who_is_not_signed_in(day: FirstDay, new_kiosk: Flask) -> None:
    day.found()
    stranger = Guest(new_kiosk.test_client())

    assert stranger.get("desk/first-day/").status_code == 403
    assert stranger.post("desk/first-day/ask/mother", {"name": "Amal", "go": "1"}).status_code == 403


def test_a_centre_in_which_nobody_works_asks_for_its_sheet(centre: Founded, app: Flask) -> None:
    state.put(stretch_iterations=1)
    day = FirstDay(Guest(app.test_client()))

    assert day.guest.get("staff/").location.endswith("/set-up/")
    day.ask("sheet", name=centre.code)
    day.tell_coach()
    day.learn()
    day.practise()
    opened = day.practise()

    assert opened.location.endswith("/desk/first-day/")
    assert [one.tile for one in accounts.working_staff()] == [TILE]


def test_a_wrong_sheet_lets_nobody_begin(centre: Founded, app: Flask) -> None:
    day = FirstDay(Guest(app.test_client()))

    day.ask("sheet", name="AAAA-AAAA")
    day.tell_coach()
    day.learn()
    day.practise()

    assert day.practise().location.endswith("/set-up/")
    assert accounts.everybody() == []
