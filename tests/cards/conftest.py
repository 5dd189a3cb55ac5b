"""Hana came with two children and has a place; her card is made in the tests."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence
from kiosk.cards import services
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family
from tests.people import Guest

NAME = "Hana Kovács"
HANA = Family(language="hu", adults=1, children=2, bands={"2-3": 1, "4-6": 1}, name=NAME, note="children")


@pytest.fixture
def visit(client: FlaskClient) -> Guest:
    """Stand before the kiosk in English: what is told is compared as it is written."""
    return Guest(client, "en")


@pytest.fixture
def place(sewing: list[Occurrence]) -> Registration:
    return register_family(HANA, sewing[0].id, place_key=uuid4().hex, will_wait=False)


@pytest.fixture
def household(place: Registration) -> Household:
    found: Household = Household.get_by_id(place.household)
    return found


@pytest.fixture
def issued(household: Household) -> services.Issued:
    return services.issue(household.id, name=NAME, note="children")


@pytest.fixture
def hana(app: Flask, visit: Guest, issued: services.Issued) -> Guest:
    """Stand before a kiosk with an open card: it is put where showing it would put it, which takes its time."""
    services.remember(app.extensions["visits"].find(visit.token), issued.opened)
    return visit


@pytest.fixture
def register(visit: Guest, sewing: list[Occurrence]) -> Callable[[], str]:
    """Return a function that registers at the screen; it returns the answer's address."""

    def go(name: str = NAME) -> str:
        date = sewing[0].id
        visit.post(f"places/{date}/name", {"name": name, "go": "1"})
        page = visit.get(f"places/{date}/check").get_data(as_text=True)
        key = page.split('name="key" value="')[1].split('"')[0]
        return visit.post(f"places/{date}", {"key": key}).location

    return go
