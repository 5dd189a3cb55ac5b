"""How a record becomes a row: the columns of each kind, what may stand in them, and what does if nobody said."""

from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import Any

import msgspec
from peewee import Field, UUIDField

from kiosk.core.fields import JsonField, LocalTimeField
from kiosk.core.record import Record, SharedRecord, kinds
from sync.agent.answer import Arrived
from sync.agent.values import ID_LETTERS, UnfitError, are_hexadecimal, default_of, examine, kind_of

Row = list[Any]


class Table:
    """One replicated model as the agent writes it: `id`, `version`, then the fields in their order."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model
        self.kind = model.kind()

    @property
    def is_shared(self) -> bool:
        return issubclass(self.model, SharedRecord)

    @cached_property
    def fields(self) -> list[Field]:
        return self.model.replicated_fields()

    @cached_property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]

    @cached_property
    def columns(self) -> list[str]:
        return ["id", "version", *(field.column_name for field in self.fields)]

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """Return where each field stands in a row, by name."""
        return list(enumerate(self.names, start=2))

    @cached_property
    def identities(self) -> list[int]:
        """Return where ids stand in a row."""
        return [0, *(place for place, field in enumerate(self.fields, 2) if isinstance(field, UUIDField))]

    @cached_property
    def examined(self) -> list[tuple[int, Field]]:
        """Return the fields whose text is read once before it is let in, and where they stand in a row."""
        places = enumerate(self.fields, start=2)
        return [(place, field) for place, field in places if isinstance(field, (JsonField, LocalTimeField))]

    @cached_property
    def upsert(self) -> str:
        quoted = [f'"{column}"' for column in self.columns]
        places = ", ".join("?" for _column in quoted)
        changes = ", ".join(f"{column} = excluded.{column}" for column in quoted[1:])
        return (
            f'INSERT INTO "{self.kind}" ({", ".join(quoted)}) VALUES ({places}) '  # noqa: S608  names the model declares
            f'ON CONFLICT ("id") DO UPDATE SET {changes}'
        )

    @cached_property
    def select(self) -> str:
        return f'SELECT {", ".join(self.columns)} FROM "{self.kind}" WHERE id = ?'  # noqa: S608

    @cached_property
    def read(self) -> Callable[[msgspec.Raw], msgspec.Struct]:
        """Reads the fields of a record; what its writer did not know is UNSET."""
        unset = msgspec.UNSET
        fields = [(field.name, kind_of(field) | msgspec.UnsetType, unset) for field in self.fields]
        shape = msgspec.defstruct(self.kind, fields, kw_only=True, forbid_unknown_fields=True, gc=False)
        return msgspec.json.Decoder(shape).decode

    @cached_property
    def usual(self) -> dict[str, Any]:
        """Return what the columns hold when nobody said, by name; not of the fields that must be said."""
        found = {field.name: (field, default_of(field)) for field in self.fields}
        return {
            name: examine(field, value)
            for name, (field, value) in found.items()
            if value is not msgspec.NODEFAULT
        }

    def row(self, arrived: Arrived, here: Row | None = None) -> Row:
        """Return the row of a whole record, or the part that came laid over `here`. Raises UnfitError."""
        if here is None:
            return self.whole(arrived)[0]
        row = self.told(arrived)
        row[1] = max(arrived.version, here[1])
        return [old if value is msgspec.UNSET else value for value, old in zip(row, here, strict=True)]

    def whole(self, arrived: Arrived) -> tuple[Row, list[str]]:
        """Return the row of a whole record, and the names of what its writer did not know. Raises UnfitError."""
        row = self.told(arrived)
        if msgspec.UNSET not in row:
            return row, []
        untold = [(place, name) for place, name in self.places if row[place] is msgspec.UNSET]
        for place, name in untold:
            if name not in self.usual:
                raise UnfitError(name)
            row[place] = self.usual[name]
        return row, [name for _place, name in untold]

    def told(self, arrived: Arrived) -> Row:
        """Return the row of a record with UNSET where nothing was said. Raises UnfitError."""
        try:
            values = msgspec.structs.astuple(self.read(arrived.fields))
        except (msgspec.MsgspecError, RecursionError) as error:
            raise UnfitError(str(error)) from error
        row: Row = [arrived.id, arrived.version, *values]
        ids = [row[place] for place in self.identities if isinstance(row[place], str)]
        if len(arrived.id) != ID_LETTERS or not are_hexadecimal(ids):
            raise UnfitError("id")
        for place, field in self.examined:
            row[place] = examine(field, row[place])
        return row

    def split(self, arrived: Arrived) -> tuple[Arrived, msgspec.Raw | None]:
        """Return the record with the fields that are known here, and the rest as JSON, None when there is no rest."""
        try:
            fields = msgspec.json.decode(arrived.fields, type=dict[str, msgspec.Raw])
        except (msgspec.MsgspecError, RecursionError) as error:
            raise UnfitError("fields") from error
        names = set(self.names)
        rest = {name: value for name, value in fields.items() if name not in names}
        if not rest:
            return arrived, None
        known = {name: value for name, value in fields.items() if name in names}
        return (
            msgspec.structs.replace(arrived, fields=msgspec.Raw(msgspec.json.encode(known))),
            msgspec.Raw(msgspec.json.encode(rest)),
        )


def models() -> dict[str, type[Record]]:
    """Return every replicated model of the features that are loaded, by kind."""
    return models_among(tuple(Record.__subclasses__()), tuple(SharedRecord.__subclasses__()))


@lru_cache(maxsize=1)
def models_among(*_classes: tuple[type[Record], ...]) -> dict[str, type[Record]]:
    """Return the same, looked up once for as long as no other feature is loaded."""
    return kinds()


@cache
def table(model: type[Record]) -> Table:
    return Table(model)
