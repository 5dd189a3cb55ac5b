"""SQLite as peewee has it, asked without what peewee's other databases need around each statement."""

import sqlite3
from typing import Any

from peewee import SqliteDatabase
from peewee import __exception_wrapper__ as as_peewee_says  # type: ignore[attr-defined]


class Sqlite(SqliteDatabase):
    """A database of which one exchange asks forty things: each then costs half of the calls of Python."""

    _state: Any

    def connection(self) -> Any:
        """Return this thread's connection. Raises InterfaceError when there is none and it is not to be opened."""
        found = self._state.conn
        plain: Any = super()
        return plain.connection() if found is None else found

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement and return its cursor. Raises what peewee makes of sqlite3's errors."""
        connection = self._state.conn
        if connection is None or self.query_hooks:
            plain: Any = super()
            return plain.execute_sql(sql, params)
        try:
            return connection.execute(sql, params or ())
        except sqlite3.Error:
            with as_peewee_says:
                raise
