"""With her card a parent sees what is kept of her, corrects it, allows it or takes it back, and can end it."""

from uuid import uuid4

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.cards import services
from kiosk.cards.models import Card, Purpose
from kiosk.core import clock
from kiosk.core.ids import new_id
from kiosk.registration.models import Consent, Household, Registration
from kiosk.registration.services import Family, register_family
from tests.cards.conftest import NAME
from tests.people import Guest


def text_of(guest: Guest, path: str) -> str:
    return guest.get(path).get_data(as_text=True)


def switch(guest: Guest, purpose: str, *, on: int, **more: str) -> str:
    return guest.post("mine/allowed", {"purpose": purpose, "on": str(on), **more}).location


def yeses(household: Household) -> dict[str, str]:
    given = Consent.select().where(Consent.household == household.id, Consent.withdrawn_at.is_null())
    return {consent.purpose: consent.language for consent in given}


def test_it_tells_everything_that_is_kept_and_for_how_long(hana: Guest) -> None:
    page = text_of(hana, "mine/known") + text_of(hana, "mine/known?page=2")

    assert NAME in page
    assert "Magyar" in page
    assert "2–3" in page
    assert page.count("hourglass") == 4
    assert "weeks" in page


@pytest.mark.parametrize(
    "path", ["", "known", "places", "allowed", "allowed/place", "name", "phone", "forget", "yes"]
)
def test_without_a_card_no_page_of_it_opens(visit: Guest, path: str) -> None:
    assert visit.get(f"mine/{path}").status_code == 410


def test_a_card_that_was_made_anew_elsewhere_is_closed(hana: Guest, household: Household) -> None:
    services.issue(household.id)

    assert hana.get("mine/known").status_code == 410
    assert hana.post("card/").status_code == 410


def test_what_was_sealed_where_her_card_was_not_at_hand_is_told_as_such(
    hana: Guest, household: Household
) -> None:
    family = Family(language="hu", adults=1, children=0, name="Ilona", household=household.id)
    register_family(family, Occurrence.get().id, place_key=uuid4().hex, will_wait=True)

    assert "Only the key mothers can read it here." in text_of(hana, "mine/known")


def test_she_corrects_her_name(hana: Guest, household: Household, app: Flask) -> None:
    hana.post("mine/name", {"name": "Ildikó", "go": "1"})

    kept = Household.get_by_id(household.id)
    opened = app.extensions["visits"].find(hana.token).card
    assert opened.open(kept.name_sealed, record=kept.id, field="name_sealed") == "Ildikó"
    assert "Ildikó" in text_of(hana, "mine/known")
    assert yeses(household) == {"place": "hu", "remember": "en"}


def test_she_gives_up_a_place(hana: Guest, place: Registration) -> None:
    assert f"ticket/kept/{place.id}" in text_of(hana, "mine/places")

    hana.post(f"ticket/kept/{place.id}/delete")

    assert Registration.get_by_id(place.id).is_cancelled
    assert "You have no place now." in text_of(hana, "mine/places")


def test_her_page_opens_no_place_of_somebody_else(hana: Guest, sewing: list[Occurrence]) -> None:
    other = register_family(
        Family(language="nl", adults=1, children=0), sewing[1].id, place_key=uuid4().hex, will_wait=False
    )

    assert hana.get(f"ticket/kept/{other.id}").status_code == 410


def test_a_name_that_is_taken_back_is_gone_at_once(hana: Guest, household: Household) -> None:
    hana.post("mine/name", {"name": "Ildikó", "go": "1"})

    switch(hana, "remember", on=0)

    assert Household.get_by_id(household.id).name_sealed is None
    assert "remember" not in yeses(household)
    assert "No name is kept." in text_of(hana, "mine/known")


def test_a_number_is_asked_before_she_may_be_called(hana: Guest, household: Household) -> None:
    asked = switch(hana, "call", on=1)
    short = hana.post("mine/phone", {"name": "0612", "go": "1"}).location
    hana.post("mine/phone", {"name": "0612345678", "go": "1"})

    assert asked.endswith("/mine/phone")
    assert short.endswith("/mine/phone?fault=short")
    assert yeses(household)["call"] == "en"
    assert "0612345678" in text_of(hana, "mine/known?page=2")

    switch(hana, "call", on=0)

    assert Household.get_by_id(household.id).phone_sealed is None
    assert "call" not in yeses(household)


def test_taking_back_the_first_yes_gives_up_her_places_and_is_asked_before(
    hana: Guest, household: Household, place: Registration
) -> None:
    asked = switch(hana, "place", on=0)
    assert asked.endswith("/mine/allowed/place")
    assert not Registration.get_by_id(place.id).is_cancelled

    switch(hana, "place", on=0, sure="1")

    assert Registration.get_by_id(place.id).is_cancelled
    assert "place" not in yeses(household)


def test_the_key_mother_who_registered_her_sees_her_only_if_she_says_so(
    hana: Guest, household: Household
) -> None:
    assert "voucher" not in text_of(hana, "mine/allowed")
    Household.update(vouched_by=new_id(), vouched_at=clock.wall(), confirmed_at=clock.wall()).execute()

    switch(hana, "voucher", on=1)
    assert Household.get_by_id(household.id).is_open_to_voucher
    assert yeses(household)["voucher"] == "en"

    switch(hana, "voucher", on=0)
    assert not Household.get_by_id(household.id).is_open_to_voucher


def test_a_purpose_that_is_not_on_the_page_is_refused(hana: Guest) -> None:
    assert hana.post("mine/allowed", {"purpose": "sell", "on": "1"}).status_code == 400
    assert {*Purpose} == {"place", "remember", "call", "voucher"}


def test_who_was_registered_by_a_key_mother_is_asked_whether_it_is_she(
    hana: Guest, household: Household
) -> None:
    Household.update(vouched_by=new_id(), vouched_at=clock.wall(), confirmed_at=None).execute()

    assert hana.get("mine/").location.endswith("/mine/yes")
    hana.post("mine/yes")

    assert Household.get_by_id(household.id).confirmed_at
    assert hana.get("mine/").status_code == 200


def test_she_need_not_answer_now(hana: Guest, household: Household) -> None:
    Household.update(vouched_by=new_id(), vouched_at=clock.wall(), confirmed_at=None).execute()

    assert hana.get("mine/?later=1").status_code == 200
    assert hana.get("mine/").status_code == 200
    assert Household.get_by_id(household.id).confirmed_at is None


def test_forgetting_takes_everything_and_ends_the_visit(hana: Guest, household: Household) -> None:
    page = hana.post("mine/forget")

    assert "Everything is gone" in page.get_data(as_text=True)
    assert hana.token not in page.get_data(as_text=True)
    assert hana.get("activities/").status_code == 410
    for model in (Household, Registration, Consent, Card):
        assert not model.select().exists()


def test_with_her_card_she_is_asked_nothing_twice(
    hana: Guest, household: Household, sewing: list[Occurrence]
) -> None:
    date = sewing[2].id
    people, check = text_of(hana, f"places/{date}/people"), text_of(hana, f"places/{date}/check")
    key = check.split('name="key" value="')[1].split('"')[0]
    hana.post(f"places/{date}", {"key": key})

    assert people.count('aria-pressed="true"') == 5
    assert NAME in check
    assert hana.get(f"places/{date}/who").location.endswith("/check")
    assert Household.select().count() == 1
    assert Registration.select().where(Registration.household == household.id).count() == 2
    assert NAME in text_of(hana, "mine/known")
