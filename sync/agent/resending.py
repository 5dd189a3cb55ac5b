"""Central was put back from an earlier copy: what this centre had told it since is told again, each record by its id.

Numbers of the lost timeline mean nothing on the new one. So each record goes with the last number that both know as its
base, and with the number it had (`Change.stood`): of two kiosks that tell the same record, the one that knew more is
believed, and nothing of it is a conflict.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from kiosk.core import capture, outbox, state
from kiosk.core.database import database
from kiosk.core.record import Audience
from sync.agent import call, lives, standing, tables, unread
from sync.agent.answer import Answer
from sync.agent.standing import Standing
from sync.agent.tables import Table
from sync.agent.transport import Line
from sync.merge import RETOLD_AT

PORTION_ROWS = 500
# Where a record of a kind stands in the area, whose is it? Kinds that are not named are the office's there.
OWN_IN_AREA = {
    "activity": "NEW.centre = :centre",
    "centre": "NEW.id = :centre",
    "occurrence": (
        "EXISTS (SELECT 1 FROM series JOIN activity ON activity.id = series.activity"
        " WHERE series.id = NEW.series AND activity.centre = :centre)"
    ),
    "series": "EXISTS (SELECT 1 FROM activity WHERE activity.id = NEW.activity AND activity.centre = :centre)",
}
# Nobody has told where the timelines part: each record goes with the number it has.
UNKNOWN = -1
BASE = "CASE WHEN :common < 0 THEN {0} ELSE min({0}, :common) END"
WANTED = "(SELECT value FROM json_each(:wanted))"
# Moment, boot, trust, author: it was written before whatever central heard on its new timeline.
BEFORE_ALL = f"{RETOLD_AT}, '', 1, ''"
REBASE = (
    f"UPDATE outbox SET stood = COALESCE(stood, base), base = {BASE.format('base')}"  # noqa: S608
    f" WHERE record IN {WANTED} AND base > 0"
)
ERASE = (
    "INSERT INTO outbox"  # noqa: S608
    " (record, kind, base, audience, is_erased, fields, wall_at, boot, is_trusted, author, stood)"
    f" SELECT record, kind, {BASE.format('version')}, audience, 1, '{{}}', {BEFORE_ALL}, version"
    " FROM tombstone WHERE audience = :audience AND version > max(:common, 0)"
    " AND record NOT IN (SELECT record FROM outbox WHERE is_erased)"
)


class Part(NamedTuple):
    """The rows of one kind in one feed, and the last number of that feed which central still has.

    `least`: the same where a row may have its number of another feed, as it moves and waits to say so.
    """

    table: Table
    audience: str
    common: int
    least: int = 0


def finish(line: Line) -> None:
    """Put into the outbox what central lost, if it did, before anything is sent or read in its new life.

    Raises AgentError; StaleAnswerError where another program of this kiosk has gone on with it, too. Once more without
    harm: it goes on where it was interrupted.
    """
    before = standing.read_enrolled()
    if not before.lost:
        return
    if "forked" not in before.lost:
        answer = call.ask(line, before, [])
        before = hear(before, answer)
    for part in parts(before, before.lost["forked"]):
        while tell_rows(before, part):
            pass
    with database.atomic():
        standing.require_same(before)
        tell_erasures(before)
        state.put(lost={}, lost_after={})
    outbox.news.set()


def hear(before: Standing, answer: Answer) -> Standing:
    """Remember where the timelines part. Raises StaleAnswerError when that was seen to meanwhile."""
    with database.atomic():
        standing.require_same(before)
        state.put(lost=before.lost | {"forked": lives.common(before, answer)}, **lives.heard(before, answer))
        return standing.read_enrolled()


def parts(before: Standing, forked: dict[str, int]) -> Iterator[Part]:
    """Yield every kind in every feed where it may stand."""
    for model in tables.models().values():
        table = tables.table(model)
        for feed in before.feeds:
            audience = feed.partition(":")[0]
            if table.is_shared or audience == Audience.CENTRE:
                common = forked.get(feed, 0) if forked else UNKNOWN
                yield Part(
                    table, audience, common, min([common, *forked.values()]) if table.is_shared else common
                )


def tell_rows(before: Standing, part: Part) -> bool:
    """Put the next portion of what central lacks into the outbox; return whether there was one."""
    name = f"{part.table.kind} {part.audience}"
    with outbox.applying():
        standing.require_same(before)
        done: dict[str, str] = state.get("lost_after", {})
        found = [row[0] for row in database.execute_sql(*lost_rows(part, done.get(name, "")))]
        if found:
            values = {
                "wanted": msgspec.json.encode(found).decode(),
                "common": part.common,
                "centre": before.centre,
                "is_office": bool(state.get("is_office")),
                "last": outbox.head(),
            }
            database.execute_sql(REBASE, values)
            database.execute_sql(append(part), values)
            leave_out_pending(values)
            database.execute_sql(
                f'UPDATE "{part.table.kind}" SET version = min(version, max(:common, 0)) WHERE id IN {WANTED}',  # noqa: S608
                values,
            )
            state.put(lost_after=done | {name: found[-1]})
    return bool(found)


def lost_rows(part: Part, after: str) -> tuple[str, dict[str, Any]]:
    """Return a query for the next rows that have a number central does not know, or have not got theirs yet."""
    within = "audience = :audience AND" if part.table.is_shared else ""
    query = (
        f'SELECT id FROM "{part.table.kind}" WHERE {within} (version > max(:common, 0) OR {unread.IS_UNREAD}'  # noqa: S608
        " OR version > max(:least, 0) AND id IN (SELECT record FROM outbox))"
        " AND id > :after ORDER BY id LIMIT :rows"
    )
    return query, {
        "common": part.common,
        "least": part.least,
        "unread": unread.of(part.table.kind),
        "after": after,
        "audience": part.audience,
        "rows": PORTION_ROWS,
    }


def append(part: Part) -> str:
    """Return a statement that says those of the rows anew, whole, that are of this centre."""
    fields = part.table.fields
    has_recipient = "recipient" in part.table.names
    return (
        "INSERT INTO outbox "  # noqa: S608  made of names that the model declares
        "(record, kind, base, audience, recipient, is_erased, fields, wall_at, boot, is_trusted, author, stood) "
        f"SELECT NEW.id, '{part.table.kind}', {BASE.format('NEW.version')}, '{part.audience}', "
        f"{'NEW.recipient' if has_recipient else 'NULL'}, 0, {capture.whole(fields)}, "
        f"{BEFORE_ALL}, NEW.version "
        f'FROM "{part.table.kind}" AS NEW WHERE NEW.id IN {WANTED} AND {ownership(part)}'
    )


def ownership(part: Part) -> str:
    """Return the condition by which a row is one that this centre made: of others nothing is told."""
    if part.audience == Audience.NETWORK:
        return ":is_office"
    if part.audience == Audience.AREA:
        return OWN_IN_AREA.get(part.table.kind, ":is_office")
    return "NEW.recipient IS NOT :centre" if "recipient" in part.table.names else "1"


def leave_out_pending(values: dict[str, Any]) -> None:
    """Take out of what was put in just now the fields that travel with changes of their own, or never did."""
    waiting = database.execute_sql(
        f"SELECT record, fields FROM outbox WHERE record IN {WANTED} AND n <= :last"  # noqa: S608
        f" UNION ALL SELECT record, names FROM absent WHERE record IN {WANTED}",
        values,
    ).fetchall()
    for record, document in waiting:
        paths = [f'$."{name}"' for name in msgspec.json.decode(document)]
        if paths:
            marks = ", ".join("?" for _path in paths)
            sql = f"UPDATE outbox SET fields = json_remove(fields, {marks}) WHERE record = ? AND n > ?"  # noqa: S608
            database.execute_sql(sql, (*paths, record, values["last"]))


def tell_erasures(before: Standing) -> None:
    """Say again what this centre erased after the timelines parted. Runs in the caller's transaction."""
    forked: dict[str, int] = before.lost["forked"]
    for feed in before.feeds:
        common = forked.get(feed, 0) if forked else UNKNOWN
        database.execute_sql(ERASE, {"audience": feed.partition(":")[0], "common": common})
