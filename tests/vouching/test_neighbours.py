"""A key mother sees whom she registered until they say yes, and who invited her; the coach sees all (SPEC A3, C5)."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.core import clock as clocks
from kiosk.registration.models import Consent, Household
from kiosk.registration.services import register_family
from kiosk.security.audit import AuditLine
from kiosk.security.permissions import Role
from tests.people import AMAL, Guest
from tests.vouching.conftest import Hired
from tests.vouching.neighbours import NAME, counts, follow, registered


def page_of(household: Household, rest: str = "") -> str:
    return f"desk/neighbours/{household.id}{rest}"


def test_she_sees_whom_she_registered_with_the_days_left(
    amal: Guest, app: Flask, sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    household = registered(amal, app, sewing[0])
    clock.shift(timedelta(days=3))

    listed, shown = amal.get("desk/families/"), amal.get(page_of(household))

    assert NAME in listed.text
    assert "11" in listed.text
    assert NAME in shown.text
    assert "Samen naaien" in shown.text


def test_nobody_else_s_neighbours_are_hers(
    amal: Guest, leyla: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    household = registered(amal, app, sewing[0])
    register_family(AMAL, sewing[1].id, place_key="walked-in", will_wait=False)

    assert NAME not in leyla.get("desk/families/").text
    for rest in ("", "/forget"):
        assert leyla.get(page_of(household, rest)).status_code == 404
    for rest in ("/ask", "/forget"):
        assert leyla.post(page_of(household, rest)).status_code == 404
    assert "أمل" not in amal.get("desk/families/").text
    assert counts() == (2, 2)


def test_after_her_yes_the_details_are_gone_for_the_key_mother(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    household = registered(amal, app, sewing[0], is_absent=False)

    assert NAME not in amal.get("desk/families/").text
    assert amal.get(page_of(household)).status_code == 404


def test_unless_she_was_invited(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    household = registered(amal, app, sewing[0], is_absent=False)
    Household.update(is_open_to_voucher=True).execute()

    assert NAME in amal.get("desk/families/").text
    assert amal.get(page_of(household)).status_code == 200
    assert amal.get(page_of(household, "/forget")).status_code == 403
    assert amal.post(page_of(household, "/forget")).status_code == 403


@pytest.mark.parametrize("role", [Role.COACH, Role.DEPUTY])
def test_the_coach_sees_everybody_page_by_page(
    role: Role,
    hire: Hired,
    amal: Guest,
    app: Flask,
    sewing: list[Occurrence],
    clock: time_machine.Traveller,
) -> None:
    household = registered(amal, app, sewing[0], is_absent=False)
    clock.shift(60)
    for number in range(6):
        register_family(AMAL, sewing[number % 2 + 1].id, place_key=f"{number}", will_wait=True)
    coach = hire(role)

    first, second, beyond = (coach.get(f"desk/families/?page={page}") for page in (1, 2, "99"))

    assert first.text.count("أمل") == 6
    assert (NAME in first.text, NAME in second.text) == (False, True)
    assert beyond.status_code == 200
    assert coach.get(page_of(household)).status_code == 200


@pytest.mark.parametrize("role", [Role.TREASURER, Role.CARETAKER, Role.OFFICE, Role.MENTOR_MANAGER])
def test_the_second_circle_sees_nobody(
    role: Role, hire: Hired, amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    household = registered(amal, app, sewing[0])
    other = hire(role)

    assert other.get("desk/families/").status_code == 403
    assert other.get(page_of(household)).status_code == 403
    assert other.post(page_of(household, "/forget")).status_code == 403
    assert counts() == (1, 1)


def test_she_says_yes_later_in_her_language_with_her_own_touch(
    amal: Guest, app: Flask, sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    household = registered(amal, app, sewing[0])
    clock.shift(timedelta(days=2))

    neighbour = follow(amal.client, amal.post(page_of(household, "/ask")))
    shown = neighbour.get("neighbour/consent")
    response = neighbour.post("neighbour/consent")

    assert neighbour.language == "ar"
    assert NAME in shown.text
    assert response.location.endswith("/neighbour/invite")
    assert Household.get().confirmed_at == clocks.wall()
    assert [(row.purpose, row.language) for row in Consent.select()] == [("place", "ar")]
    neighbour.post("neighbour/consent")
    assert Consent.select().count() == 1
    assert neighbour.post("neighbour/undo").status_code == 403


def test_her_no_forgets_her(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    household = registered(amal, app, sewing[0])

    neighbour = follow(amal.client, amal.post(page_of(household, "/ask")))
    response = neighbour.post("neighbour/undo")

    assert neighbour.client.get(response.location).status_code == 200
    assert counts() == (0, 0)


def test_who_has_said_yes_is_not_asked_again(
    coach: Guest, amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    household = registered(amal, app, sewing[0], is_absent=False)

    assert coach.post(page_of(household, "/ask")).location.endswith(page_of(household))


def test_she_forgets_a_neighbour_and_it_is_written_down(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    household = registered(amal, app, sewing[0])

    assert amal.get(page_of(household, "/forget")).status_code == 200
    assert amal.post(page_of(household, "/forget")).status_code == 303

    assert counts() == (0, 0)
    line = AuditLine.select().where(AuditLine.action == "neighbour_forgotten").get()
    assert line.subject == household.id.hex


def test_nobody_is_forgotten_by_opening_a_page(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    household = registered(amal, app, sewing[0])

    amal.get(page_of(household, "/forget"))

    assert counts() == (1, 1)
