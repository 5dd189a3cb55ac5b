"""The disk is full at any write, or somebody else holds the file: nothing is lost, and it goes on (G5, G12)."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from peewee import OperationalError

from kiosk.core.database import database
from kiosk.registration.models import Registration
from sync.central import database as central_database
from tests.sync.machines import register
from tests.sync.proof import quiet
from tests.sync.proof.book import Book
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town, lay_out

# Changes of each of two kiosks, and more pages than they need.
FEW, MANY, MOST = 40, 160, 120


class Crowd:
    """A town in which two kiosks of one centre have much to tell each other; one has told central."""

    def __init__(self, folder: Path) -> None:
        lay_out(folder / "layout")
        self.town = Town(folder / "layout", folder / "run")
        self.book = Book()
        self.hall, self.kitchen = self.town.kiosks[:2]

    def write(self) -> None:
        deeds = Deeds(self.book)
        for number in range(MANY):
            deeds.write(self.kitchen, "registration", number, None, None)
        for number in range(FEW):
            deeds.write(self.hall, "registration", number, None, None)
        self.kitchen.exchange()
        with self.hall.used():
            # Room within the file is room too.
            database.execute_sql("VACUUM")


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    with ExitStack() as stack:
        made = Crowd(tmp_path / "town")
        stack.callback(made.town.close)
        stack.enter_context(made.town.hours.ruling())
        stack.enter_context(made.town.line.laid())
        made.write()
        yield made


def leave_room(database_: object, pages: int) -> None:
    """Let the file grow by so many pages and no more; a connection opened later knows nothing of it."""
    run = database_.execute_sql  # type: ignore[attr-defined]
    (now,) = run("PRAGMA page_count").fetchone()
    run(f"PRAGMA max_page_count = {now + pages}")


def test_a_kiosk_whose_disk_is_full_at_any_write_loses_nothing(crowd: Crowd) -> None:
    words = set()
    for pages in range(MOST):
        with crowd.hall.used():
            leave_room(database, pages)
        report = crowd.hall.exchange()
        assert report is not None
        words.add(report.problem)
        quiet.nothing_vanished(crowd.town, crowd.book)
        if not report.problem:
            break
        crowd.hall.leave()

    assert words == {"disk_full", ""}
    quiet.settle(crowd.town)
    quiet.check(crowd.town, crowd.book)


def test_a_central_whose_disk_is_full_at_any_write_loses_nothing(crowd: Crowd) -> None:
    words = set()
    for pages in range(MOST):
        with crowd.town.hours.read():
            central_database.connect()
            leave_room(central_database.database, pages)
        report = crowd.hall.exchange()
        assert report is not None
        words.add(report.problem)
        quiet.nothing_vanished(crowd.town, crowd.book)
        if not report.problem:
            break

    assert words == {"unreachable", ""}
    quiet.settle(crowd.town)
    quiet.check(crowd.town, crowd.book)


def register_until_it_is_full() -> int:
    """Register until the disk is full, and return how often the kiosk said yes."""
    kept = 0
    while True:
        try:
            register(number=kept)
        except OperationalError as error:
            if "full" not in str(error):
                raise
            return kept
        kept += 1


def test_a_registration_for_which_there_is_no_room_is_refused_whole(crowd: Crowd) -> None:
    with crowd.hall.used():
        leave_room(database, 3)
        before = Registration.select().count()
        kept = register_until_it_is_full()
        assert Registration.select().count() == before + kept
    crowd.hall.leave()

    report = crowd.hall.exchange()

    assert report is not None
    assert (report.problem, report.acknowledged) == ("", FEW + kept)


def test_an_exchange_waits_politely_for_a_file_that_somebody_holds(crowd: Crowd) -> None:
    with closing(sqlite3.connect(crowd.hall.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with crowd.hall.used():
            database.execute_sql("PRAGMA busy_timeout = 1")
        held = crowd.hall.exchange()
        other.execute("ROLLBACK")
    crowd.hall.leave()
    after = crowd.hall.exchange()

    assert held is not None
    assert after is not None
    assert (held.problem, after.problem) == ("database", "")
    quiet.settle(crowd.town)
    quiet.check(crowd.town, crowd.book)


def test_a_central_whose_file_somebody_holds_asks_to_come_again(crowd: Crowd) -> None:
    with closing(sqlite3.connect(crowd.town.central.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with crowd.town.hours.read():
            central_database.connect()
            central_database.run("PRAGMA busy_timeout = 1")
        held = crowd.hall.exchange()
        other.execute("ROLLBACK")
    after = crowd.hall.exchange()

    assert held is not None
    assert after is not None
    assert (held.problem, held.wait_seconds > 0, after.problem) == ("unreachable", True, "")
    quiet.settle(crowd.town)
    quiet.check(crowd.town, crowd.book)
