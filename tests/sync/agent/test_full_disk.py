"""A disk that fills up stops what others wrote from coming in, never what is written here from going out (G12)."""

import sqlite3

import pytest

from kiosk.core import state
from kiosk.core.database import database
from kiosk.registration.models import Registration
from sync.agent.exchange import exchange_until_done
from sync.protocol import FeedRecord
from tests.sync.machines import ScriptedLine, new_registration, page, register, waiting

pytestmark = pytest.mark.usefixtures("kiosk")
MORE_THAN_ANY_DISK = 10**12


def came() -> dict[str, object]:
    identity, fields = new_registration()
    return page(FeedRecord(identity, "registration", 5, fields))


def test_with_little_room_it_reads_nothing_and_says_what_waits(line: ScriptedLine) -> None:
    state.put(free_megabytes=MORE_THAN_ANY_DISK)
    row = register()
    # A central of before sends pages although they are not wanted.
    line.script = [came()]

    report = exchange_until_done(line)

    assert (report.is_synced, waiting(), state.get("low_disk")) == (True, [], True)
    assert not line.calls[0].wants_pages
    assert [one.id for one in Registration.select()] == [row.id]
    assert state.get("cursors")["network"] == 0


def test_it_reads_on_by_itself_when_there_is_room(line: ScriptedLine) -> None:
    state.put(free_megabytes=MORE_THAN_ANY_DISK)
    exchange_until_done(line)
    state.put(free_megabytes=0)
    line.script = [came()]

    report = exchange_until_done(line)

    assert (report.pulled, Registration.select().count(), state.get("low_disk")) == (1, 1, False)
    assert line.calls[-1].wants_pages


@pytest.mark.parametrize("room_pages", range(8))
def test_a_disk_that_is_full_at_any_page_is_survived_and_made_good(
    line: ScriptedLine, room_pages: int
) -> None:
    for _time in range(3):
        register()
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages + room_pages}")
    records = [new_registration() for _time in range(400)]
    much = page(*(FeedRecord(one[0], "registration", n, one[1]) for n, one in enumerate(records, 1)))
    line.script = [dict(much)]

    full = exchange_until_done(line)
    database.execute_sql("PRAGMA max_page_count = 1000000")
    assert (full.problem, full.acknowledged, waiting()) == ("disk_full", 0, [1, 2, 3])
    assert Registration.select().count() == 3
    line.script = [dict(much)]
    report = exchange_until_done(line)

    assert (report.is_synced, report.problem, waiting()) == (True, "", [])
    assert Registration.select().count() == 403


def test_a_file_that_somebody_holds_is_waited_for(line: ScriptedLine) -> None:
    register()
    other = sqlite3.connect(database.database)
    other.execute("BEGIN IMMEDIATE")
    database.execute_sql("PRAGMA busy_timeout = 10")

    held = exchange_until_done(line)
    other.close()

    assert (held.problem, waiting()) == ("database", [1])
    assert exchange_until_done(line).is_synced
