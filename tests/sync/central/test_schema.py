"""Central's own tables: made step by step, the same on both engines, and fit to be spread by feed."""

import pytest
from peewee import Model
from playhouse.migrations import Runner

from kiosk.core.settings import Settings
from sync.central import database
from sync.central.tables import SPREAD, TABLES, Table


def test_it_makes_the_tables_that_the_program_reads(store: Settings) -> None:
    migrated = {table: shape(table) for table in TABLES}
    for table in TABLES:
        table.drop_table()
        table.create_table()

    fresh = {table: shape(table) for table in TABLES}
    for table in TABLES:
        table.drop_table()
    forget_steps()

    assert migrated == fresh


def test_it_runs_no_step_twice(store: Settings) -> None:
    database.migrate()

    assert Runner(database.database.obj, str(database.MIGRATIONS)).up() == []


@pytest.mark.parametrize("table", SPREAD)
def test_it_begins_every_key_with_the_feed(store: Settings, table: type[Table]) -> None:
    keys = [index.columns for index in database.database.get_indexes(name_of(table)) if index.unique]

    assert all(columns[0] == "feed" for columns in keys)
    assert database.database.get_primary_keys(name_of(table))[0] == "feed"


def test_what_stands_is_in_no_index_of_what_went(store: Settings) -> None:
    """It would be written with every record, to say of nearly all that they never went."""
    (index,) = (one for one in database.database.get_indexes("record") if "gone_at" in one.columns)

    assert "WHERE" in index.sql


def name_of(table: type[Model]) -> str:
    return str(table._meta.table_name)


def shape(table: type[Model]) -> list[tuple[str, str, bool, bool]]:
    columns = database.database.get_columns(name_of(table))
    return [(column.name, column.data_type, column.null, column.primary_key) for column in columns]


def forget_steps() -> None:
    """Let the next test migrate from nothing."""
    database.run("DROP TABLE schema_migration")
    database.migrate()
