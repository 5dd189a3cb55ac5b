"""Triggers, made from what each model declares, so that no write path escapes: save, bulk, query or raw SQL."""

from peewee import BooleanField, Field

from kiosk.core.database import database
from kiosk.core.fields import JsonField
from kiosk.core.record import Audience, Record, SharedRecord, kinds

# SQLite 3.40 has no unixepoch('subsec'); julianday is precise to about 0.1 ms in this century.
WALL = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
DAY = "CAST(julianday(date('now')) - 2440587.5 AS INTEGER) * 86400000"
# The base of a few fields of a record that central has not acknowledged yet: alone they are no record.
IN_PART = -1
LOOKING = "(SELECT is_applying FROM capture) = 0"
# What waits of a record that is erased keeps its number and loses its content (docs/SYNC.md, "Erased"): a kiosk without
# a line would else keep an old card, an old secret or who trusted whom for as long as it stands.
EMPTY = "UPDATE outbox SET is_erased = 1, fields = '{}' WHERE record = OLD.id AND is_erased = 0"


def install() -> None:
    """Create or renew the triggers of every loaded model. Runs inside the caller's transaction."""
    wanted = {name: sql for model in kinds().values() for name, sql in triggers(model).items()}
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'capture\\_%' ESCAPE '\\'"
    )
    present = dict(database.execute_sql(query).fetchall())
    for name in present.keys() - wanted.keys():
        database.execute_sql(f'DROP TRIGGER "{name}"')
    for name, sql in wanted.items():
        if present.get(name) != sql:
            database.execute_sql(f'DROP TRIGGER IF EXISTS "{name}"')
            database.execute_sql(sql)


def triggers(model: type[Record]) -> dict[str, str]:
    """Return the triggers of one model, by name: four, and two more for each column that holds nothing twice."""
    kind = model.kind()
    fields = model.replicated_fields()
    changed = " OR ".join(f'NEW."{field.column_name}" IS NOT OLD."{field.column_name}"' for field in fields)
    # Central's number is written of every record that was said: that alone wakes no trigger.
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    return {
        f"capture_{kind}_insert": (
            f'CREATE TRIGGER "capture_{kind}_insert" AFTER INSERT ON "{kind}" WHEN {LOOKING} '
            f"BEGIN {append(model, row='NEW', content=whole(fields))}; END"
        ),
        f"capture_{kind}_update": (
            f'CREATE TRIGGER "capture_{kind}_update" AFTER UPDATE OF {columns} ON "{kind}" '
            f"WHEN {LOOKING} AND ({changed}) "
            f"BEGIN {append(model, row='NEW', content=difference(fields), is_part=True)}; END"
        ),
        f"capture_{kind}_delete": (
            f'CREATE TRIGGER "capture_{kind}_delete" AFTER DELETE ON "{kind}" WHEN {LOOKING} '
            f"BEGIN {EMPTY}; {append(model, row='OLD', content=chr(39) + '{}' + chr(39), is_erased=1)}; END"
        ),
        f"capture_{kind}_rename": (
            f'CREATE TRIGGER "capture_{kind}_rename" BEFORE UPDATE OF id ON "{kind}" WHEN NEW.id IS NOT OLD.id '
            f"BEGIN SELECT RAISE(ABORT, 'a record keeps its id for ever'); END"
        ),
        **guards(model),
        **(keepers(model.kind()) if model.is_written_once else {}),
    }


def keepers(kind: str) -> dict[str, str]:
    """Return triggers that refuse to change, delete or replace a row, unless it came from central."""
    is_there = f'AND EXISTS (SELECT 1 FROM "{kind}" WHERE id = NEW.id)'  # noqa: S608  a declared name
    return {
        f"capture_{kind}_keep_{event.lower()}": (
            f'CREATE TRIGGER "capture_{kind}_keep_{event.lower()}" BEFORE {event} ON "{kind}" '
            f"WHEN {LOOKING} {is_there if event == 'INSERT' else ''} "
            f"BEGIN SELECT RAISE(ABORT, 'a line is written once'); END"
        )
        for event in ("INSERT", "UPDATE", "DELETE")
    }


def guards(model: type[Record]) -> dict[str, str]:
    """Return triggers that refuse what OR REPLACE would do: to delete the other row, and tell no trigger of it."""
    kind = model.kind()
    unique = [field.column_name for field in model.replicated_fields() if field.unique]
    return {
        f"capture_{kind}_{event}_{column}": (
            f'CREATE TRIGGER "capture_{kind}_{event}_{column}" BEFORE {moment} ON "{kind}" '  # noqa: S608
            f'WHEN EXISTS (SELECT 1 FROM "{kind}" WHERE "{column}" = NEW."{column}" AND id IS NOT NEW.id) '
            f"BEGIN SELECT RAISE(ABORT, '{column} is taken'); END"
        )
        for column in unique
        for event, moment in (("insert", "INSERT"), ("update", f'UPDATE OF "{column}"'))
    }


def append(model: type[Record], *, row: str, content: str, is_erased: int = 0, is_part: bool = False) -> str:
    names = {field.name for field in model.replicated_fields()}
    audience = f"{row}.audience" if issubclass(model, SharedRecord) else f"'{Audience.CENTRE}'"
    recipient = f"{row}.recipient" if "recipient" in names else "NULL"
    wall = DAY if model.is_day_precise else WALL
    base = f"CASE {row}.version WHEN 0 THEN {IN_PART} ELSE {row}.version END" if is_part else f"{row}.version"
    return (
        "INSERT INTO outbox "  # noqa: S608  made of names that the model declares
        "(record, kind, base, audience, recipient, is_erased, fields, wall_at, boot, is_trusted, author) "
        f"SELECT {row}.id, '{model.kind()}', {base}, {audience}, {recipient}, {is_erased}, {content}, "
        f"{wall}, capture.boot, capture.is_trusted, capture.author FROM capture"
    )


def whole(fields: list[Field]) -> str:
    return "json_object(" + ", ".join(f"'{field.name}', {value(field)}" for field in fields) + ")"


def difference(fields: list[Field]) -> str:
    """Return SQL for an object of the fields that changed, and only those."""
    rows = " UNION ALL ".join(
        f"SELECT '{field.name}' AS name, json_quote({value(field)}) AS value "
        f'WHERE NEW."{field.column_name}" IS NOT OLD."{field.column_name}"'
        for field in fields
    )
    return f"(SELECT json_group_object(name, json(value)) FROM ({rows}))"  # noqa: S608  declared names only


def value(field: Field) -> str:
    """Return SQL for a field as it stands on the wire: documents as documents, truth as true and false."""
    column = f'NEW."{field.column_name}"'
    if isinstance(field, JsonField):
        return f"json({column})"
    if isinstance(field, BooleanField):
        return f"json(CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)"
    return column
