"""A number is offered only where she said yes to being called; all others are told in person."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.core import today
from kiosk.registration.models import Consent, Household, Registration
from kiosk.registration.services import seal_for_centre
from tests.team import Colleague, Team
from tests.telling.news import news, page_of

Sit = Callable[[str], Colleague]
PHONE = "+31 6 0000 4711"
IN_PERSON = "Vertel het haar persoonlijk."


@pytest.fixture
def date(team: Team, sewing: list[Occurrence]) -> Occurrence:
    return sewing[0]


def leave_number(place: Registration, *, yes_to: str = "call", withdrawn_at: int | None = None) -> None:
    sealed = seal_for_centre(PHONE, record=place.household, field="phone_sealed")
    Household.update(phone_sealed=sealed).where(Household.id == place.household).execute()
    if yes_to:
        Consent.create(
            household=place.household,
            purpose=yes_to,
            language="tr",
            wording="2026-11",
            given_at=today.present(),
            withdrawn_at=withdrawn_at,
        )


def test_her_number_is_shown_when_it_is_touched(date: Occurrence, at_desk: Sit, team: Team) -> None:
    place, _notice = news(date, "Hana-Lu", vouched_by=team.ids["Amal"])
    leave_number(place)
    amal = at_desk("Amal")

    pages = amal.get("to-tell/").text + amal.get(page_of(place)).text
    assert PHONE not in pages
    assert IN_PERSON not in pages
    assert PHONE in amal.get(page_of(place, "?phone=1")).text


@pytest.mark.parametrize(("yes_to", "withdrawn_at"), [("", None), ("place", None), ("call", 1)])
def test_without_her_yes_she_is_told_in_person(
    yes_to: str, withdrawn_at: int | None, date: Occurrence, at_desk: Sit, team: Team
) -> None:
    place, _notice = news(date, "Hana-Lu", vouched_by=team.ids["Amal"])
    leave_number(place, yes_to=yes_to, withdrawn_at=withdrawn_at)
    amal = at_desk("Amal")

    page = amal.get(page_of(place, "?phone=1")).text
    assert PHONE not in page
    assert "phone=1" not in page
    assert IN_PERSON in page
    assert IN_PERSON in amal.get("to-tell/").text


def test_whom_one_knows_by_her_ticket_one_cannot_call(date: Occurrence, at_desk: Sit) -> None:
    place, _notice = news(date)
    leave_number(place)

    page = at_desk("Amal").get(page_of(place, "?phone=1")).text

    assert PHONE not in page
    assert "phone=1" not in page
    assert IN_PERSON in page
