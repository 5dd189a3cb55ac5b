"""A key mother gives a neighbour a card; the keys she opened make it, and the old one opens nothing any more."""

from collections.abc import Callable

import pytest
from flask import Flask

from kiosk.cards import services
from kiosk.cards.models import Card
from kiosk.cards.views import SHOWN
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Household, Registration
from kiosk.security.audit import AuditLine
from kiosk.security.vault import CannotOpenError
from tests.cards.conftest import NAME
from tests.people import Guest
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.fixture
def amal(team: Team, at_desk: AtDesk, household: Household) -> Colleague:
    return at_desk("Amal")


def test_she_finds_her_by_her_ticket(amal: Colleague, place: Registration, household: Household) -> None:
    ticket = {"dye": str(place.dye), "animal": str(place.animal), "number": str(place.number)}
    found = amal.post("/ticket/", ticket).location

    page = amal.client.get(found).get_data(as_text=True)

    assert f"/desk/cards/{household.id}" in page


def test_the_new_card_opens_what_the_centre_could_open(
    amal: Colleague, household: Household, app: Flask
) -> None:
    answer = amal.post(f"cards/{household.id}")

    secret = app.extensions["visits"].find(amal.token).draft[SHOWN]
    opened, kept = services.open_card(secret), Household.get_by_id(household.id)
    assert answer.location.endswith("/desk/cards/shown")
    assert opened.open(kept.name_sealed, record=kept.id, field="name_sealed") == NAME


def test_the_old_card_opens_nothing_any_more(amal: Colleague, household: Household) -> None:
    old = services.issue(household.id, name=NAME, note="children").opened

    amal.post(f"cards/{household.id}")

    kept = Household.get_by_id(household.id)
    assert Card.select().where(Card.household == household.id).count() == 1
    for field in ("name_sealed", "note_sealed"):
        with pytest.raises(CannotOpenError):
            old.open(getattr(kept, field), record=kept.id, field=field)


def test_it_is_done_in_her_name_and_written_down(amal: Colleague, household: Household, team: Team) -> None:
    amal.post(f"cards/{household.id}")

    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    card = Outbox.select().where(Outbox.kind == "card").order_by(Outbox.n.desc()).get()
    assert (line.staff, line.action, line.subject) == (team.ids["Amal"].hex, "card_issued", household.id.hex)
    assert card.author == team.ids["Amal"].hex


def test_it_is_shown_until_she_goes_on(amal: Colleague, household: Household) -> None:
    amal.post(f"cards/{household.id}")

    shown = amal.get("cards/shown").get_data(as_text=True)
    amal.get("cards/")

    assert "own-digits" in shown
    assert NAME not in shown
    assert amal.get("cards/shown").status_code == 410


def test_a_household_that_is_not_here_gets_none(amal: Colleague) -> None:
    assert amal.get(f"cards/{new_id()}").status_code == amal.post(f"cards/{new_id()}").status_code == 404


def test_who_only_keeps_the_machine_is_refused(team: Team, at_desk: AtDesk, household: Household) -> None:
    omar = at_desk("Omar")

    assert omar.get("cards/").status_code == omar.post(f"cards/{household.id}").status_code == 403
    assert not Card.select().exists()


def test_nobody_gets_one_without_signing_in(visit: Guest, household: Household) -> None:
    assert visit.post(f"desk/cards/{household.id}").status_code == 403
    assert not Card.select().exists()
