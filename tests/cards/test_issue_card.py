"""A card opens what is kept of its own household, at every kiosk of the centre, and it is the only one."""

import pytest

from kiosk.cards import services
from kiosk.cards.models import Card
from kiosk.core.errors import NotFoundError
from kiosk.core.ids import new_id
from kiosk.registration.models import Household
from kiosk.security.secrets import CardSecret
from kiosk.security.vault import CannotOpenError
from tests.cards.conftest import NAME


def test_it_opens_her_name_and_why_she_came(household: Household) -> None:
    secret = services.issue(household.id, name=NAME, note="children").secret

    opened = services.open_card(secret)

    kept = Household.get_by_id(household.id)
    assert opened.household == household.id
    assert opened.open(kept.name_sealed, record=kept.id, field="name_sealed") == NAME
    assert opened.open(kept.note_sealed, record=kept.id, field="note_sealed") == "children"


def test_an_earlier_card_is_gone_and_opens_nothing_any_more(household: Household) -> None:
    earlier = services.issue(household.id, name=NAME)

    services.issue(household.id, name=NAME)

    kept = Household.get_by_id(household.id)
    assert Card.select().where(Card.household == household.id).count() == 1
    with pytest.raises(services.CardUnknownError):
        services.open_card(earlier.secret)
    with pytest.raises(CannotOpenError):
        earlier.opened.open(kept.name_sealed, record=kept.id, field="name_sealed")


def test_a_card_needs_somebody_to_belong_to(household: Household) -> None:
    with pytest.raises(NotFoundError):
        services.issue(new_id())

    assert not Card.select().exists()


def test_another_secret_opens_nothing(household: Household) -> None:
    secret = services.issue(household.id, name=NAME).secret
    other = CardSecret((secret.pictures[1], secret.pictures[0], secret.pictures[2]), secret.digits)

    with pytest.raises(services.CardUnknownError):
        services.open_card(other)


def test_a_card_that_was_put_on_another_household_opens_nothing(household: Household) -> None:
    secret = services.issue(household.id, name=NAME).secret
    Card.update(household=new_id()).execute()

    with pytest.raises(services.CardUnknownError):
        services.open_card(secret)


def test_nothing_that_is_stored_tells_the_secret(household: Household) -> None:
    secret = services.issue(household.id, name=NAME).secret

    stored = " ".join(str(value) for value in Card.get().__data__.values())
    assert secret.digits not in stored
    assert ".".join(secret.pictures) not in stored
