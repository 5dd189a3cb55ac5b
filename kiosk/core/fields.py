"""Columns that keep what people say as it travels: JSON as text, local wall time as text, no surprise in between."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec
from peewee import TextField


class JsonField(TextField):
    """A JSON document in a TEXT column (SQLite would turn a bare number in a JSON column into a number).

    `shape` is the type that every document has, as msgspec reads it; one of another shape raises ValueError.
    """

    def __init__(self, *, shape: Any = Any, load: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        self.shape = shape
        self.load = load
        super().__init__(**kwargs)

    @cached_property
    def decoder(self) -> msgspec.json.Decoder[Any]:
        return msgspec.json.Decoder(self.shape)

    def db_value(self, value: Any) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def python_value(self, value: str | None) -> Any:
        if value is None:
            return None
        document = self.decoder.decode(value)
        return self.load(document) if self.load else document


class LocalTimeField(TextField):
    """An hour as the centre's wall clock shows it: `YYYY-MM-DDTHH:MM`, without zone, sorts as text."""

    def db_value(self, value: datetime | str | None) -> str | None:
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%dT%H:%M")
        return value

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)
