"""One page tells all that is known of a neighbour, and leads to all that can be done for her."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.cards.models import Card
from kiosk.registration.models import Registration
from kiosk.registration.services import Family, register_family
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.fixture
def place(team: Team, sewing: list[Occurrence]) -> Registration:
    family = Family(
        language="ar",
        adults=2,
        children=1,
        name="Samira",
        phone="+31 6 1234 5678",
        vouched_by=team.ids["Amal"],
        is_present=False,
    )
    return register_family(family, sewing[0].id, place_key="key", will_wait=True)


def test_it_tells_who_she_is_and_who_registered_her(place: Registration, at_desk: AtDesk) -> None:
    page = at_desk("Amal").get(f"neighbours/{place.household}").text

    for told in (
        "Samira",
        "+31 6 1234 5678",
        "العربية",
        "Amal",
        "2 maart",
        "Samen naaien",
        str(place.number),
    ):
        assert told in page


@pytest.mark.parametrize("deed", ["families/{}/correct", "cards/{}", "same/{}/new", "neighbours/{}/keeper"])
def test_it_leads_to_what_can_be_done(deed: str, place: Registration, at_desk: AtDesk) -> None:
    amal, where = at_desk("Amal"), deed.format(place.household)

    assert f'desk/{where}"' in amal.get(f"neighbours/{place.household}").text
    assert amal.get(where).status_code == 200


def test_a_new_card_ends_the_one_before(place: Registration, at_desk: AtDesk) -> None:
    amal = at_desk("Amal")
    amal.post(f"cards/{place.household}")
    (first,) = Card.select()
    assert "ticket" in amal.get(f"neighbours/{place.household}").text

    amal.post(f"cards/{place.household}")

    assert [card.household for card in Card.select()] == [place.household]
    assert Card.get().id != first.id
