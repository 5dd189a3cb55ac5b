"""Home tells who is here now, or when somebody is next, and nothing while the clock cannot be believed (SPEC A5)."""

from datetime import datetime

import pytest
import time_machine

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.accounts.queries import staff
from kiosk.core import clock as clocks
from kiosk.core import state
from kiosk.rota import queries
from kiosk.rota.models import Shift
from tests.people import Guest
from tests.team import Team

# The clock of the tests stands still on a Monday at ten.
NOW = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001  wall time of the centre


def plan(team: Team, name: str, weekday: int, starts: str, ends: str) -> None:
    Shift.create(staff=team.ids[name], weekday=weekday, starts=starts, ends=ends)


def names(team: Team, people: list[Staff]) -> set[str]:
    known = {identity: name for name, identity in team.ids.items()}
    return {known[one.id] for one in people}


@pytest.mark.parametrize(
    ("starts", "ends", "is_here"),
    [
        ("09:00", "11:00", True),
        ("10:00", "11:00", True),
        ("09:00", "10:00", False),
        ("11:00", "12:00", False),
    ],
)
def test_her_hours_have_a_beginning_and_an_end(
    starts: str, ends: str, is_here: bool, team: Team, clock: time_machine.Traveller
) -> None:
    plan(team, "Amal", 0, starts, ends)

    assert names(team, queries.here_now(NOW)) == ({"Amal"} if is_here else set())


def test_everybody_with_hours_now_is_here(team: Team, clock: time_machine.Traveller) -> None:
    plan(team, "Amal", 0, "09:00", "12:00")
    plan(team, "Safa", 0, "10:00", "11:00")
    plan(team, "Lena", 1, "10:00", "11:00")

    assert names(team, queries.presence().people) == {"Amal", "Safa"}


@pytest.mark.parametrize(
    ("weekday", "starts", "following"),
    [
        (0, "13:00", "2026-03-02 13:00"),
        (0, "09:00", "2026-03-09 09:00"),
        (2, "08:30", "2026-03-04 08:30"),
        (6, "20:00", "2026-03-08 20:00"),
    ],
)
def test_where_nobody_is_the_next_hours_are_told(
    weekday: int, starts: str, following: str, team: Team, clock: time_machine.Traveller
) -> None:
    plan(team, "Amal", weekday, starts, "20:30" if starts == "20:00" else f"{starts[:2]}:45")

    assert f"{queries.next_hours(NOW):%Y-%m-%d %H:%M}" == following


def test_who_left_is_not_here_and_comes_not_next(team: Team, clock: time_machine.Traveller) -> None:
    plan(team, "Safa", 0, "09:00", "12:00")
    accounts.remove(staff(team.ids["Safa"]), team.signed_in("Lena"))

    assert queries.here_now(NOW) == []
    assert queries.next_hours(NOW) is None


def test_who_is_not_signed_by_the_centre_is_not_here(team: Team, clock: time_machine.Traveller) -> None:
    stranger = Staff.create(role="key_mother", status="active", tile="kite", shown_name="Eva", proof="x")
    Shift.create(staff=stranger.id, weekday=0, starts="09:00", ends="12:00")

    assert queries.here_now(NOW) == []


@pytest.mark.parametrize("starts", ["", "nine", "25:00", "12:00"])
def test_hours_that_cannot_be_read_are_passed_over(
    starts: str, team: Team, visit: Guest, clock: time_machine.Traveller
) -> None:
    plan(team, "Amal", 0, starts, "11:00")
    plan(team, "Amal", 9, "09:00", "11:00")

    assert queries.here_now(NOW) == []
    assert visit.get("help").status_code == 200


def test_the_help_page_shows_her_name_only_where_she_agreed(
    team: Team, visit: Guest, clock: time_machine.Traveller
) -> None:
    plan(team, "Amal", 0, "09:00", "12:00")

    assert "Amal" not in visit.get("help").text
    Staff.update(shown_name="Amal").where(Staff.id == team.ids["Amal"]).execute()

    page = visit.get("help").text
    assert "Amal" in page
    assert "العربية" in page
    assert "key-mother-" in page


@pytest.mark.parametrize("where", ["help", "questions/heard"])
def test_an_empty_hour_says_when_somebody_is_next(
    where: str, team: Team, visit: Guest, clock: time_machine.Traveller
) -> None:
    plan(team, "Amal", 2, "14:00", "16:00")

    page = visit.get(where).text

    assert "woensdag 4 maart" in page
    assert "14:00" in page


def test_the_picker_shows_portraits_and_no_word(
    team: Team, visit: Guest, clock: time_machine.Traveller
) -> None:
    Staff.update(shown_name="Amal").where(Staff.id == team.ids["Amal"]).execute()
    before = visit.client.get("/").text
    plan(team, "Amal", 0, "09:00", "12:00")

    page = visit.client.get("/").text

    assert "key-mother-" not in before
    assert page.count("key-mother-") == 1
    assert "Amal" not in page


def test_a_clock_that_cannot_be_believed_says_nothing_about_anybody(
    team: Team, visit: Guest, clock: time_machine.Traveller
) -> None:
    plan(team, "Amal", 0, "09:00", "12:00")
    state.put(last_seen=clocks.wall() + 86_400_000)

    assert not queries.presence().is_told
    assert "key-mother-" not in visit.get("help").text


def test_without_any_hours_the_page_stays_as_it_was(visit: Guest, clock: time_machine.Traveller) -> None:
    page = visit.get("help").text

    assert "help.svg" in page
    assert not queries.presence().is_told
