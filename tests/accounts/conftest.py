"""Somebody in front of the tiles, who knows her pictures or does not."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.accounts import queries
from kiosk.accounts.models import Staff
from kiosk.screen.visits import Visit
from kiosk.security.keyring import SignedIn
from tests.people import Guest
from tests.team import Team

WRONG = ("snail", "corn", "umbrella", "window", "pan", "glove")


@dataclass
class Newcomer(Guest):
    """A visit that begins with the key on the picker."""

    def __post_init__(self) -> None:
        self.token = self.client.get(f"/{self.language}/staff").location.split("/")[2]

    def touch(self, staff: Staff, pictures: tuple[str, ...]) -> TestResponse:
        return self.post(f"staff/{staff.id}/pictures", {"pictures": " ".join(pictures)})

    def follow(self, answer: TestResponse) -> TestResponse:
        """Go where an answer leads, and know the visit that one is in from there on."""
        self.language, self.token = answer.location.split("/")[1:3]
        return self.client.get(answer.location)


@pytest.fixture
def newcomer(team: Team, client: FlaskClient) -> Newcomer:
    return Newcomer(client)


@pytest.fixture
def someone(team: Team) -> Callable[[str], Staff]:
    """Return a function that finds somebody of the team by her name."""
    return lambda name: queries.staff(team.ids[name])


@pytest.fixture
def lena(team: Team) -> SignedIn:
    """Open the keys of the coach."""
    return team.signed_in("Lena")


@pytest.fixture
def visit_of(app: Flask) -> Callable[[Guest], Visit]:
    return lambda guest: app.extensions["visits"].find(guest.token)
