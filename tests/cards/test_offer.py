"""Who registered may have a card: it is shown once, to her alone, and without her name."""

from collections.abc import Callable

from flask import Flask

from kiosk.cards.models import Card
from kiosk.cards.views import SHOWN
from kiosk.registration.models import Household
from tests.cards.conftest import NAME
from tests.people import Guest


def test_it_is_offered_beside_her_ticket(visit: Guest, register: Callable[[], str]) -> None:
    done = register()

    assert "/card/new" in visit.client.get(done).get_data(as_text=True)


def test_it_shows_pictures_and_number_and_no_name(
    app: Flask, visit: Guest, register: Callable[[], str]
) -> None:
    register()
    visit.post("card/")

    page = visit.get("card/shown").get_data(as_text=True)

    secret = app.extensions["visits"].find(visit.token).draft[SHOWN]
    assert f"{secret.digits[:3]} {secret.digits[3:6]} · {secret.digits[6]}" in page
    assert all(f"#{picture}" in page for picture in secret.pictures)
    assert NAME not in page


def test_it_is_the_same_card_until_she_goes_on_and_then_it_is_shown_no_more(
    visit: Guest, register: Callable[[], str]
) -> None:
    register()
    visit.post("card/")
    visit.post("card/")
    first, second = visit.get("card/shown").data, visit.get("card/shown").data

    visit.get("mine/")

    assert first == second
    assert Card.select().count() == 1
    assert visit.get("card/shown").status_code == 410


def test_what_she_said_in_this_visit_opens_with_it(visit: Guest, register: Callable[[], str]) -> None:
    register()
    visit.post("card/")

    assert NAME in visit.get("mine/known").get_data(as_text=True)


def test_who_did_not_register_gets_none(visit: Guest) -> None:
    assert visit.post("card/").status_code == visit.get("card/new").status_code == 410
    assert not Card.select().exists()


def test_who_came_with_her_card_gets_no_second_one(hana: Guest) -> None:
    assert hana.post("card/").status_code == 410
    assert Card.select().count() == 1


def test_a_name_written_later_in_the_visit_is_sealed_for_the_card_too(
    visit: Guest, register: Callable[[], str], app: Flask
) -> None:
    register()
    visit.post("card/")
    visit.post("mine/name", {"name": "Ildikó", "go": "1"})

    opened = app.extensions["visits"].find(visit.token).card
    kept = Household.get_by_id(opened.household)
    assert opened.open(kept.name_sealed, record=kept.id, field="name_sealed") == "Ildikó"
