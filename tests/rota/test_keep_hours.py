"""Hours are touched on a grid, by herself or by the coach (SPEC A5)."""

from collections.abc import Callable

import pytest

from kiosk.rota import queries
from kiosk.rota.models import Shift
from kiosk.security.audit import AuditLine
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


def stretches(team: Team, name: str) -> list[tuple[int, str, str]]:
    rows = Shift.select().where(Shift.staff == team.ids[name]).order_by(Shift.weekday, Shift.starts)
    return [(row.weekday, row.starts, row.ends) for row in rows]


def test_hours_that_follow_one_another_are_one_stretch(at_desk: AtDesk, team: Team) -> None:
    amal = at_desk("Amal")

    for hour in ("0-9", "0-10", "0-12", "3-9"):
        assert amal.post("rota/", {"hour": hour}).status_code == 303

    assert stretches(team, "Amal") == [(0, "09:00", "11:00"), (0, "12:00", "13:00"), (3, "09:00", "10:00")]
    assert queries.slots_of(team.ids["Amal"]) == {(0, 9), (0, 10), (0, 12), (3, 9)}


def test_an_hour_touched_again_is_given_back(at_desk: AtDesk, team: Team) -> None:
    amal = at_desk("Amal")
    for hour in ("0-9", "0-10", "0-11"):
        amal.post("rota/", {"hour": hour})

    amal.post("rota/", {"hour": "0-10"})

    assert stretches(team, "Amal") == [(0, "09:00", "10:00"), (0, "11:00", "12:00")]


def test_the_page_shows_what_is_taken(at_desk: AtDesk) -> None:
    amal = at_desk("Amal")
    amal.post("rota/", {"hour": "6-20"})

    page = amal.get("rota/").text

    assert page.count('aria-pressed="true"') == 1
    assert 'value="6-20" aria-pressed="true"' in page


@pytest.mark.parametrize("hour", ["", "0-7", "7-9", "0-21", "x", "0-09", "-1-9"])
def test_it_refuses_an_hour_that_is_not_on_the_page(hour: str, at_desk: AtDesk) -> None:
    assert at_desk("Amal").post("rota/", {"hour": hour}).status_code == 400
    assert not Shift.select().exists()


def test_the_coach_changes_the_hours_of_others(at_desk: AtDesk, team: Team) -> None:
    lena, where = at_desk("Lena"), f"rota/everybody/{team.ids['Amal']}"

    lena.post(where, {"hour": "1-9"})

    assert stretches(team, "Amal") == [(1, "09:00", "10:00")]
    assert 'value="1-9" aria-pressed="true"' in lena.get(where).text
    assert 'href="' + lena.address(f"desk/{where}") in lena.get("rota/everybody").text


@pytest.mark.parametrize(("name", "status"), [("Lena", 200), ("Nora", 200), ("Amal", 403), ("Omar", 403)])
def test_only_who_plans_sees_the_hours_of_everybody(
    name: str, status: int, at_desk: AtDesk, team: Team
) -> None:
    colleague, other = at_desk(name), team.ids["Safa"]

    assert colleague.get("rota/everybody").status_code == status
    assert colleague.get(f"rota/everybody/{other}").status_code == status
    answer = colleague.post(f"rota/everybody/{other}", {"hour": "1-9"})
    assert answer.status_code == (303 if status == 200 else 403)


def test_a_caretaker_has_no_hours(at_desk: AtDesk) -> None:
    assert at_desk("Omar").get("rota/").status_code == 403
    assert at_desk("Omar").post("rota/", {"hour": "1-9"}).status_code == 403


def test_each_change_is_written_down_in_her_name(at_desk: AtDesk, team: Team) -> None:
    at_desk("Lena").post(f"rota/everybody/{team.ids['Amal']}", {"hour": "1-9"})

    line = AuditLine.select().order_by(AuditLine.number.desc()).get()

    assert (line.action, line.staff, line.subject) == (
        "changed_hours",
        team.ids["Lena"].hex,
        team.ids["Amal"].hex,
    )
