"""The front page opens a door for each thing a role does, and tells the day (SCREENS M2)."""

import re
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask

from kiosk.core import clock as clocks
from kiosk.core import state, today
from kiosk.desk import forms
from kiosk.security.permissions import GIVES, Role, may
from tests.people import Guest
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
ROLES = {
    "Lena": Role.COACH,
    "Nora": Role.DEPUTY,
    "Amal": Role.KEY_MOTHER,
    "Omar": Role.CARETAKER,
}


def doors_on(colleague: Colleague) -> set[str]:
    page = colleague.get("")
    assert page.status_code == 200
    main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
    return set(re.findall(rf'href="{re.escape(colleague.address())}([^"]*)"', main))


@pytest.mark.parametrize("name", ROLES)
def test_every_door_on_the_page_opens(name: str, at_desk: AtDesk) -> None:
    colleague = at_desk(name)

    found = doors_on(colleague)

    # One's own pictures are asked for before one gets others.
    answers = {where: colleague.get(f"/{where}").status_code for where in found}
    assert answers == {where: 303 if where.endswith("secret") else 200 for where in found}
    assert len(found) == len(
        [door for door in forms.DOORS if may(ROLES[name], door.permission) and not door.is_rare]
    )


def test_every_door_is_there_and_takes_what_its_page_takes(app: Flask) -> None:
    for door in forms.DOORS:
        view = app.view_functions[door.endpoint]
        assert getattr(view, "permission", None) == door.permission, door.endpoint


def test_every_permission_of_a_role_has_a_door() -> None:
    # Seeing everybody widens what "My neighbours" shows; it is no door of its own.
    with_door = {door.permission for door in forms.DOORS} | {"see_everybody"}

    assert {permission for given in GIVES.values() for permission in given} <= with_door


def test_a_visitor_has_no_desk(visit: Guest) -> None:
    for where in ("", "tasks", "audit", "machine/"):
        assert visit.get(f"desk/{where}").status_code == 403


def test_signing_out_is_always_on_the_page(at_desk: AtDesk) -> None:
    lena = at_desk("Lena")

    for where in ("", "tasks", "audit", "machine/", "rota/", "rota/everybody", "trust/nominations"):
        assert f'href="{lena.address("finish")}"' in lena.get(where).text, where


def test_it_tells_the_day_and_the_hour(clock: time_machine.Traveller, at_desk: AtDesk) -> None:
    page = at_desk("Amal").get("").text

    assert "maandag 2 maart" in page
    assert "10:00" in page
    assert "clock_unsure" not in page


def test_it_warns_when_the_clock_cannot_be_believed(clock: time_machine.Traveller, at_desk: AtDesk) -> None:
    state.put(last_seen=clocks.wall() + 86_400_000)

    assert "clock_unsure" in at_desk("Amal").get("").text


def test_it_says_so_where_central_told_another_moment(at_desk: AtDesk) -> None:
    lena = at_desk("Lena")
    lena.language = "en"
    state.put(**today.told(1_772_442_000_000))

    page = lena.get("").text

    assert "The clock is wrong" in page
    assert "Monday 2 March" in page
