"""A field that the writer of a record did not know has its default here and is not at central: that is remembered."""

from functools import cache
from typing import Any, NamedTuple

import msgspec

from kiosk.core.database import database
from sync.agent.answer import Arrived
from sync.agent.tables import Table, default_of
from sync.merge import is_same

NOTE = 'INSERT INTO "absent" (record, kind, names) VALUES (?, ?, ?)'
FORGET = 'DELETE FROM "absent" WHERE record = ? AND kind = ?'
members_of = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class Absence(NamedTuple):
    """The fields that a record came without; those that are null here are not named, nobody can tell the difference."""

    record: str
    kind: str
    names: list[str]


@cache
def defaults(table: Table) -> dict[str, Any]:
    """Return what the fields of a kind hold when nobody said, where that is not null."""
    found = {field.name: default_of(field) for field in table.fields}
    return {
        name: msgspec.json.decode(msgspec.json.encode(value))
        for name, value in found.items()
        if value is not None and value is not msgspec.NODEFAULT
    }


def of(table: Table, arrived: Arrived) -> Absence:
    """Return what a whole record came without; its fields are a JSON object."""
    said = members_of(arrived.fields)
    return Absence(arrived.id, arrived.kind, [name for name in defaults(table) if name not in said])


def note(came: list[Absence]) -> None:
    """Remember it of records that came whole, in place of what was remembered of them. Runs in a transaction."""
    cursor = database.cursor()
    if database.execute_sql('SELECT EXISTS (SELECT 1 FROM "absent")').fetchone()[0]:
        cursor.executemany(FORGET, [(one.record, one.kind) for one in came])
    rows = [(one.record, one.kind, msgspec.json.encode(one.names).decode()) for one in came if one.names]
    cursor.executemany(NOTE, rows)


def sweep(kind: str) -> None:
    """Forget it of records that are not here any more."""
    query = f'DELETE FROM "absent" WHERE kind = ? AND record NOT IN (SELECT id FROM "{kind}")'  # noqa: S608
    database.execute_sql(query, (kind,))


def without(table: Table, fields: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Return the fields as central knows them: without those of `names` that nobody has set here since."""
    usual = defaults(table)
    unset = {name for name in names if name in usual and is_same(fields.get(name), usual[name])}
    return {name: value for name, value in fields.items() if name not in unset}
