"""How a record becomes a row: the columns of each kind, what may stand in them, and what does if nobody said."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Annotated, Any

import msgspec
from peewee import BooleanField, Field, FloatField, IntegerField, UUIDField

from kiosk.core.fields import JsonField, LocalTimeField
from kiosk.core.record import Record, SharedRecord, kinds
from sync.agent.answer import Arrived

# What a page could not read later is not let in now: it would fail in front of a visitor.
Identity = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
LocalTime = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")]
NULL = "null"
# Deeper than any document of ours; one that Python can just read here it could no longer read in a page.
DEEPEST = 16
Row = list[Any]


class UnfitError(ValueError):
    """What came does not fit the columns of its kind, or brings some that are not known here."""


@dataclass(frozen=True)
class Table:
    """One replicated model as the agent writes it: `id`, `version`, then the fields in their order."""

    model: type[Record]

    @property
    def kind(self) -> str:
        return self.model.kind()

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
    def decoder(self) -> msgspec.json.Decoder[Any]:
        """Reads a whole record: what the writer did not know takes its default."""
        return self.read_with([(field.name, kind_of(field), default_of(field)) for field in self.fields])

    @cached_property
    def part_decoder(self) -> msgspec.json.Decoder[Any]:
        """Reads some fields of a record."""
        unset = msgspec.UNSET
        return self.read_with([(f.name, kind_of(f) | msgspec.UnsetType, unset) for f in self.fields])

    def read_with(self, fields: list[tuple[str, Any, Any]]) -> msgspec.json.Decoder[Any]:
        shape = msgspec.defstruct(self.kind, fields, kw_only=True, forbid_unknown_fields=True, gc=False)
        return msgspec.json.Decoder(shape)

    def row(self, arrived: Arrived, here: Row | None = None) -> Row:
        """Return the row of a whole record, or the part that came laid over `here`. Raises UnfitError."""
        if not is_identity(arrived.id):
            raise UnfitError("id")
        decoder = self.decoder if here is None else self.part_decoder
        try:
            values = msgspec.structs.astuple(decoder.decode(arrived.fields))
        except (msgspec.MsgspecError, RecursionError) as error:
            raise UnfitError(str(error)) from error
        row: Row = [arrived.id, arrived.version, *values]
        for place, field in self.examined:
            row[place] = examine(field, row[place])
        if here is None:
            return row
        row[1] = max(arrived.version, here[1])
        return [before if value is msgspec.UNSET else value for value, before in zip(row, here, strict=True)]

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


def is_identity(text: str) -> bool:
    return len(text) == 32 and not text.strip("0123456789abcdef")  # noqa: PLR2004  a UUID in hexadecimal digits


def kind_of(field: Field) -> Any:
    """Return what may stand in a field on the wire (docs/SYNC.md, "Values")."""
    if isinstance(field, JsonField):
        return msgspec.Raw
    kind: Any = str
    for column, found in ((BooleanField, bool), (IntegerField, int), (FloatField, float)):
        if isinstance(field, column):
            kind = found
            break
    if isinstance(field, UUIDField):
        kind = Identity
    if isinstance(field, LocalTimeField):
        kind = LocalTime
    return kind | None if field.null else kind


def default_of(field: Field) -> Any:
    """Return what stands in a field that the writer did not know: the model's default, or null where allowed."""
    if field.default is None and not field.null:
        return msgspec.NODEFAULT
    value = field.default() if callable(field.default) else field.default
    stored = None if value is None else field.db_value(value)
    return msgspec.Raw(stored or NULL) if isinstance(field, JsonField) else stored


def examine(field: Field, value: Any) -> Any:
    """Return the text that the column keeps. Raises UnfitError when the field's own reader cannot read it."""
    if value is None or value is msgspec.UNSET:
        return value
    text = str(value, "utf-8") if isinstance(value, msgspec.Raw) else value
    if text == NULL:
        return None
    try:
        field.python_value(text)
        is_readable = not isinstance(field, JsonField) or is_shallow(msgspec.json.decode(text))
    except (TypeError, ValueError, AttributeError, LookupError, RecursionError) as error:
        raise UnfitError(field.name) from error
    if not is_readable:
        raise UnfitError(field.name)
    return text


def is_shallow(document: Any, levels: int = DEEPEST) -> bool:
    """Say whether nothing in a JSON document lies more than `levels` deep."""
    inside = document.values() if isinstance(document, dict) else document
    if not isinstance(document, dict | list):
        return True
    return levels > 0 and all(is_shallow(part, levels - 1) for part in inside)
