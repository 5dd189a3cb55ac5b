"""What the exchange found reaches somebody: a task for who leads, a door for a key mother, for as long as it is so."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.conflicts.models import Conflict
from kiosk.core import clock
from kiosk.core.outbox import Refused
from kiosk.desk import queries
from kiosk.desk.queries import TaskKind
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family
from tests.conflicts.conftest import differ
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]
DOOR = "desk/to-decide/"


@pytest.fixture
def household(team: Team, sewing: list[Occurrence]) -> Household:
    samira = Family(language="ar", adults=1, children=0, vouched_by=team.ids["Amal"], is_present=False)
    place = register_family(samira, sewing[0].id, place_key="hers", will_wait=False)
    found: Household = Household.get_by_id(place.household)
    return found


def refuse(row: Household | Registration) -> None:
    about = {"record": row.id.hex, "kind": row.kind(), "fields": "{}", "reason": "not_owner"}
    Refused.create(epoch="e", n=1, refused_at=clock.wall(), **about)


def told() -> dict[TaskKind, int]:
    return {task.kind: task.count for task in queries.tasks(coach_unseen_days=14) if task.count}


def test_who_leads_finds_both_among_her_tasks(at_desk: AtDesk, household: Household) -> None:
    lena = at_desk("Lena")
    assert told() == {}

    differ(household, "language", "tr")
    differ(household, "adults", 2)
    refuse(household)

    page = lena.get("tasks").text
    assert told() == {TaskKind.TWO_ANSWERS: 2, TaskKind.NOT_TAKEN: 1}
    assert page.count(lena.address(DOOR)) == 2
    assert lena.address(DOOR) not in lena.get("").text


def test_they_go_once_somebody_has_seen_to_them(household: Household) -> None:
    differ(household, "language", "tr")
    refuse(household)

    Household.update(language="tr").execute()
    Refused.delete().execute()

    assert Conflict.select().count() == 1
    assert told() == {}


def test_a_key_mother_finds_a_door_for_as_long_as_there_is_something(
    at_desk: AtDesk, household: Household
) -> None:
    amal, safa = at_desk("Amal"), at_desk("Safa")
    assert amal.address(DOOR) not in amal.get("").text

    differ(household, "language", "tr")
    refuse(household)

    assert amal.get("").text.count(amal.address(DOOR)) == 1
    assert safa.address(DOOR) not in safa.get("").text
