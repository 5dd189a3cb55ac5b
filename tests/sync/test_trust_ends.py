"""Trust that is taken back at one kiosk is gone at the other after one exchange (SPEC A2)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from kiosk.security import vault
from kiosk.security.keyring import OpenCard
from kiosk.trust import queries, services
from kiosk.trust.models import TrustLink
from tests.sync import neighbourhood
from tests.sync.neighbourhood import Neighbourhood


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def trust(card: OpenCard) -> TrustLink:
    """Write a link as the mother's yes leaves it."""
    link, public = (
        TrustLink(id=new_id(), staff=new_id()),
        vault.encode(card.key.public_key().public_bytes_raw()),
    )
    link.mother_sealed = vault.seal(
        card.household.hex, recipients=[public], record=link.id, field="mother_sealed"
    )
    link.save(force_insert=True)
    return link


def test_a_link_dissolved_at_one_kiosk_is_gone_at_the_other_and_nowhere_else_it_was_seen(
    town: Neighbourhood,
) -> None:
    card = OpenCard(new_id(), new_id(), vault.new_key()[0])
    with town.hall.at():
        link = trust(card)
    town.exchange(town.hall, town.kitchen, town.zuidwijk, town.office)
    with town.kitchen.at():
        [seen] = queries.open_links(card.key)
        assert (seen.link.id, seen.household) == (link.id, card.household)
    for elsewhere in (town.zuidwijk, town.office):
        with elsewhere.at():
            assert not TrustLink.select().exists()

    with town.hall.at():
        services.take_back(queries.open_link(link.id, card.key))
    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        assert not TrustLink.select().exists()


def test_a_link_that_is_sealed_anew_meanwhile_stays_gone(town: Neighbourhood) -> None:
    """She takes it back here while it is sealed to a new key there: what she said holds."""
    card = OpenCard(new_id(), new_id(), vault.new_key()[0])
    with town.hall.at():
        link = trust(card)
    town.exchange(town.hall, town.kitchen)

    with town.hall.at():
        services.take_back(queries.open_link(link.id, card.key))
    with town.kitchen.at():
        TrustLink.update(mother_sealed="pp1.anew").where(TrustLink.id == link.id).execute()
    town.exchange(town.hall, town.kitchen, town.hall)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert not TrustLink.select().exists()
