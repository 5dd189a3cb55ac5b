import threading
from pathlib import Path
from typing import Any

import pytest
import time_machine
from peewee import SqliteDatabase

from kiosk import beside, process, server
from kiosk.core import clock as core_clock
from kiosk.core import outbox, state

DAY = 86_400_000


@pytest.fixture
def seen(database: SqliteDatabase, clock: time_machine.Traveller) -> int:
    """Return the moment that was noted when the kiosk began, on a Monday morning."""
    beside.note_time()
    return core_clock.wall()


def is_trusted() -> bool:
    return bool(outbox.Capture.get().is_trusted)


def test_time_is_noted_as_it_passes(clock: time_machine.Traveller, seen: int) -> None:
    clock.shift(600)

    beside.note_time()

    assert state.get("last_seen") == seen + 600_000
    assert is_trusted()


def test_a_clock_that_fell_back_to_1970_is_noted_nowhere(clock: time_machine.Traveller, seen: int) -> None:
    clock.move_to("1970-01-01T00:05:00+00:00")

    beside.note_time()

    assert state.get("last_seen") == seen
    assert not is_trusted()


def test_a_clock_that_jumped_to_2099_is_noted_nowhere(clock: time_machine.Traveller, seen: int) -> None:
    clock.move_to("2099-01-01T00:05:00+00:00")

    beside.note_time()

    assert state.get("last_seen") == seen
    assert not is_trusted()


def test_a_clock_is_believed_again_once_it_is_right(clock: time_machine.Traveller, seen: int) -> None:
    clock.move_to("1970-01-01T00:05:00+00:00")
    beside.note_time()
    clock.move_to("2026-03-03T08:00:00+01:00")

    beside.note_time()

    assert state.get("last_seen") > seen
    assert is_trusted()


def test_a_first_start_in_1970_remembers_nothing(
    database: SqliteDatabase, clock: time_machine.Traveller
) -> None:
    clock.move_to("1970-01-01T00:00:10+00:00")

    beside.note_time()

    assert state.get("last_seen") is None
    assert not is_trusted()


def test_the_watch_notes_the_time_and_ends_when_asked(database: SqliteDatabase) -> None:
    watch = beside.ClockWatch(seconds=3_600)

    watch.start()
    watch.stop()

    assert state.get("last_seen") > 0
    assert not watch.thread.is_alive()


def test_a_database_that_does_not_answer_does_not_end_the_watch(
    database: SqliteDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    database.execute_sql("ALTER TABLE state RENAME TO elsewhere")

    beside.look()
    database.execute_sql("ALTER TABLE elsewhere RENAME TO state")
    beside.look()

    assert caplog.messages == ["the time was not noted: OperationalError"]
    assert state.get("last_seen") > 0


def test_everything_is_in_one_file_when_the_kiosk_has_ended(database: SqliteDatabase, tmp_path: Path) -> None:
    state.put(zone="Europe/Amsterdam")

    server.fold_in()

    assert [path.name for path in tmp_path.iterdir() if path.stat().st_size] == ["kiosk.sqlite"]


class Errand:
    """A worker that only tells when it was begun and ended."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), threading.Event()

    def start(self) -> None:
        self.begun.set()

    def stop(self) -> None:
        self.ended.set()

    def describe(self) -> dict[str, Any]:
        return {"state": "idle"}


def test_the_worker_comes_after_the_pages_and_goes_with_them() -> None:
    errand = Errand()
    late = beside.LateWorker(lambda: errand, seconds=0)
    before = late.describe()

    late.start()
    assert errand.begun.wait(10)
    late.stop()

    assert before == {"state": "starting"}
    assert late.describe() == {"state": "idle"}
    assert errand.ended.is_set()


def test_a_worker_that_was_not_begun_yet_is_never_made() -> None:
    errand = Errand()
    late = beside.LateWorker(lambda: errand, seconds=3_600)

    late.start()
    late.stop()

    assert not errand.begun.is_set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_cannot_be_made_is_seen_as_dead() -> None:
    def fail() -> beside.Companion:
        raise ImportError

    late = beside.LateWorker(fail, seconds=0)

    late.start()
    late.timer.join(10)

    assert late.describe() == {"state": "dead"}


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1", "http://127.0.0.1:8080/"), ("::1", "http://[::1]:8080/")]
)
def test_it_tells_an_address_that_a_browser_takes(host: str, expected: str) -> None:
    assert process.address(host, 8080) == expected
