"""A record is a row that travels: whoever writes it, by whatever path, leaves a change in the outbox with it."""

from collections.abc import Callable, Iterable
from enum import StrEnum
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
        count: int = super().save(force_insert=inserting, only=only)
        self.is_stored = True
        return count

    @classmethod
    def kind(cls) -> str:
        name: str = cls._meta.table_name
        return name

    @classmethod
    def replicated_fields(cls) -> list[Field]:
        """Return the fields that travel: all but the key and central's number."""
        return [field for field in cls._meta.sorted_fields if field.name not in {"id", "version"}]


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
