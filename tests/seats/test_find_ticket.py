"""A place is found again by colour, picture and number; a guess is not, and after five of them a person helps."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.registration.models import Registration
from kiosk.registration.services import register_family
from kiosk.tickets.models import HIGHEST
from tests.conftest import Founded
from tests.people import AMAL, HANA, LENA, Guest
from tests.sync.machines import register


@pytest.fixture
def held(sewing: list[Occurrence]) -> Registration:
    return register_family(AMAL, sewing[0].id, place_key=uuid4().hex, will_wait=False)


def ticket_of(registration: Registration) -> dict[str, str]:
    return {"dye": registration.dye, "animal": registration.animal, "number": str(registration.number)}


def wrong_ticket(registration: Registration) -> dict[str, str]:
    return ticket_of(registration) | {"number": str(registration.number % HIGHEST + 1)}


def test_the_ticket_opens_its_place_without_a_name(visit: Guest, held: Registration) -> None:
    found = visit.post("ticket/", ticket_of(held))

    page = visit.client.get(found.location)
    assert page.status_code == 200
    assert str(held.number) in page.text
    assert AMAL.name not in page.text


def test_the_ticket_gives_the_place_up(visit: Guest, held: Registration) -> None:
    found = visit.post("ticket/", ticket_of(held)).location

    given_up = visit.client.post(f"{found}/delete")

    assert given_up.status_code == 303
    assert Registration.get().is_cancelled
    assert visit.client.get(found).status_code == 200


def test_a_place_given_up_has_no_ticket_any_more(visit: Guest, held: Registration) -> None:
    found = visit.post("ticket/", ticket_of(held)).location
    visit.client.post(f"{found}/delete")

    again = visit.post("ticket/", ticket_of(held))

    assert "wrong=1" in again.location


def test_a_visit_that_did_not_show_the_ticket_opens_nothing(
    visit: Guest, client: FlaskClient, held: Registration
) -> None:
    visit.post("ticket/", ticket_of(held))
    stranger = Guest(client)

    assert stranger.get(f"ticket/kept/{held.id}").status_code == 410
    assert stranger.post(f"ticket/kept/{held.id}/delete").status_code == 410
    assert not Registration.get().is_cancelled


def test_a_wrong_ticket_is_told_and_can_be_looked_at_again(visit: Guest, held: Registration) -> None:
    told = visit.post("ticket/", wrong_ticket(held))

    assert 'role="alert"' in visit.client.get(told.location).text


def test_after_five_wrong_tickets_a_person_helps_even_with_the_right_one(
    visit: Guest, held: Registration
) -> None:
    for _guess in range(5):
        assert "wrong=1" in visit.post("ticket/", wrong_ticket(held)).location

    helped = visit.post("ticket/", ticket_of(held))

    assert helped.location == visit.address("help")
    assert visit.get("help").status_code == 200
    assert visit.get(f"ticket/kept/{held.id}").status_code == 410


@pytest.mark.parametrize(
    "change",
    [
        {"dye": "purple"},
        {"animal": "owl"},
        {"number": "0"},
        {"number": "100"},
        {"number": "-1"},
        {"number": "٤"},
        {"number": "1e1"},
        {"number": "9" * 5000},
        {"dye": ""},
        {"number": "1; DROP TABLE registration"},
    ],
)
def test_what_is_no_ticket_is_refused_and_not_counted_as_a_guess(
    visit: Guest, held: Registration, change: dict[str, str]
) -> None:
    assert visit.post("ticket/", ticket_of(held) | change).status_code == 400

    assert visit.post("ticket/", ticket_of(held)).location.endswith(str(held.id))


def test_two_who_hold_one_ticket_can_each_find_their_own(visit: Guest, sewing: list[Occurrence]) -> None:
    mine, hers = (
        register_family(family, sewing[0].id, place_key=uuid4().hex, will_wait=True)
        for family in (HANA, LENA)
    )
    Registration.update(dye="leaf", animal="kite", number=7).execute()

    found = visit.post("ticket/", {"dye": "leaf", "animal": "kite", "number": "7"}).location

    pages = visit.client.get(found).text
    assert str(mine.id) in pages
    assert str(hers.id) in pages


@pytest.mark.parametrize("gone", [Activity, Series])
def test_a_ticket_is_good_even_when_its_activity_has_not_arrived(
    visit: Guest, held: Registration, gone: type[Activity | Series]
) -> None:
    gone.delete().execute()

    found = visit.post("ticket/", ticket_of(held)).location

    assert visit.client.get(found).status_code == 200
    assert visit.client.post(f"{found}/delete").status_code == 303
    assert Registration.get().is_cancelled


def test_a_ticket_of_a_whole_series_is_good_even_when_no_date_has_arrived(
    visit: Guest, sewing: list[Occurrence]
) -> None:
    Series.update(unit="series").execute()
    held = register_family(HANA, sewing[0].id, place_key="page", will_wait=False)
    Occurrence.delete().execute()

    found = visit.post("ticket/", ticket_of(held)).location

    assert visit.client.get(found).status_code == 200


def test_a_ticket_whose_series_has_not_arrived_is_shown_and_can_be_given_up(
    visit: Guest, centre: Founded
) -> None:
    waiting = register(status="waiting")

    found = visit.post("ticket/", ticket_of(waiting)).location

    assert visit.client.get(found).status_code == 200
    assert visit.client.post(f"{found}/delete").status_code == 303


def test_a_place_that_was_erased_meanwhile_is_not_here_any_more(visit: Guest, held: Registration) -> None:
    found = visit.post("ticket/", ticket_of(held)).location
    Registration.delete().execute()

    assert visit.client.get(found).status_code == 404
