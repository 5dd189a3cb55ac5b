from datetime import timedelta

import pytest
import time_machine
from peewee import SqliteDatabase

from kiosk import beside
from kiosk.core import clock as clocks
from kiosk.core import nightly, state
from kiosk.core.settings import Settings

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put one task in the place of all others, which notes that it was done."""
    done: list[str] = []
    monkeypatch.setattr(nightly, "tasks", [lambda settings: done.append(settings.zone)])
    return done


@pytest.fixture
def nights(clock: time_machine.Traveller, database: SqliteDatabase) -> time_machine.Traveller:
    state.put(last_seen=clocks.wall())
    nightly.run_if_due(Settings())
    return clock


def sleep(clock: time_machine.Traveller, days: float) -> None:
    clock.shift(timedelta(days=days))


def test_it_is_done_once_a_day(nights: time_machine.Traveller, done: list[str]) -> None:
    for _look in range(3):
        nightly.run_if_due(Settings())
    sleep(nights, 1)
    for _look in range(3):
        nightly.run_if_due(Settings())

    assert done == ["Europe/Amsterdam"]


def test_a_day_begins_at_midnight_of_the_centre(nights: time_machine.Traveller, done: list[str]) -> None:
    nights.move_to("2026-03-02T23:59:00+01:00")
    assert not nightly.run_if_due(Settings())
    nights.move_to("2026-03-03T00:01:00+01:00")
    assert nightly.run_if_due(Settings())


@pytest.mark.parametrize("days", [-20, 40, 4_000])
def test_nothing_is_done_while_the_clock_is_unsure(
    days: int, nights: time_machine.Traveller, done: list[str]
) -> None:
    sleep(nights, days)

    assert not nightly.run_if_due(Settings())
    assert done == []


def test_after_a_jump_that_could_be_true_one_day_more_is_waited(
    nights: time_machine.Traveller, done: list[str]
) -> None:
    sleep(nights, 25)
    assert not nightly.run_if_due(Settings())
    sleep(nights, 1)
    assert nightly.run_if_due(Settings())


def test_a_kiosk_that_never_had_a_clock_forgets_nothing(
    database: SqliteDatabase, clock: time_machine.Traveller, done: list[str]
) -> None:
    nightly.run_if_due(Settings())
    sleep(clock, 1)

    assert not nightly.run_if_due(Settings())


def test_a_task_that_fails_stops_no_other_and_tells_nothing(
    nights: time_machine.Traveller,
    done: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_settings: Settings) -> None:
        raise ValueError("Amal")

    monkeypatch.setattr(nightly, "tasks", [fail, *nightly.tasks])
    sleep(nights, 1)

    assert nightly.run_if_due(Settings())
    assert len(done) == 1
    assert "fail" in caplog.text
    assert "Amal" not in caplog.text


def test_the_watch_of_the_clock_does_it(nights: time_machine.Traveller, done: list[str]) -> None:
    sleep(nights, 1)

    beside.look()
    assert done == []
    beside.look(Settings())

    assert done == ["Europe/Amsterdam"]
