"""A database of the first version is brought to this one, and what it kept aside reaches the desk."""

import shutil
from pathlib import Path

import msgspec
import pytest
from playhouse.migrations import Runner

from kiosk.core.settings import Settings
from sync.central import database
from sync.central.tables import TABLES, Conflict, Feed, Forgotten, Record
from tests.sync.town import Town, found_town

A_RECORD, ERASED, FOUND = "0" * 31 + "a", "0" * 31 + "b", "c" * 32


@pytest.fixture
def first_version(store: Settings, tmp_path: Path) -> Settings:
    """Make the tables as central began with them."""
    for table in TABLES:
        table.drop_table()
    database.run("DROP TABLE schema_migration")
    steps = tmp_path / "steps"
    steps.mkdir()
    shutil.copy(database.MIGRATIONS / "0001_first.py", steps)
    Runner(database.database.obj, str(steps)).up()
    return store


def put(town_feed: str, record: str, owner: str, *, is_erased: bool) -> None:
    database.run(
        "INSERT INTO record (feed, id, kind, version, fields, stamps, owner, feeds, writer, size, is_gone, is_erased) "
        "VALUES (?, ?, 'activity', 1, '{}', '{}', ?, ?, '', 2, ?, ?)",
        (town_feed, record, owner, town_feed, is_erased, is_erased),
    )


def test_conflicts_found_before_become_records_and_tombstones_begin_to_age(first_version: Settings) -> None:
    owner = "d" * 32
    for feed, head in (("area:NL-RTM", 1), (f"centre:{owner}", 7)):
        database.run("INSERT INTO feed (feed, head) VALUES (?, ?)", (feed, head))
    put("area:NL-RTM", A_RECORD, owner, is_erased=False)
    put("area:NL-RTM", ERASED, owner, is_erased=True)
    database.run(
        "INSERT INTO conflict (feed, id, record, field, value, version, writer, written_at, found_at) "
        "VALUES ('area:NL-RTM', ?, ?, 'title', ?, 1, '', 5, 6)",
        (FOUND, A_RECORD, '{"nl":"Één"}'),
    )

    database.migrate()

    told = Record.get(Record.id == FOUND)
    assert (told.feed, told.version, told.owner, told.kind) == (f"centre:{owner}", 8, owner, "conflict")
    assert msgspec.json.decode(told.fields) == {
        "about": A_RECORD,
        "about_kind": "activity",
        "field": "title",
        "value": {"nl": "Één"},
        "written_at": 5,
        "found_at": 6,
        "settled_at": None,
    }
    assert Conflict.get().feed == Feed.get(Feed.head == 8).feed == f"centre:{owner}"
    assert {row.id: row.gone_at > 0 for row in Record.select()} == {
        A_RECORD: False,
        ERASED: True,
        FOUND: False,
    }


def test_it_then_settles_as_any_other(first_version: Settings) -> None:
    database.migrate()
    town: Town = found_town()
    town.home.write(A_RECORD, fields={"title": "one"})
    town.sister.write(A_RECORD, fields={"title": "two"})

    conflict = Record.get(Record.kind == "conflict")
    verdict = town.home.write(conflict.id, kind="conflict", base=conflict.version, fields={"settled_at": 1})

    assert verdict.version == conflict.version + 1


def test_a_central_that_left_no_marks_says_below_which_number(
    first_version: Settings, tmp_path: Path
) -> None:
    shutil.copy(database.MIGRATIONS / "0002_history.py", tmp_path / "steps")
    Runner(database.database.obj, str(tmp_path / "steps")).up()
    database.run("INSERT INTO feed (feed, head, horizon) VALUES ('area:NL-RTM', 9, 7)")

    database.migrate()

    assert [(row.horizon, row.unmarked) for row in Feed.select()] == [(7, 7)]
    assert not Forgotten.select().exists()
