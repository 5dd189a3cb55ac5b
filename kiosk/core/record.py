"""A record is a row that travels: whoever writes it, by whatever path, leaves a change in the outbox with it."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from peewee import Field, IntegerField, Model, TextField, UUIDField

from kiosk.core.database import database
from kiosk.core.ids import new_id


class Audience(StrEnum):
    """Who reads a record: the replicas of the centre, the centres of the area, or everybody (DESIGN 3)."""

    CENTRE = "centre"
    AREA = "area"
    NETWORK = "network"


class Record(Model):
    """Base of every replicated model. `id` is a UUIDv7; `version` is central's number for it when last heard, 0 before.

    A subclass may declare `audience` (a text column of `Audience`; without it the record stays in its centre)
    and `recipient` (the id of another centre that also receives it).
    """

    # Records that nobody may trace to a minute: their changes carry the day only (SPEC A11).
    is_day_precise: ClassVar[bool] = False
    # Records that are written once: what is there is neither changed nor taken away, but by what central says.
    is_written_once: ClassVar[bool] = False

    id = UUIDField(primary_key=True, default=new_id)
    version = IntegerField(default=0)

    class Meta:
        database = database
        legacy_table_names = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.is_stored = bool(kwargs.get("__no_default__"))
        super().__init__(*args, **kwargs)

    def save(self, force_insert: bool | None = None, only: Iterable[Field] | None = None) -> int:
        """Write the row. A new record is inserted although its key is set already (peewee would update nothing)."""
        inserting = not self.is_stored if force_insert is None else force_insert
        changed = None if only is None else [field.name for field in only if field.name in self.__data__]
        if inserting and changed is None:
            count = self.insert_row()
        elif changed and not inserting:
            count = self.update_row(changed)
        else:
            count = super().save(force_insert=inserting, only=only)
        self.is_stored = True
        return count

    def insert_row(self) -> int:
        columns, values = self.columns(self.__data__)
        self._meta.database.execute_sql(insertion(self.kind(), columns), values)
        return 1

    def update_row(self, names: list[str]) -> int:
        columns, values = self.columns(names)
        key = self._meta.fields["id"].db_value(self.id)
        cursor = self._meta.database.execute_sql(change(self.kind(), columns), [*values, key])
        return int(cursor.rowcount)

    def columns(self, names: Iterable[str]) -> tuple[tuple[str, ...], list[Any]]:
        """Return the columns of these fields, and their values as they lie in the database."""
        fields = [self._meta.fields[name] for name in names]
        columns = tuple(field.column_name for field in fields)
        return columns, [field.db_value(self.__data__[field.name]) for field in fields]

    @classmethod
    def kind(cls) -> str:
        name: str = cls._meta.table_name
        return name

    @classmethod
    def replicated_fields(cls) -> list[Field]:
        """Return the fields that travel: all but the key and central's number."""
        return [field for field in cls._meta.sorted_fields if field.name not in {"id", "version"}]


# To make the SQL of a row anew each time takes longer than to write it.
@cache
def insertion(kind: str, columns: tuple[str, ...]) -> str:
    quoted, places = (", ".join(part) for part in ([f'"{one}"' for one in columns], ["?"] * len(columns)))
    return f'INSERT INTO "{kind}" ({quoted}) VALUES ({places})'  # noqa: S608  names the model declares


@cache
def change(kind: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f'"{one}" = ?' for one in columns)
    return f'UPDATE "{kind}" SET {values} WHERE "id" = ?'  # noqa: S608  names the model declares


class SharedRecord(Record):
    """A record whose centre may open it to its area, and the office to the whole network."""

    audience = TextField(default=Audience.CENTRE)


def kinds() -> dict[str, type[Record]]:
    """Return every replicated model of the features that are loaded, by kind."""
    found: dict[str, type[Record]] = {}
    waiting = list(Record.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        if model is not SharedRecord:
            found[model.kind()] = model
    return dict(sorted(found.items()))


# What features do once records have come in, told the kinds that came; each runs in a transaction of its own.
after_pull: list[Callable[[frozenset[str]], None]] = []
