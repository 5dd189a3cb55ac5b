"""A ticket is touched in four steps, and no address on the way tells which it is."""

from uuid import uuid4

import pytest

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Registration
from kiosk.registration.services import register_family
from kiosk.tickets.models import Animal, Dye
from tests.people import AMAL, Guest


@pytest.fixture
def held(sewing: list[Occurrence]) -> Registration:
    return register_family(AMAL, sewing[0].id, place_key=uuid4().hex, will_wait=False)


def touch(visit: Guest, **step: str) -> str:
    """Return the page that a touch leads to."""
    return visit.client.get(visit.post("ticket/", step).location).text


def test_each_step_leads_to_the_next(visit: Guest) -> None:
    colours = visit.get("ticket/").text
    assert all(f'name="dye" value="{dye}"' in colours for dye in Dye)

    pictures = touch(visit, dye="leaf")
    assert all(f'name="animal" value="{animal}"' in pictures for animal in Animal)

    touch(visit, animal="kite")
    digits = touch(visit, digit="4")
    assert 'value="47"' in digits
    assert 'value="4"' in digits
    assert 'value="47"' not in touch(visit, digit="")


def test_no_address_on_the_way_tells_the_ticket(visit: Guest, held: Registration) -> None:
    steps = [{"dye": held.dye}, {"animal": held.animal}, {"digit": "1"}, {"number": str(held.number)}]

    led = [visit.post("ticket/", step).location for step in steps]

    assert led[:3] == [visit.address(f"ticket/{page}") for page in ("picture", "number", "number")]
    assert led[3] == visit.address(f"ticket/kept/{held.id}")


def test_another_colour_asks_for_the_picture_again(visit: Guest) -> None:
    visit.post("ticket/", {"dye": "leaf", "animal": "kite", "digit": "4"})

    assert visit.post("ticket/", {"dye": "weld"}).location == visit.address("ticket/picture")
    assert visit.get("ticket/number").location == visit.address("ticket/picture")


def test_what_was_not_touched_yet_is_asked_first(visit: Guest) -> None:
    assert visit.get("ticket/picture").location == visit.address("ticket/")
    assert visit.post("ticket/", {"number": "4"}).status_code == 400
    assert visit.post("ticket/", {"digit": "0"}).status_code == 400
