"""Fit to be spread by feed over several machines: shown on plain PostgreSQL by what an exchange really says to it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine

from kiosk.core import clock
from kiosk.core.settings import Settings
from sync.central import database, pages
from sync.central.erasures import erasures
from sync.central.pruning import Pruner, Terms
from sync.central.tables import SPREAD
from tests.sync.town import Town

TABLES = {str(table._meta.table_name) for table in SPREAD}
KEYS = (
    "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE (i.indisunique OR i.indisprimary) AND n.nspname = 'public'"
)
FOREIGN = "SELECT count(*) FROM pg_constraint WHERE contype IN ('f', 'x')"
# A sequence or a trigger would be one place for all machines.
CENTRAL_PLACES = (
    "SELECT count(*) FROM pg_class WHERE relkind = 'S' AND relname LIKE ANY(%s)",
    "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect every statement that is sent to the database."""
    said: list[str] = []
    engine = database.database.obj
    execute: Callable[..., Any] = engine.execute_sql

    def execute_and_tell(sql: str, *given: Any, **named: Any) -> Any:
        said.append(" ".join(sql.replace('"', "").split()))
        return execute(sql, *given, **named)

    engine.execute_sql = execute_and_tell
    try:
        yield said
    finally:
        del engine.execute_sql


@pytest.fixture
def on_postgresql(store: Settings) -> bool:
    return bool(store.database)


def spoken_of(statement: str) -> set[str]:
    """Return the spread tables that a statement names."""
    named = re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?(\w+)", statement, re.IGNORECASE)
    return {name.lower() for name in named} & TABLES


def names_a_feed(statement: str) -> bool:
    """Say whether the statement goes to feeds that it names: a row to be written has its own."""
    if re.match(r"INSERT INTO \w+ \(feed,", statement, re.IGNORECASE):
        return True
    _before, _where, condition = statement.partition(" WHERE ")
    return bool(re.search(r"\bfeed\s*(=|IN\b)", condition, re.IGNORECASE))


def a_days_work(town: Town) -> None:
    """Write, address, change, contradict, erase, read, and read again from the start."""
    made = town.home.change(audience="area")
    sent = town.home.change(kind="registration", to=town.neighbour.centre)
    town.home.send(made, sent, *(town.home.change() for _row in range(5)))
    for kiosk in (town.home, town.sister, town.neighbour, town.office):
        kiosk.read()
    town.home.write(made.id, audience="area", base=1, fields={"title": "Cooking"})
    town.sister.write(made.id, audience="area", base=1, fields={"title": "Singing"})
    town.home.write(sent.id, kind="registration", to=town.neighbour.centre, base=1, erased=True)
    town.home.write(made.id, audience="area", base=2, erased=True)
    town.office.write(audience="network")
    town.neighbour.cursors = {}
    for kiosk in (town.home, town.sister, town.neighbour, town.office):
        kiosk.pull(pages.Budget(rows=2))
        kiosk.read()


def test_every_statement_of_an_exchange_names_its_feeds(town: Town) -> None:
    with listening() as said:
        a_days_work(town)

    spread = [statement for statement in said if spoken_of(statement)]
    assert len(spread) > 20
    assert [statement for statement in spread if not names_a_feed(statement)] == []


def test_it_sees_a_statement_that_would_go_everywhere() -> None:
    assert spoken_of("SELECT version FROM record WHERE id = %s") == {"record"}
    assert not names_a_feed("SELECT version FROM record WHERE id = %s")
    assert not names_a_feed("SELECT max(head) FROM feed")
    assert names_a_feed("SELECT head FROM feed WHERE feed = ANY(%s)")


def test_no_statement_of_an_exchange_joins_what_may_lie_apart(town: Town) -> None:
    with listening() as said:
        a_days_work(town)

    assert [statement for statement in said if len(spoken_of(statement)) > 1 and " JOIN " in statement] == []


def test_it_locks_no_row_but_those_of_feeds_and_in_their_order(town: Town, on_postgresql: bool) -> None:
    with listening() as said:
        a_days_work(town)

    locking = [statement for statement in said if re.search(r"\bFOR (UPDATE|SHARE|NO KEY)", statement)]
    assert bool(locking) == on_postgresql
    assert {statement.partition(" WHERE ")[0] for statement in locking} <= {"SELECT feed, head FROM feed"}
    assert all("ORDER BY feed FOR UPDATE" in statement for statement in locking)


def test_heads_are_written_last_of_what_is_spread(town: Town) -> None:
    with listening() as said:
        town.home.send(*(town.home.change(audience="area") for _row in range(3)))

    written = [statement for statement in said if re.match(r"(INSERT|UPDATE|DELETE)", statement)]
    heads = [place for place, statement in enumerate(written) if statement.startswith("UPDATE feed SET head")]
    assert heads
    assert not any(spoken_of(statement) for statement in written[max(heads) + 1 :])


def test_every_key_and_unique_index_holds_the_feed(store: Settings, on_postgresql: bool) -> None:
    if not on_postgresql:
        return
    keys = [row for row in database.run(KEYS).fetchall() if row[0] in TABLES]

    assert len(keys) >= len(TABLES)
    assert [definition for _table, definition in keys if not re.search(r"\(feed[,)]", definition)] == []
    assert database.run(FOREIGN).fetchone()[0] == 0
    names = ([f"{table}%" for table in TABLES],)
    assert database.run(CENTRAL_PLACES[0], names).fetchone()[0] == 0
    assert database.run(CENTRAL_PLACES[1]).fetchone()[0] == 0


def test_housekeeping_goes_feed_by_feed(town: Town) -> None:
    a_days_work(town)
    with listening() as said, time_machine.travel("2036-01-01 10:00Z"):
        Pruner(Terms(), clock.wall()).run()
        erasures()

    spread = [statement for statement in said if spoken_of(statement) - {"feed"}]
    assert len(spread) > 10
    assert [statement for statement in spread if not names_a_feed(statement)] == []
