"""A field that the writer of a record did not know has its default here and is not at central: that is remembered."""

from functools import cache
from typing import Any, NamedTuple

import msgspec

from kiosk.core.database import database
from sync.agent.tables import Table
from sync.agent.values import default_of
from sync.merge import is_same

NOTE = 'INSERT INTO "absent" (record, kind, names) VALUES (?, ?, ?)'
FORGET = 'DELETE FROM "absent" WHERE record = ? AND kind = ?'
# What somebody sets here to the very value that it has when nobody says is no less said.
TOLD = (
    "UPDATE absent SET names = (SELECT json_group_array(value) FROM json_each(names) WHERE value NOT IN ("
    "SELECT said.key FROM outbox, json_each(outbox.fields) AS said"
    " WHERE outbox.record = absent.record AND n <= :last AND n NOT IN (SELECT value FROM json_each(:untaken))))"
    " WHERE record IN (SELECT record FROM outbox WHERE n <= :last)"
)


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


def of(table: Table, record: str, untold: list[str]) -> list[Absence]:
    """Return what a whole record came without, if that is worth a note; `untold` is what its writer did not know."""
    names = [name for name in untold if name in defaults(table)] if untold else []
    return [Absence(record, table.kind, names)] if names else []


def note(came: list[tuple[str, str]], absent: list[Absence]) -> None:
    """Remember it of records that came whole, given as (id, kind), in place of what was remembered of them.

    Runs in a transaction.
    """
    cursor = database.cursor()
    if is_any():
        cursor.executemany(FORGET, came)
    rows = [(one.record, one.kind, msgspec.json.encode(one.names).decode()) for one in absent]
    cursor.executemany(NOTE, rows)


def told(last: int, untaken: list[int]) -> None:
    """Forget it of fields that were said here in changes up to number `last`, but for those that were not taken."""
    if is_any():
        database.execute_sql(TOLD, {"last": last, "untaken": msgspec.json.encode(untaken).decode()})


def is_any() -> bool:
    return bool(database.execute_sql('SELECT EXISTS (SELECT 1 FROM "absent")').fetchone()[0])


def sweep(kind: str) -> None:
    """Forget it of records that are not here any more."""
    query = f'DELETE FROM "absent" WHERE kind = ? AND record NOT IN (SELECT id FROM "{kind}")'  # noqa: S608
    database.execute_sql(query, (kind,))


def without(table: Table, fields: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Return the fields as central knows them: without those of `names` that nobody has set here since."""
    usual = defaults(table)
    unset = {name for name in names if name in usual and is_same(fields.get(name), usual[name])}
    return {name: value for name, value in fields.items() if name not in unset}
