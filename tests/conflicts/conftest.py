"""A centre where two people wrote one thing: what central keeps of the second value has come here."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.activities.models import Occurrence
from kiosk.conflicts.models import Conflict
from kiosk.core import clock, outbox, state
from kiosk.core.record import Record
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family
from kiosk.security import vault
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.fixture
def lena(team: Team, at_desk: AtDesk) -> Colleague:
    return at_desk("Lena")


@pytest.fixture
def amal(team: Team, at_desk: AtDesk) -> Colleague:
    return at_desk("Amal")


@pytest.fixture
def place(team: Team, sewing: list[Occurrence]) -> Registration:
    """Register Samira, whom Amal vouched for and who has not said yes herself."""
    samira = Family(
        language="ar", adults=1, children=1, name="Samira", vouched_by=team.ids["Amal"], is_present=False
    )
    return register_family(samira, sewing[0].id, place_key="hers", will_wait=False)


@pytest.fixture
def household(place: Registration) -> Household:
    found: Household = Household.get_by_id(place.household)
    return found


def differ(row: Record, field: str, value: Any, **given: Any) -> Conflict:
    """Write down that somebody wrote another value there, as it comes from central."""
    about = {"about": row.id, "about_kind": row.kind(), "field": field, "value": value}
    with outbox.applying():
        made: Conflict = Conflict.create(
            **{**about, "version": 7, "written_at": 0, "found_at": clock.wall(), **given}
        )
    return made


def sealed(text: str, row: Record, field: str) -> str:
    return vault.seal(text, recipients=[state.get("centre_key")], record=row.id, field=field)
