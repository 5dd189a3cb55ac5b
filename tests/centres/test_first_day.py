"""The first day is told page by page, and written all at once after the sheet was typed back."""

from pathlib import Path

import pytest
from flask import Flask

from kiosk.accounts import queries as accounts
from kiosk.accounts import services as account_services
from kiosk.accounts.models import Grant, Staff, Wrap
from kiosk.centres.models import Centre
from kiosk.core import outbox, state
from kiosk.security.permissions import Role
from tests.centres.conftest import TILE, FirstDay
from tests.people import Guest


def rows() -> int:
    return sum(model.select().count() for model in (Centre, Staff, Wrap, Grant, outbox.Outbox))


def test_every_visit_begins_with_the_first_day_while_there_is_no_centre(day: FirstDay) -> None:
    assert day.guest.get("activities/").location == day.guest.address("set-up/")
    assert day.guest.get("staff/").location == day.guest.address("set-up/")
    assert day.guest.get("set-up/").status_code == 200


def test_nothing_is_written_before_the_sheet_was_typed_back(day: FirstDay) -> None:
    day.come_to_the_sheet()

    assert len(day.code) == 39
    assert rows() == 0
    assert state.get("centre_key") is None


def test_typing_the_code_back_founds_the_centre_with_its_coach(day: FirstDay) -> None:
    founded = day.found()

    coach = accounts.working_staff()[0]
    assert founded.location.endswith("/desk/first-day/")
    assert (Centre.get().name, Centre.get().area) == ("Pendrecht", "NL-RTM")
    assert (coach.role, coach.tile, coach.languages) == (Role.COACH, TILE, ["nl"])
    assert "Pendrecht" not in day.guest.get("desk/first-day/").request.path
    assert day.guest.get("desk/").status_code == 200


def test_her_six_pictures_and_the_sheet_open_what_was_founded(day: FirstDay) -> None:
    day.found()

    coach = accounts.working_staff()[0]
    signed_in = account_services.sign_in_with_pictures(coach.id, day.pictures)
    assert coach.name_sealed
    assert signed_in.open(coach.name_sealed, record=coach.id, field="name_sealed") == "Noor"
    assert account_services.open_with_sheet(day.code).staff == Staff.get(Staff.role == Role.SHEET).id


def test_neither_her_name_nor_the_code_lies_on_the_disk(day: FirstDay, tmp_path: Path) -> None:
    day.found()

    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Pendrecht" in everything
    for secret in ("Noor", day.code, day.code.replace("-", ""), ".".join(day.pictures)):
        assert secret.encode() not in everything


def test_no_address_holds_what_was_said(day: FirstDay) -> None:
    led = [day.ask("coach", name="Noor"), day.ask("coach-tile", picture=TILE), day.ask("coach-languages")]
    day.learn()
    led += [day.practise(), day.practise()]

    told = " ".join(answer.location for answer in led)
    assert not [word for word in ("Noor", TILE, *day.pictures) if f"/{word}" in told or f"={word}" in told]


def test_another_code_than_the_one_on_the_sheet_founds_nothing(day: FirstDay) -> None:
    day.come_to_the_sheet()

    day.ask("sheet", name="AAAA-" * 7 + "AAAA")

    assert rows() == 0
    assert 'role="alert"' in day.guest.get("set-up/ask/sheet").text


def test_other_pictures_show_hers_again_and_lose_nothing(day: FirstDay) -> None:
    day.tell_centre()
    day.tell_coach()
    day.learn()

    missed = day.practise(tuple(reversed(day.pictures)))

    before = day.pictures
    day.learn()
    assert missed.location.endswith("/set-up/pictures")
    assert day.pictures == before


def test_without_script_each_touch_is_kept_until_the_sixth(day: FirstDay) -> None:
    day.tell_centre()
    day.tell_coach()
    day.learn()

    for _time in range(2):
        for picture in day.pictures:
            touched = day.guest.post("set-up/practise", {"picture": picture})

    assert touched.location.endswith("/set-up/sheet")


@pytest.mark.parametrize("path", ["set-up/pictures", "set-up/practise", "set-up/sheet"])
def test_a_page_that_is_opened_too_early_leads_to_the_beginning(day: FirstDay, path: str) -> None:
    assert day.guest.get(path).location.endswith("/set-up/")


@pytest.mark.parametrize(
    ("question", "form"),
    [("centre", {"name": "--"}), ("area", {"name": "Rotterdam!"}), ("coach", {"name": ""})],
)
def test_what_cannot_be_used_is_asked_for_again(day: FirstDay, question: str, form: dict[str, str]) -> None:
    answered = day.ask(question, **form)

    assert answered.location.endswith(f"/set-up/ask/{question}")
    assert 'role="alert"' in day.guest.get(f"set-up/ask/{question}").text


def test_at_least_one_language_is_spoken(day: FirstDay) -> None:
    day.guest.post("set-up/ask/coach-languages", {"language": "nl"})

    assert day.ask("coach-languages").location.endswith("/coach-languages")
    day.guest.post("set-up/ask/coach-languages", {"language": "ti"})
    assert day.ask("coach-languages").location.endswith("/pictures")


@pytest.mark.parametrize("path", ["set-up/", "set-up/ask/centre", "set-up/sheet", "set-up/pictures"])
def test_nobody_sets_up_a_kiosk_where_somebody_works(day: FirstDay, new_kiosk: Flask, path: str) -> None:
    day.found()
    later = Guest(new_kiosk.test_client())

    assert later.get(path).location.endswith("/activities/")
    later.post("set-up/ask/centre", {"name": "Another", "go": "1"})
    assert Centre.get().name == "Pendrecht"
