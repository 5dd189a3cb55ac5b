"""What left its feed stays here for as long as a change of it waits: it goes once the last of them was judged."""

from collections.abc import Iterable, Mapping

import msgspec

from kiosk.core import state
from kiosk.core.database import database
from sync.agent import resending, tables
from sync.agent.resending import Part
from sync.agent.standing import Standing
from sync.agent.tables import Table
from sync.protocol import Change

WAITING = "SELECT record FROM outbox WHERE record IN (SELECT value FROM json_each(?))"
# What this centre made is told by it, whatever central has lost of it: only what others made can have left.
OTHERS = (
    'SELECT NEW.id FROM "{kind}" AS NEW WHERE NEW.id IN (SELECT value FROM json_each(:wanted))'
    " AND {once_there} AND NOT ({own})"
    " AND NEW.id IN (SELECT record FROM outbox) AND NEW.id NOT IN (SELECT record FROM incoming)"
)


def remember(feed: str, places: Iterable[tuple[str, str]]) -> None:
    """Remember that records, given as (id, kind), left this feed. Runs in the caller's transaction."""
    left = {record: [feed, kind] for record, kind in places}
    if left:
        state.put(left=state.get("left", {}) | left)


def once_there(table: Table) -> str:
    """Return the condition of a row that central held once: one that it told, also of what it has lost since.

    What it lost has no number any more (sync/agent/resending.py). What was sent to this centre it must have told.
    """
    return "(version > 0 OR recipient = :centre)" if "recipient" in table.names else "version > 0"


def remember_others(before: Standing, feed: str, table: Table, records: list[str]) -> None:
    """Remember those of the rows that others made, that wait and that a feed which is read anew does not hold."""
    own = resending.ownership(Part(table, feed.partition(":")[0], 0))
    values = {
        "wanted": msgspec.json.encode(records).decode(),
        "centre": before.centre,
        "is_office": bool(state.get("is_office")),
    }
    query = OTHERS.format(kind=table.kind, own=own, once_there=once_there(table))
    found = database.execute_sql(query, values)
    remember(feed, [(str(row[0]), table.kind) for row in found])


def forget(came: Mapping[str, int]) -> None:
    """Forget it of records that came, by id: they stand here again. Runs in the caller's transaction."""
    left = state.get("left", {})
    if left.keys() & came.keys():
        state.put(left={record: place for record, place in left.items() if record not in came})


def stands(changes: Iterable[Change], told: Mapping[str, int]) -> None:
    """Forget it of what central had lost and holds for this centre again: by id, the numbers that it told for changes.

    No page tells their writer of it: a base from before the loss may be above every number since.
    """
    again = {change.id: told[change.id] for change in changes if change.stood and change.id in told}
    if again:
        forget(again)


def settle() -> frozenset[str]:
    """Let go of what left and of which nothing waits any more; return the kinds of that.

    Runs inside `outbox.applying()`, once the verdicts and the pages of an answer are written.
    """
    left: dict[str, list[str]] = state.get("left", {})
    if not left:
        return frozenset()
    wanted = (msgspec.json.encode(list(left)).decode(),)
    waiting = {str(row[0]) for row in database.execute_sql(WAITING, wanted)}
    gone = {record: place for record, place in left.items() if record not in waiting}
    for record, (feed, kind) in gone.items():
        let_go(feed, record, kind)
    if gone:
        state.put(left={record: left[record] for record in left.keys() & waiting})
    return frozenset(kind for _feed, kind in gone.values()) & tables.models().keys()


def let_go(feed: str, record: str, kind: str) -> None:
    """Delete the row of a record that left `feed`, unless it stands in another feed by now.

    The pages of two feeds come in any order: a record that was opened to the area may be here already.
    """
    models = tables.models()
    if kind not in models:
        return
    query = f'DELETE FROM "{kind}" WHERE id = ?'  # noqa: S608  a table's own name
    if tables.table(models[kind]).is_shared:
        database.execute_sql(query + " AND audience = ?", (record, feed.partition(":")[0]))
    else:
        database.execute_sql(query, (record,))
