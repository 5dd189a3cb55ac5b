"""A neighbour who stands beside a key mother: her visit goes through the pages that everybody walks."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Household, Registration
from tests.people import Guest

NAME = "Samira-Nur"


@dataclass
class Beside(Guest):
    """The neighbour's visit, begun at the key mother's desk."""

    def __post_init__(self) -> None:
        pass


def follow(client: FlaskClient, response: TestResponse) -> Guest:
    """Return the visit that an answer of the desk leads to."""
    assert response.status_code == 303, response.text
    _, language, token, _rest = response.location.split("/", 3)
    guest = Beside(client, language)
    guest.token = token
    return guest


def begin(mother: Guest, language: str = "ar") -> Guest:
    """Let a key mother begin to register a neighbour who speaks `language`."""
    return follow(mother.client, mother.post("desk/neighbours/", {"language": language}))


def register(neighbour: Guest, app: Flask, date: Occurrence, *, is_absent: bool = False) -> TestResponse:
    """Walk from the date to W6 with a name, and touch yes there, or "she is not here now"."""
    place = f"places/{date.id}"
    neighbour.post(f"{place}/people", {"children": "2"})
    neighbour.post(f"{place}/name", {"name": NAME, "go": "1"})
    assert neighbour.get(f"{place}/check").status_code == 200
    key = app.extensions["visits"].find(neighbour.token).key_for(date.id)
    return neighbour.post(place, {"key": key, **({"absent": "1"} if is_absent else {})})


def registered(mother: Guest, app: Flask, date: Occurrence, *, is_absent: bool = True) -> Household:
    """Let a key mother register a neighbour, and return her household."""
    before = {row.id for row in Household.select()}
    register(begin(mother), app, date, is_absent=is_absent)
    (made,) = [row for row in Household.select() if row.id not in before]
    return made


def counts() -> tuple[int, int]:
    return Household.select().count(), Registration.select().count()
