"""A key mother registers a neighbour; the neighbour reads it in her language and touches yes herself (SPEC C5)."""

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.core import clock as clocks
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Consent, Household, Registration
from kiosk.retention.services import forget_household
from kiosk.security.audit import AuditLine
from kiosk.security.permissions import Role
from tests.people import Guest
from tests.vouching.conftest import Hired
from tests.vouching.neighbours import NAME, begin, counts, register

YES = {"ar": "نعم", "tr": "Evet"}


def staff_of(app: Flask, mother: Guest) -> str:
    return str(app.extensions["visits"].find(mother.token).signed_in.staff)


def test_she_walks_in_her_own_language_without_a_key(amal: Guest, app: Flask) -> None:
    neighbour = begin(amal, "tr")

    visit = app.extensions["visits"].find(neighbour.token)
    assert (neighbour.language, visit.signed_in, visit.desk) == ("tr", None, amal.token)
    assert str(visit.voucher) == staff_of(app, amal)
    assert neighbour.get("desk/").status_code == 403


def test_the_record_shows_who_vouched_and_when(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    register(begin(amal), app, sewing[0])

    household = Household.get()
    assert str(household.vouched_by) == staff_of(app, amal)
    assert household.vouched_at == household.confirmed_at == clocks.wall()
    assert (household.language, household.is_open_to_voucher) == ("ar", False)


def test_her_own_touch_is_the_consent(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    register(begin(amal), app, sewing[0])

    consent = Consent.get()
    assert (consent.household, consent.language) == (Household.get().id, "ar")


def test_who_is_not_here_has_not_said_yes(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    response = register(begin(amal), app, sewing[0], is_absent=True)

    assert amal.client.get(response.location).status_code == 200
    household = Household.get()
    assert (household.vouched_at, household.confirmed_at) == (clocks.wall(), None)
    assert not Consent.select().exists()
    assert Registration.get().is_confirmed


def test_what_is_written_carries_the_key_mother(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    register(begin(amal), app, sewing[0], is_absent=True)

    staff = staff_of(app, amal).replace("-", "")
    authors = {row.author for row in Outbox.select().where(Outbox.kind.in_(["household", "registration"]))}
    line = AuditLine.select().where(AuditLine.action == "neighbour_registered").get()
    assert authors == {staff}
    assert (line.staff, line.subject) == (staff, Household.get().id.hex)


@pytest.mark.parametrize("is_absent", [True, False])
def test_it_is_taken_back_whole(is_absent: bool, amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    neighbour = begin(amal)
    register(neighbour, app, sewing[0], is_absent=is_absent)

    response = neighbour.post("neighbour/undo")

    assert neighbour.client.get(response.location).status_code == 200
    assert (*counts(), Consent.select().count()) == (0, 0, 0)
    visit = app.extensions["visits"].find(neighbour.token)
    assert (visit.household, visit.name, visit.registrations) == (None, "", [])


def test_after_her_yes_she_says_who_may_go_on_seeing(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    neighbour = begin(amal)
    done = register(neighbour, app, sewing[0])

    asked = neighbour.client.get(done.location)
    answered = neighbour.post("neighbour/invite", {"may": "see"})

    assert asked.location.endswith("neighbour/invite")
    assert neighbour.client.get(answered.location).status_code == 200
    assert Household.get().is_open_to_voucher
    assert {row.purpose for row in Consent.select()} == {"place", "voucher"}


def test_nobody_is_invited_without_her_word(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    neighbour = begin(amal)
    register(neighbour, app, sewing[0])

    neighbour.post("neighbour/invite", {"may": "not"})
    neighbour.post("neighbour/invite", {})

    assert not Household.get().is_open_to_voucher
    assert {row.purpose for row in Consent.select()} == {"place"}


def test_back_leads_to_the_desk_and_ends_the_visit(amal: Guest, app: Flask) -> None:
    neighbour = begin(amal, "tr")

    response = neighbour.get("neighbour/back")

    assert response.location == f"/nl/{amal.token}/desk/"
    assert neighbour.get("activities/").status_code == 410
    assert amal.client.get(response.location).status_code == 200


def test_back_opens_no_desk_that_has_closed(amal: Guest, app: Flask) -> None:
    neighbour = begin(amal)
    app.extensions["visits"].find(amal.token).signed_in = None

    assert neighbour.get("neighbour/back").location == "/"


@pytest.mark.parametrize("page", ["consent", "invite", "thanks", "gone", "back"])
def test_nobody_else_comes_to_these_pages(page: str, visit: Guest) -> None:
    assert visit.get(f"neighbour/{page}").status_code == 403


@pytest.mark.parametrize("deed", ["consent", "invite", "undo"])
def test_nobody_else_does_this(deed: str, visit: Guest) -> None:
    assert visit.post(f"neighbour/{deed}").status_code == 403


@pytest.mark.parametrize("role", [Role.TREASURER, Role.CARETAKER, Role.OFFICE, Role.MENTOR_MANAGER])
def test_the_second_circle_does_not_vouch(role: Role, hire: Hired) -> None:
    other = hire(role)

    assert other.post("desk/neighbours/", {"language": "ar"}).status_code == 403
    assert other.get("desk/neighbours/new").status_code == 403


def test_a_language_that_is_not_offered_begins_nothing(amal: Guest) -> None:
    assert amal.post("desk/neighbours/", {"language": "xx"}).status_code == 400


def test_the_name_stands_nowhere_in_the_clear(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    register(begin(amal), app, sewing[0])

    assert all(NAME not in row.fields for row in Outbox.select())


def test_her_no_takes_back_an_invitation(amal: Guest, app: Flask, sewing: list[Occurrence]) -> None:
    neighbour = begin(amal)
    register(neighbour, app, sewing[0])
    neighbour.post("neighbour/invite", {"may": "see"})

    neighbour.post("neighbour/invite", {"may": "not"})

    assert not Household.get().is_open_to_voucher
    assert Consent.get(Consent.purpose == "voucher").withdrawn_at == clocks.wall()


def test_a_visit_whose_household_was_forgotten_begins_anew(
    visit: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    register(visit, app, sewing[0])
    first = Household.get().id
    forget_household(first)

    register(visit, app, sewing[1])

    assert Household.get().id != first
