"""Two records of one family, and who makes them one."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.activities.models import Occurrence
from kiosk.members.models import Merge
from kiosk.merges import services
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family
from kiosk.security.keyring import SignedIn
from tests.team import Team

Register = Callable[..., Registration]


@pytest.fixture
def lena(team: Team) -> SignedIn:
    return team.signed_in("Lena")


@pytest.fixture
def register(team: Team, sewing: list[Occurrence]) -> Register:
    """Return a function that registers a family on a date, the first one if no other is told."""
    count = iter(range(1000))

    def registered(
        name: str = "Samira", date: int = 0, *, household: UUID | None = None, by: str = "", **more: object
    ) -> Registration:
        family = Family(
            language=str(more.get("language", "ar")),
            adults=1,
            children=int(str(more.get("children", 0))),
            name=name,
            phone=str(more.get("phone", "")),
            household=household,
            vouched_by=team.ids[by] if by else None,
            is_present=not by,
        )
        key = f"key-{next(count)}"
        return register_family(family, sewing[date].id, place_key=key, will_wait=True)

    return registered


@pytest.fixture
def make_one(lena: SignedIn) -> Callable[..., Merge]:
    """Return a function that makes the households of two places one."""

    def made(one: Registration, other: Registration, taken: set[str] | None = None) -> Merge:
        return services.merge(one.household, other.household, taken=taken or set(), by=lena)

    return made


def shown() -> list[Household]:
    return list(Household.select().where(Household.merged_into.is_null()))


def name_of(household: Household, by: SignedIn) -> str:
    return by.open(household.name_sealed, record=household.id, field="name_sealed")
