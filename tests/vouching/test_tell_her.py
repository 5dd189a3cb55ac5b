"""Who got a place, or whose date is called off, is marked at her row until somebody has told her (SPEC idea 5)."""

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Household, Notice, NoticeReason, Registration
from kiosk.seats.services import cancel_date, mark_to_tell
from kiosk.security.audit import AuditLine
from tests.people import Guest
from tests.vouching.neighbours import registered


@pytest.fixture
def household(amal: Guest, app: Flask, sewing: list[Occurrence]) -> Household:
    found = registered(amal, app, sewing[0])
    mark_to_tell(Registration.get(), NoticeReason.PLACE_GIVEN, sewing[0].id)
    amal.language = "en"
    return found


def page_of(household: Household, rest: str = "") -> str:
    return f"desk/neighbours/{household.id}{rest}"


def test_it_stands_at_her_row_and_on_her_page(amal: Guest, household: Household) -> None:
    assert "Please tell her." in amal.get("desk/families/").text
    assert "She has a place now." in amal.get(page_of(household)).text


def test_who_told_her_says_so_with_one_touch(amal: Guest, household: Household) -> None:
    Outbox.delete().execute()

    assert amal.post(page_of(household, "/told")).status_code == 303

    assert Notice.get().told_at
    assert "Please tell her." not in amal.get("desk/families/").text
    assert [row.kind for row in Outbox.select().order_by(Outbox.n)] == ["notice", "audit_line"]
    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    assert (line.action, line.subject) == ("told_news", household.id.hex)


def test_where_there_is_nothing_to_tell_nothing_is_written(amal: Guest, household: Household) -> None:
    amal.post(page_of(household, "/told"))
    Outbox.delete().execute()

    amal.post(page_of(household, "/told"))

    assert Outbox.select().count() == 0


def test_nobody_else_s_neighbour_can_be_told(leyla: Guest, household: Household) -> None:
    assert leyla.post(page_of(household, "/told")).status_code == 404
    assert Notice.get().told_at is None


def test_a_date_that_is_called_off_is_told_too(
    amal: Guest, household: Household, sewing: list[Occurrence]
) -> None:
    cancel_date(sewing[0])

    assert "This date is called off." in amal.get(page_of(household)).text


def test_who_gave_her_place_up_need_not_be_told(amal: Guest, household: Household) -> None:
    Registration.update(status="cancelled").execute()

    assert "Please tell her." not in amal.get("desk/families/").text


def test_her_own_ticket_tells_her(visit: Guest, household: Household) -> None:
    place = Registration.get()

    visit.post("ticket/", {"dye": place.dye, "animal": place.animal, "number": str(place.number)})

    assert Notice.get().told_at


def test_a_ticket_that_a_key_mother_looks_up_tells_nobody(amal: Guest, household: Household) -> None:
    place = Registration.get()

    amal.post("ticket/", {"dye": place.dye, "animal": place.animal, "number": str(place.number)})

    assert Notice.get().told_at is None
