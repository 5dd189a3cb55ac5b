"""Somebody is nominated, and a mother with a card knows her."""

from collections.abc import Callable

import pytest
from flask import Flask

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.cards import services as cards
from kiosk.core import state
from kiosk.registration.models import Household
from kiosk.security import vault
from kiosk.security.keyring import OpenCard
from kiosk.security.permissions import Role
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.fixture
def mirela(team: Team) -> Staff:
    """Nominate somebody who did not start yet."""
    return accounts.hire(
        "Mirela",
        role=Role.KEY_MOTHER,
        tile="boat",
        language="ro",
        languages=["ro", "nl"],
        by=team.signed_in("Lena"),
    )


@pytest.fixture
def card(team: Team) -> OpenCard:
    """Give a mother called Hana a card, and return it open."""
    return card_for("Hana")


def card_for(name: str) -> OpenCard:
    household = Household(language="nl", adults=1)
    household.name_sealed = vault.seal(
        name, recipients=[state.get("centre_key")], record=household.id, field="name_sealed"
    )
    household.save()
    return cards.issue(household.id, name=name).opened


@pytest.fixture
def show_card(app: Flask, card: OpenCard) -> Callable[[Colleague], None]:
    """Return what showing the card does: it lies open in the visit in which it was asked for."""

    def show(colleague: Colleague) -> None:
        app.extensions["visits"].find(colleague.token).card = card

    return show
