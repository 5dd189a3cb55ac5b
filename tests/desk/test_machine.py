"""The caretaker reads in words what the machine says about itself."""

from collections.abc import Callable

import pytest

from kiosk.core import clock as clocks
from kiosk.core import state
from kiosk.desk.forms import Health, moment_of
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
WELL = {"database": "ok", "worker": {"state": "idle"}, "clock": "ok", "version": "1"}


@pytest.mark.parametrize(("name", "status"), [("Omar", 200), ("Lena", 200), ("Amal", 403)])
def test_who_keeps_the_machine_sees_it(name: str, status: int, at_desk: AtDesk) -> None:
    assert at_desk(name).get("machine").status_code == status


def test_a_kiosk_that_stands_alone_is_connected_from_here(at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    alone = omar.get("machine").text

    state.put(token="told-once")

    assert ("desk/connect/" in alone, "desk/connect/" in omar.get("machine").text) == (True, False)


def test_a_clock_in_doubt_is_a_fault(at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    before = omar.get("machine").text.count("is-fault")

    state.put(last_seen=clocks.wall() + 86_400_000)

    assert (before, omar.get("machine").text.count("is-fault")) == (0, 1)


@pytest.mark.parametrize(
    ("worker", "is_well"),
    [("idle", True), ("exchanging", True), ("none", True), ("waiting", False), ("dead", False)],
)
def test_the_exchange_is_told_in_words(worker: str, is_well: bool) -> None:
    health = Health.of({**WELL, "worker": {"state": worker}})

    assert health.is_exchanging == is_well


def test_it_tells_how_much_waits_and_when_it_last_heard() -> None:
    health = Health.of({**WELL, "outbox": {"head": 9, "acknowledged": 4}, "last_contact": 1_770_000_000_000})

    assert health.waiting == 5
    assert health.contact_at is not None
    assert health.contact_at.year == 2026


def test_a_database_that_does_not_answer_is_told() -> None:
    health = Health.of({"database": "OperationalError", "worker": {"state": "none"}, "version": "1"})

    assert (health.is_stored, health.is_clock_sure, health.waiting) == (False, False, 0)


@pytest.mark.parametrize("reading", [10**20, -(10**20)])
def test_a_moment_that_no_calendar_knows_breaks_no_page(reading: int) -> None:
    assert moment_of(reading).year == 1970
