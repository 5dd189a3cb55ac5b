"""A centre where central did not take something that was written here."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.core import clock
from kiosk.core.outbox import Outbox, Refused
from kiosk.core.record import Record
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.fixture
def lena(team: Team, at_desk: AtDesk) -> Colleague:
    return at_desk("Lena")


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


def refuse(row: Record, reason: str = "not_owner", fields: str = "") -> Refused:
    """Let central refuse the newest change of a record, as the worker writes it down."""
    change = Outbox.select().where(Outbox.record == row.id.hex).order_by(Outbox.n.desc()).first()
    number = change.n if change else 10_000
    made: Refused = Refused.create(
        epoch="e" * 32,
        n=number,
        record=row.id.hex,
        kind=row.kind(),
        fields=fields or (change.fields if change else "{}"),
        reason=reason,
        refused_at=clock.wall(),
    )
    Outbox.delete().execute()
    return made


def which(refused: Refused) -> str:
    return f"{refused.epoch}/{refused.n}"
