"""A card works at every kiosk of its centre after one exchange, offline; a lost one is dead there after one, too."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.cards import services
from kiosk.cards.models import Card
from kiosk.core import state
from kiosk.core.settings import Settings
from kiosk.registration.models import Household
from kiosk.registration.services import Family, save_household
from kiosk.security import vault
from sync.central.tables import Record
from tests.sync import neighbourhood
from tests.sync.neighbourhood import Neighbourhood

NAME = "Hana Kovács"
HANA = Family(language="hu", adults=1, children=0, name=NAME)


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def household(town: Neighbourhood) -> UUID:
    """Write down a household at the hall, sealed to a key that both kiosks of the centre know."""
    _private, public = vault.new_key()
    for machine in (town.hall, town.kitchen):
        with machine.at():
            state.put(centre_key=public)
    with town.hall.at():
        identity: UUID = save_household(HANA).id
        return identity


def issue(town: Neighbourhood, household: UUID) -> services.Issued:
    with town.hall.at():
        return services.issue(household, name=NAME)


def test_it_opens_her_name_at_the_sister_kiosk(town: Neighbourhood, household: UUID) -> None:
    issued = issue(town, household)

    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        opened = services.open_card(issued.secret)
        kept = Household.get_by_id(household)
        assert opened.open(kept.name_sealed, record=household, field="name_sealed") == NAME


def test_a_lost_card_is_dead_there_after_the_next_exchange(town: Neighbourhood, household: UUID) -> None:
    lost = issue(town, household)
    town.exchange(town.hall, town.kitchen)

    found = issue(town, household)
    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        with pytest.raises(services.CardUnknownError):
            services.open_card(lost.secret)
        assert services.open_card(found.secret).household == household
        kept = Household.get_by_id(household)
        with pytest.raises(vault.CannotOpenError):
            lost.opened.open(kept.name_sealed, record=household, field="name_sealed")


def test_central_and_another_centre_learn_nothing_of_it(town: Neighbourhood, household: UUID) -> None:
    issued = issue(town, household)

    town.exchange(town.hall, town.zuidwijk)

    stored = " ".join(str(row.fields) for row in Record.select())
    assert issued.secret.digits not in stored
    assert ".".join(issued.secret.pictures) not in stored
    assert NAME not in stored
    with town.zuidwijk.at():
        assert not Card.select().exists()
