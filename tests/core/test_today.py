"""A kiosk in 1970 or 2099 works, and says so: no clock decides what is over (G9)."""

from datetime import datetime

import pytest
import time_machine
from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence
from kiosk.beside import note_time
from kiosk.core import state
from kiosk.core.today import is_clock_unsure, is_day_known, now_here
from kiosk.registration.services import register_family
from tests.people import HANA, Guest

WRONG = ["1970-01-01T00:00:10+00:00", "2099-12-31T10:00:00+00:00"]


@pytest.fixture
def wrong(request: pytest.FixtureRequest, clock: time_machine.Traveller, sewing: list[Occurrence]) -> None:
    """Remember the Monday, then wake up in another year."""
    note_time()
    clock.move_to(datetime.fromisoformat(request.param))


@pytest.mark.parametrize("wrong", WRONG, indirect=True)
def test_a_wrong_clock_hides_nothing_and_says_so(
    wrong: None, client: FlaskClient, sewing: list[Occurrence]
) -> None:
    visit = Guest(client)

    cards, facts = visit.get("activities/").text, visit.get(f"activities/{sewing[0].id}").text

    assert "Samen naaien" in cards
    assert "clock_unsure" in cards
    assert f"places/{sewing[0].id}/people" in facts


@pytest.mark.parametrize("wrong", WRONG, indirect=True)
def test_dates_are_compared_with_the_last_moment_that_was_believed(wrong: None) -> None:
    assert is_clock_unsure()
    assert not is_day_known()
    assert now_here().replace(second=0, microsecond=0) == datetime.fromisoformat("2026-03-02T10:00")


def test_a_clock_that_is_right_is_gone_by(clock: time_machine.Traveller, sewing: list[Occurrence]) -> None:
    note_time()
    clock.shift(3600)

    assert not is_clock_unsure()
    assert now_here() == datetime.fromisoformat("2026-03-02T11:00")


def test_a_first_start_goes_by_the_only_clock_there_is(
    clock: time_machine.Traveller, sewing: list[Occurrence]
) -> None:
    assert state.get("last_seen") is None
    assert now_here() == datetime.fromisoformat("2026-03-02T10:00")


@pytest.mark.parametrize("wrong", WRONG, indirect=True)
def test_a_wrong_clock_refuses_nobody(wrong: None, sewing: list[Occurrence]) -> None:
    assert register_family(HANA, sewing[0].id, place_key="page", will_wait=False).is_confirmed
