"""Hana came once and has a place; her card is made in the tests."""

from uuid import uuid4

import pytest

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family

NAME = "Hana Kovács"
HANA = Family(language="hu", adults=1, children=2, bands={"2-3": 1, "4-6": 1}, name=NAME, note="children")


@pytest.fixture
def place(sewing: list[Occurrence]) -> Registration:
    return register_family(HANA, sewing[0].id, place_key=uuid4().hex, will_wait=False)


@pytest.fixture
def household(place: Registration) -> Household:
    found: Household = Household.get_by_id(place.household)
    return found
