"""No written value is lost: what stood before goes to history, what did not stand waits for a choice (G8)."""

from collections.abc import Iterable
from typing import Any

import msgspec

from sync.central.audience import centre_feed
from sync.central.database import run
from sync.central.ledger import Shape, among, insert, listed
from sync.central.standing import Held
from sync.merge import ALL, Lost, Stamp, Standing

CONFLICT = "conflict"
VALUES = {
    "feed": "text", "id": "text", "record": "text", "field": "text", "value": "text",
    "version": "bigint", "writer": "text", "written_at": "bigint",
}  # fmt: skip
CONFLICTS = Shape("conflict", {**VALUES, "found_at": "bigint"})
HISTORY = Shape("history", {**VALUES, "replaced_at": "bigint"})


def trace(lost: Lost, *, feed: str, record: str, now: int, name: str) -> tuple[Any, ...]:
    """Return the row of a value that does not stand, as both tables have it, under the id `name`."""
    value = msgspec.json.encode(lost.value).decode()
    stamp = lost.stamp
    return (feed, name, record, lost.field, value, stamp.version, stamp.writer, stamp.at, now)


def conflict(lost: Lost, about: str, kind: str, *, owner: str, version: int, now: int) -> Held:
    """Return the record by which the owner's kiosks hear of a value that did not stand (kiosk/conflicts/models.py)."""
    fields = {
        "about": about,
        "about_kind": kind,
        "field": lost.field,
        "value": lost.value,
        "written_at": lost.stamp.at,
        "found_at": now,
        "settled_at": None,
    }
    # Written by nobody: every kiosk of the centre reads it, that of the loser too.
    standing = Standing(version, fields, {ALL: Stamp(version, 0, "")})
    return Held(CONFLICT, owner, (centre_feed(owner),), standing)


def brought_back(record: str, held: Held, now: int) -> tuple[Any, ...]:
    """Return the row of a conflict that a kiosk remembers and central has lost, from the fields it came with."""
    fields = held.standing.fields
    written_at, about, field = fields.get("written_at"), fields.get("about"), fields.get("field")
    stamp = Stamp(held.standing.version, written_at if isinstance(written_at, int) else 0, "")
    return trace(
        Lost(str(field), fields.get("value"), stamp),
        feed=held.feeds[0],
        record=str(about),
        now=now,
        name=record,
    )


def conflicts_about(feed: str, records: Iterable[str]) -> dict[str, list[str]]:
    """Return the ids of the conflicts about these records, by record."""
    found: dict[str, list[str]] = {}
    sql = f"SELECT record, id FROM conflict WHERE feed = ? AND record {listed()}"  # noqa: S608
    for record, conflict_id in run(sql, (feed, among(records))).fetchall():
        found.setdefault(record, []).append(conflict_id)
    return found


def forget(feeds: Iterable[str], records: Iterable[str]) -> None:
    """Delete every trace of the records, and of conflicts that were erased themselves (G14)."""
    within, gone = among(feeds), among(records)
    for table, column in (
        ("conflict", "record"),
        ("conflict", "id"),
        ("history", "record"),
        ("hold", "record"),
    ):
        run(f"DELETE FROM {table} WHERE feed {listed()} AND {column} {listed()}", (within, gone))  # noqa: S608


def write_conflicts(rows: list[tuple[Any, ...]]) -> None:
    insert(CONFLICTS, rows)


def write_history(rows: list[tuple[Any, ...]]) -> None:
    insert(HISTORY, rows)
