"""Neighbours of two key mothers, and pages on which they are looked for."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Registration
from kiosk.registration.services import Family, register_family
from tests.team import Colleague, Team

Register = Callable[..., Registration]
AtDesk = Callable[[str], Colleague]


@pytest.fixture
def register(team: Team, sewing: list[Occurrence]) -> Register:
    """Return a function by which a key mother registers somebody, who is not there herself."""
    count = iter(range(1000))

    def registered(
        name: str, *, by: str = "Amal", phone: str = "", household: UUID | None = None
    ) -> Registration:
        family = Family(
            language="ar",
            adults=1,
            children=2,
            name=name,
            phone=phone,
            vouched_by=team.ids[by],
            is_present=False,
            household=household,
        )
        number = next(count)
        return register_family(family, sewing[number % 3].id, place_key=f"key-{number}", will_wait=True)

    return registered
