"""A feed that was gathered whole takes the place of what stands here, a portion at a time (sync/agent/snapshot.py).

Two programs of one kiosk may be at it at once: each portion is written only while all is as it was looked at.
"""

from contextlib import suppress

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.core.incoming import Incoming
from kiosk.core.record import Audience
from sync.agent import erasing, holding, leaving, parking, pull, push, standing, tables
from sync.agent.answer import Arrived, ArrivedPage
from sync.agent.errors import StaleAnswerError
from sync.agent.snapshot import UNGATHER, Stage
from sync.agent.standing import Standing
from sync.agent.tables import Table

# Each portion is a transaction of its own: nobody waits for it at the screen (G13).
PORTION_ROWS = 200
# A change of what others made, refused as central did not hold that for this centre or does no more, keeps nothing of
# it here; what central never had (leaving.once_there) stays, whatever was refused of it.
NOT_THERE = (
    "id NOT IN (SELECT record FROM incoming) AND id NOT IN ("  # noqa: S608  words of ours
    f"SELECT record FROM refused WHERE reason NOT IN ('{push.IN_PART_REASON}', '{push.NOT_OWNER_REASON}'))"
)
NOT_REFUSED = f"id NOT IN (SELECT record FROM refused WHERE reason = '{push.NOT_OWNER_REASON}')"  # noqa: S608
WAITS_NOT = "id NOT IN (SELECT record FROM outbox)"
AMONG = "id IN (SELECT value FROM json_each(:wanted))"
GATHERED = "SELECT COUNT(*) FROM incoming WHERE feed = ? AND record IN (SELECT value FROM json_each(?))"


def is_due(now: Standing) -> bool:
    """Say whether a feed is gathered whole and does not stand here yet."""
    return any(stage != Stage.READING for stage in now.anew.values())


def finish() -> tuple[frozenset[str], erasing.Places]:
    """Let each feed that was gathered whole take its place; return the kinds that came, and (id, kind) of what went.

    Once more without harm: it goes on where it was interrupted, or where another program has come to meanwhile.
    """
    kinds: set[str] = set()
    gone: erasing.Places = []
    while is_due(before := standing.read()):
        feed = next(name for name, stage in before.anew.items() if stage != Stage.READING)
        with suppress(StaleAnswerError):
            if before.anew[feed] == Stage.CLEARING:
                clear(before, feed, gone)
                advance(before, feed, Stage.LAYING)
            else:
                while laid := lay(before, feed):
                    kinds |= laid
                advance(before, feed, None)
    return frozenset(kinds | {kind for _record, kind in gone}), gone


def advance(before: Standing, feed: str, stage: Stage | None) -> None:
    """Remember how far a feed is, None when it is done. Raises StaleAnswerError."""
    with database.atomic():
        now = {name: at for name, at in standing.require_same(before).anew.items() if name != feed}
        if stage is not None:
            now[feed] = stage.value
        if not now:
            Incoming.delete().execute()
        state.put(anew=now)


def clear(before: Standing, feed: str, gone: erasing.Places) -> None:
    """Delete what stands in this feed here and not at central, and add (id, kind) of each. Raises StaleAnswerError."""
    audience = feed.partition(":")[0]
    for model in tables.models().values():
        table = tables.table(model)
        if table.is_shared or audience == Audience.CENTRE:
            clear_kind(before, feed, table, gone)
    clear_parked(before, feed)


def clear_kind(before: Standing, feed: str, table: Table, gone: erasing.Places) -> None:
    of_feed = "audience = :audience AND " if table.is_shared else ""
    query = (
        f'SELECT id FROM "{table.kind}" WHERE {of_feed}{NOT_THERE}'  # noqa: S608  names of ours
        f" AND ({leaving.once_there(table)} OR ({NOT_REFUSED} AND {WAITS_NOT}))"
    )
    parameters = {"audience": feed.partition(":")[0], "centre": before.centre}
    # Looked for while anybody may write, then looked at once more.
    found = [row[0] for row in database.execute_sql(query, parameters)]
    for first in range(0, len(found), PORTION_ROWS):
        gone += remove(before, table, feed, found[first : first + PORTION_ROWS])


def remove(before: Standing, table: Table, feed: str, records: list[str]) -> erasing.Places:
    """Delete these rows, but those of which something waits by now; what others made goes once that was judged."""
    wanted = {"wanted": msgspec.json.encode(records).decode(), "centre": before.centre}
    query = (
        f'DELETE FROM "{table.kind}" WHERE {AMONG} AND {NOT_THERE} AND {WAITS_NOT}'  # noqa: S608  names of ours
        f" AND ({leaving.once_there(table)} OR {NOT_REFUSED}) RETURNING id"
    )
    with outbox.applying():
        now = standing.require_same(before)
        places = [(str(row[0]), table.kind) for row in database.execute_sql(query, wanted).fetchall()]
        parking.leave(places)
        leaving.remember_others(now, feed, table, records)
        if places:
            state.put(unswept=True)
    return places


def clear_parked(before: Standing, feed: str) -> None:
    """Let go of what stands in this feed here, word for word without a row, and not at central (G14)."""
    found = [one for one in holding.parked_whole(before) if one.feed == feed]
    wanted = (msgspec.json.encode([one.record for one in found]).decode(),)
    with outbox.applying():
        standing.require_same(before)
        among = "SELECT id FROM (SELECT value AS id FROM json_each(?))"
        query = f"{among} WHERE {NOT_THERE} AND {NOT_REFUSED} AND {WAITS_NOT}"
        gone = {str(row[0]) for row in database.execute_sql(query, wanted)}
        parking.leave([(one.record, one.kind) for one in found if one.record in gone])
        if gone:
            state.put(unswept=True)


def lay(before: Standing, feed: str) -> frozenset[str]:
    """Lay in the next portion of what was gathered of a feed; return the kinds of it, none when there is no more."""
    columns = (Incoming.record, Incoming.kind, Incoming.version, Incoming.fields)
    rows = Incoming.select(*columns).where(Incoming.feed == feed).limit(PORTION_ROWS).tuples().iterator()
    records = [
        Arrived(id=row[0], kind=row[1], version=row[2], fields=msgspec.Raw(row[3].encode())) for row in rows
    ]
    portion = pull.prepare([ArrivedPage(feed, 0, records)])
    wanted = msgspec.json.encode([one.id for one in records]).decode()
    with outbox.applying():
        now = standing.require_same(before)
        if database.execute_sql(GATHERED, (feed, wanted)).fetchone()[0] < len(records):
            raise StaleAnswerError("another program has laid them in")
        pull.write(portion, now.acknowledged)
        database.cursor().executemany(UNGATHER, [(feed, one.id) for one in records])
    return frozenset(one.kind for one in records)
