"""The plug may be pulled between any two statements: nothing that a program says afterwards reaches the disk."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

from peewee import Database
from psycopg import Cursor

from kiosk.core import clock

# What is done around each statement.
Watch = Callable[[sqlite3.Connection, str], AbstractContextManager[None]]
EPOCH_JULIAN_DAY, DAY_MILLISECONDS = 2_440_587.5, 86_400_000


class PulledPlugError(BaseException):
    """The program is dead; whatever it still tries to do is not done. No handler of the product may catch it."""


class Plug:
    """One program's plug: it is pulled when so many statements more have been run, or never."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.is_pulled = False
        self.until_meanwhile = 0
        self.meanwhile: Callable[[], None] | None = None

    def arm(self, statements: int | None) -> None:
        self.left, self.is_pulled = statements, False

    def let_in(self, statements: int, meanwhile: Callable[[], None] | None) -> None:
        """Let another program do something after so many statements, at the next one that is in no transaction."""
        self.until_meanwhile, self.meanwhile = statements, meanwhile

    def step(self, *, is_alone: bool = True) -> None:
        """Count one statement. Raises PulledPlugError instead of running it; while it `is_alone` nobody else writes."""
        self.until_meanwhile -= 1
        if self.meanwhile and self.until_meanwhile < 0 and not is_alone:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        if self.left == 0:
            self.is_pulled = True
        if self.is_pulled:
            raise PulledPlugError
        if self.left is not None:
            self.left -= 1


def unwatched(_connection: sqlite3.Connection, _sql: str) -> AbstractContextManager[None]:
    return nullcontext()


def connection_of(plug: Plug, watched: Watch = unwatched) -> type[sqlite3.Connection]:
    """Return a kind of connection whose statements are counted, and that reads the clock where Python reads it."""

    class Counted(sqlite3.Cursor):
        def execute(self, sql: str, parameters: Any = ()) -> "Counted":
            plug.step(is_alone=self.connection.in_transaction)
            with watched(self.connection, sql):
                super().execute(sql, parameters)
            return self

        def executemany(self, sql: str, rows: Iterable[Any]) -> "Counted":
            if plug.left is None and not plug.is_pulled:
                super().executemany(sql, rows)
                return self
            for row in rows:
                self.execute(sql, row)
            return self

    class Connection(sqlite3.Connection):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            # SQLite asks the kernel what time it is, and would not be fooled by a clock of a test.
            self.create_function("julianday", 1, julian_day)
            self.create_function("date", 1, date)

        def cursor(self, factory: Any = Counted) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, parameters: Any = ()) -> Any:
            return self.cursor().execute(sql, parameters)

    return Connection


def cursor_of(plug: Plug) -> type[Cursor[Any]]:
    """Return a kind of PostgreSQL cursor whose statements are counted."""

    class Counted(Cursor[Any]):
        def execute(self, *arguments: Any, **named: Any) -> "Counted":
            plug.step()
            super().execute(*arguments, **named)
            return self

    return Counted


def julian_day(word: str) -> float:
    if word == "now":
        return EPOCH_JULIAN_DAY + clock.wall() / DAY_MILLISECONDS
    day = datetime.fromisoformat(f"{word}+00:00" if "T" in word else f"{word}T00:00:00+00:00")
    return EPOCH_JULIAN_DAY + day.timestamp() * clock.MILLISECONDS / DAY_MILLISECONDS


def date(_word: str) -> str:
    return clock.now().date().isoformat()


def drop(database: Database) -> None:
    """Let a connection go as a program does that died: what was not committed never was."""
    if database.is_closed():
        return
    connection = database.connection()
    database._state.reset()
    connection.close()
