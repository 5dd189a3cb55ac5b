"""What this version cannot use yet waits word for word, and is tried again when the kiosk has been renewed."""

from collections.abc import Iterable

import msgspec
from peewee import Tuple

from kiosk.core.database import database
from kiosk.core.parked import Parked
from sync.agent import tables
from sync.agent.answer import Arrived

PARK = 'INSERT OR REPLACE INTO "parked" (record, kind, version, fields) VALUES (?, ?, ?, ?)'
UNPARK = 'DELETE FROM "parked" WHERE record = ? AND kind = ?'

AMONG = "SELECT record, fields FROM parked WHERE kind = ? AND record IN (SELECT value FROM json_each(?))"
PORTION_ROWS = 500


def park(arrived: Arrived, fields: msgspec.Raw | None = None) -> None:
    """Keep a record, or those of its `fields` that are unknown. Runs in the caller's transaction."""
    content = arrived.fields if fields is None else fields
    database.execute_sql(PARK, (arrived.id, arrived.kind, arrived.version, str(content, "utf-8")))


def leave(places: list[tuple[str, str]]) -> None:
    """Forget what was parked of records, given as (id, kind), of which something newer has come."""
    if places and is_any():
        database.cursor().executemany(UNPARK, places)


def keep_unknown(kind: str, records: Iterable[str]) -> None:
    """Keep of what is parked only what is unknown here: central says that these stand as their rows do.

    One came in part, as it was told without what was still to be said of it, and had no place in its row then.
    """
    if not is_any():
        return
    wanted = (kind, msgspec.json.encode(list(records)).decode())
    for record, fields in database.execute_sql(AMONG, wanted).fetchall():
        rest = {
            name: value
            for name, value in msgspec.json.decode(fields).items()
            if name not in tables.table(tables.models()[kind]).names
        }
        if rest:
            sql = "UPDATE parked SET fields = ? WHERE record = ? AND kind = ?"
            database.execute_sql(sql, (msgspec.json.encode(rest).decode(), record, kind))
        else:
            leave([(record, kind)])


def is_any() -> bool:
    return bool(database.execute_sql('SELECT EXISTS (SELECT 1 FROM "parked")').fetchone()[0])


def waiting(after: tuple[str, str]) -> list[Arrived]:
    """Return the next PORTION_ROWS that are parked of kinds known here, in order of (id, kind)."""
    query = (
        Parked.select(Parked.record, Parked.kind, Parked.version, Parked.fields)
        .where(Tuple(Parked.record, Parked.kind) > after)
        .where(Parked.kind.in_(list(tables.models())))
        .order_by(Parked.record, Parked.kind)
        .limit(PORTION_ROWS)
    )
    rows = query.tuples().iterator()
    return [
        Arrived(id=row[0], kind=row[1], version=row[2], fields=msgspec.Raw(row[3].encode())) for row in rows
    ]
