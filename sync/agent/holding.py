"""What this kiosk holds of each feed it reads, as central would tell it: rows, and what is parked beside them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from peewee import BooleanField, Field

from kiosk.core import capture
from kiosk.core.database import database
from kiosk.core.fields import JsonField
from kiosk.core.record import Audience
from sync import digest
from sync.agent import absence, tables
from sync.agent.standing import Standing
from sync.agent.tables import Table
from sync.digest import Digest

PARKED_ALONE = (
    "SELECT record, kind, fields, version FROM parked WHERE kind NOT IN (SELECT value FROM json_each(?))"
)


class Holding(NamedTuple):
    """A record that is here, the feed in which it counts, and a number that stands for its content."""

    record: str
    kind: str
    feed: str
    number: int
    version: int
    is_row: bool = True


def sums(before: Standing) -> dict[str, Digest]:
    """Return the sums of each feed, read as one state in the caller's transaction."""
    made = {feed: Digest() for feed in before.feeds}
    for one in everything(before):
        made[one.feed].add(one.record, one.number)
    return made


def in_buckets(before: Standing, feed: str, buckets: list[int]) -> dict[str, Holding]:
    """Return what is here of some buckets of a feed, by id."""
    wanted = frozenset(buckets)
    return {
        one.record: one
        for one in everything(before)
        if one.feed == feed and digest.bucket_of(one.record) in wanted
    }


def everything(before: Standing) -> Iterator[Holding]:
    """Yield what is here, one after the other: memory does not grow with the rows (G15)."""
    models = tables.models()
    for model in models.values():
        table = tables.table(model)
        for record, content, version, parked, names in database.execute_sql(query_of(table)):
            fields = digest.opened(content)
            if names:
                fields = absence.without(table, fields, msgspec.json.decode(names))
            if parked:
                fields |= digest.opened(parked.encode())
            yield holding(before, record, table.kind, fields, version=version, is_shared=table.is_shared)
    yield from parked_whole(before)


def parked_whole(before: Standing) -> Iterator[Holding]:
    """Yield the records of which there is no row here: of a kind that is not known, or refused by the database."""
    models = tables.models()
    for model in models.values():
        table = tables.table(model)
        for record, parked, version in database.execute_sql(parked_of(table), (table.kind,)):
            fields = digest.opened(parked.encode())
            one = holding(before, record, table.kind, fields, version=version, is_shared=table.is_shared)
            yield one._replace(is_row=False)
    known = msgspec.json.encode(list(models)).decode()
    for record, kind, parked, version in database.execute_sql(PARKED_ALONE, (known,)):
        fields = digest.opened(parked.encode())
        yield holding(before, record, kind, fields, version=version, is_shared=True)._replace(is_row=False)


def query_of(table: Table) -> str:
    """Return a query for the rows of a kind as JSON, with what is parked of them and what they came without."""
    return (
        f"SELECT NEW.id, CAST({content_of(table.fields)} AS BLOB), NEW.version, parked.fields, absent.names "  # noqa: S608
        f'FROM "{table.kind}" AS NEW '
        f"LEFT JOIN parked ON parked.record = NEW.id AND parked.kind = '{table.kind}' "
        f"LEFT JOIN absent ON absent.record = NEW.id AND absent.kind = '{table.kind}'"
    )


def parked_of(table: Table) -> str:
    """Return a query for what is parked whole of a kind that is known here: the database refused it."""
    return (
        "SELECT record, fields, version FROM parked "  # noqa: S608
        f'WHERE kind = ? AND record NOT IN (SELECT id FROM "{table.kind}")'
    )


def content_of(fields: list[Field]) -> str:
    """Return SQL for the fields as they stand on the wire; a damaged one is a text, and stops nothing."""
    return "json_object(" + ", ".join(f"'{field.name}', {value_of(field)}" for field in fields) + ")"


def value_of(field: Field) -> str:
    column = f'NEW."{field.column_name}"'
    if isinstance(field, BooleanField):
        return capture.value(field)
    if isinstance(field, JsonField):
        is_whole = f"{column} IS NULL OR json_valid({column})"
        # json() around it all: what a CASE returns is a text, whatever it was within.
        return f"json(CASE WHEN {is_whole} THEN {column} ELSE json_quote(hex({column})) END)"
    return f"CASE typeof({column}) WHEN 'blob' THEN hex({column}) ELSE {capture.value(field)} END"


def holding(
    before: Standing, record: str, kind: str, fields: dict[str, Any], *, version: int, is_shared: bool
) -> Holding:
    feed = feed_of(before, fields, is_shared=is_shared)
    return Holding(record, kind, feed, digest.number_of(record, kind, fields), version)


def feed_of(before: Standing, fields: dict[str, Any], *, is_shared: bool) -> str:
    """Return the feed in which a record counts: what was sent to this centre in its own, the rest where it stands.

    Central counts likewise (sync/central/comparing.py): where else a record stands cannot be told from here.
    """
    audience = fields.get("audience", Audience.CENTRE) if is_shared else Audience.CENTRE
    if audience == Audience.NETWORK:
        return Audience.NETWORK.value
    if audience != Audience.AREA or fields.get("recipient") == before.centre:
        return f"{Audience.CENTRE}:{before.centre}"
    return f"{Audience.AREA}:{before.area}"
