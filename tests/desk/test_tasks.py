"""A coach who was not seen for many days is a task of her deputy, and goes with her return (SPEC A6)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.core import clock as clocks
from kiosk.core import state
from kiosk.core.record import kinds
from kiosk.desk import queries
from kiosk.desk.queries import Task, TaskKind
from kiosk.trust.models import TrustLink
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


def told(kind: TaskKind) -> list[Task]:
    return [task for task in queries.tasks(coach_unseen_days=14) if task.kind == kind]


def see(team: Team, name: str, day: str | None) -> None:
    Staff.update(seen_on=day).where(Staff.id == team.ids[name]).execute()


@pytest.mark.parametrize(
    ("seen", "days"), [("2026-03-02", 0), ("2026-02-17", 0), ("2026-02-16", 14), ("2026-01-02", 59)]
)
def test_fourteen_days_without_the_coach_are_a_task(
    seen: str, days: int, team: Team, clock: time_machine.Traveller
) -> None:
    see(team, "Lena", seen)

    assert [task.days for task in told(TaskKind.COACH_UNSEEN)] == ([days] if days else [])


def test_only_the_coach_is_missed(team: Team, clock: time_machine.Traveller) -> None:
    see(team, "Lena", "2026-03-02")
    for name in ("Nora", "Amal", "Omar"):
        see(team, name, "2025-12-01")

    assert told(TaskKind.COACH_UNSEEN) == []


def test_the_deputy_finds_it_on_her_list_and_on_her_front_page(
    team: Team, at_desk: AtDesk, clock: time_machine.Traveller
) -> None:
    nora = at_desk("Nora")
    see(team, "Lena", "2026-03-02")
    assert "Lena" not in nora.get("tasks").text
    before = nora.get("").text.count('class="full"')

    see(team, "Lena", "2026-02-01")

    assert "Lena" in nora.get("tasks").text
    assert (before, nora.get("").text.count('class="full"')) == (0, 1)


def test_her_return_clears_it(team: Team, clock: time_machine.Traveller) -> None:
    see(team, "Lena", "2026-02-01")
    assert told(TaskKind.COACH_UNSEEN)

    accounts.sign_in_with_pictures(team.ids["Lena"], team.pictures("Lena"))

    assert told(TaskKind.COACH_UNSEEN) == []


def test_a_clock_that_runs_wild_makes_nobody_absent(team: Team, clock: time_machine.Traveller) -> None:
    see(team, "Lena", "2026-03-01")
    state.put(last_seen=clocks.wall())

    clock.shift(timedelta(days=400))

    assert told(TaskKind.COACH_UNSEEN) == []


def test_a_coach_who_never_signed_in_counts_from_when_she_was_hired(team: Team) -> None:
    hired = clocks.now().date()
    see(team, "Lena", None)

    assert queries.days_unseen(Staff.get_by_id(team.ids["Lena"]), hired + timedelta(days=20)) in {19, 20}


def test_a_key_mother_whom_nobody_trusts_any_more_is_a_task(team: Team) -> None:
    TrustLink.delete().where(TrustLink.staff == team.ids["Amal"]).execute()

    assert [task.person.id for task in told(TaskKind.NO_TRUST)] == [team.ids["Amal"]]


@pytest.mark.parametrize(("name", "status"), [("Lena", 200), ("Nora", 200), ("Amal", 403), ("Omar", 403)])
def test_only_who_leads_sees_tasks(name: str, status: int, at_desk: AtDesk) -> None:
    assert at_desk(name).get("tasks").status_code == status


def test_no_task_and_no_circle_is_stored() -> None:
    """Both follow from what is known (SPEC A3, A6): no record has a field that could hold one."""
    columns = {field.name for model in kinds().values() for field in model.replicated_fields()}

    assert not {name for name in columns if "circle" in name or "task" in name or "unseen" in name}
