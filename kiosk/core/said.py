"""A query that every page asks is put into words once: to make its SQL takes longer than to answer it."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from peewee import SQL, Value


class Blank(msgspec.Struct, frozen=True):
    """Stands in a query for the value that is given at this place when it is asked."""

    place: int


class Said:
    """A query of peewee's with blanks; `make` returns it and is given one for each of its arguments, once."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self.make = make
        self.made: tuple[Any, str, list[Any]] | None = None

    def __call__(self, *values: Any) -> Any:
        """Return the query with these values, each as it lies in the database."""
        query, sql, parameters = self.made or self.put_into_words()
        filled = [values[one.place] if isinstance(one, Blank) else one for one in parameters]
        asked = query.clone()
        # kiosk.core.database runs this in place of the query.
        asked.said = sql, filled
        return asked

    def put_into_words(self) -> tuple[Any, str, list[Any]]:
        blanks = [
            Value(Blank(place), converter=False)
            for place in range(len(inspect.signature(self.make).parameters))
        ]
        query = self.make(*blanks)
        self.made = found = (query, *query.sql())
        return found


def among(blank: Value) -> SQL:
    """Return what a column may be compared with by `in_`: the values of a `listed(…)`."""
    return SQL("(SELECT value FROM json_each(?))", (blank.value,))


def listed(values: Iterable[object]) -> str:
    """Return many values as the one that stands in a blank."""
    return msgspec.json.encode(list(values)).decode()
