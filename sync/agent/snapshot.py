"""A feed that is read anew is gathered beside what stands; only when it is whole does it take that place.

Nobody notices while it is under way, and a broken line or a pulled plug costs nothing that was gathered. What it does
not hold was erased or left the feed while this kiosk did not hear of it; what waits here to be sent stays.
"""

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.core.incoming import Incoming
from kiosk.core.record import Audience
from sync.agent import erasing, holding, leaving, parking, pull, push, standing, tables
from sync.agent.answer import Answer, Arrived, ArrivedPage
from sync.agent.standing import Standing
from sync.agent.tables import Table
from sync.protocol import Change, Judgement, Verdict

# Each portion is a transaction of its own: nobody waits for it at the screen (G13).
PORTION_ROWS = 200
GATHER = 'INSERT OR REPLACE INTO "incoming" (feed, record, kind, version, fields) VALUES (?, ?, ?, ?, ?)'
UNGATHER = 'DELETE FROM "incoming" WHERE feed = ? AND record = ?'
# The feed under which stands what this kiosk has said itself since it began to read anew.
OURS = ""
# A change of what others made, refused as central did not hold that for this centre or does no more, keeps nothing of
# it here; what central never had (leaving.once_there) stays, whatever was refused of it.
NOT_THERE = (
    "id NOT IN (SELECT record FROM incoming) AND id NOT IN ("  # noqa: S608  words of ours
    f"SELECT record FROM refused WHERE reason NOT IN ('{push.IN_PART_REASON}', '{push.NOT_OWNER_REASON}'))"
)
NOT_REFUSED = f"id NOT IN (SELECT record FROM refused WHERE reason = '{push.NOT_OWNER_REASON}')"  # noqa: S608
WAITS_NOT = "id NOT IN (SELECT record FROM outbox)"

AMONG = "id IN (SELECT value FROM json_each(:wanted))"


class Stage(StrEnum):
    READING = "reading"  # pages come
    CLEARING = "clearing"  # all is there; what it does not hold goes
    LAYING = "laying"  # what it holds is laid in


def begin(before: Standing) -> None:
    """Read every feed of the kiosk anew. Runs in the caller's transaction."""
    Incoming.delete().execute()
    state.put(anew=dict.fromkeys(before.feeds, Stage.READING.value), left={})


def split(before: Standing, pages: list[ArrivedPage]) -> tuple[list[ArrivedPage], list[ArrivedPage]]:
    """Return the pages to lay in at once, and those to gather; what was erased goes at once in any case."""
    gathered = {page.feed: page for page in pages if page.snapshot or page.feed in before.anew}
    direct = [
        replace(page, records=[one for one in page.records if one.erased]) if page.feed in gathered else page
        for page in pages
    ]
    return direct, list(gathered.values())


def stages(before: Standing, answer: Answer, *, is_whole: bool) -> dict[str, str]:
    """Return how far each feed is that is read anew. An answer that `is_whole` has a page of all that have more.

    Of a feed that was never answered with a page nothing is taken away: it may be one that is not ours any more.
    """
    pages = {page.feed: page for page in answer.pages}
    now = before.anew | {feed: Stage.READING.value for feed, page in pages.items() if page.snapshot}
    for feed in list(now):
        if feed in pages and not pages[feed].more:
            now[feed] = Stage.CLEARING.value
        elif feed not in pages and is_whole and now[feed] == Stage.READING:
            now.pop(feed)
    return now


def gather(pages: list[ArrivedPage]) -> int:
    """Keep the records of these pages aside, and return how many. Runs inside `outbox.applying()`."""
    cursor = database.cursor()
    come = 0
    for page in pages:
        rows = [
            (page.feed, one.id, one.kind, one.version, str(one.fields, "utf-8"))
            for one in page.records
            if not one.gone
        ]
        cursor.executemany(GATHER, rows)
        cursor.executemany(UNGATHER, [(page.feed, one.id) for one in page.records if one.gone])
        come += len(rows)
    return come


def heard(changes: list[Change], judgements: list[Judgement]) -> None:
    """Let what was said here meanwhile stand: central never tells a writer again what it has written itself.

    Where the writer knows the whole record, or erased it, what was gathered of it before is older.
    """
    said = {change.n: change for change in changes}
    judged = [(said[one.n], one) for one in judgements if one.n in said and one.verdict != Verdict.REFUSED]
    is_known = [
        one for one in judged if one[1].version or one[0].erased or one[1].reason == push.ERASED_REASON
    ]
    cursor = database.cursor()
    cursor.executemany('DELETE FROM "incoming" WHERE record = ?', [(change.id,) for change, _one in is_known])
    cursor.executemany(GATHER, [(OURS, change.id, change.kind, 0, "") for change, _one in judged])


def finish() -> tuple[frozenset[str], erasing.Places]:
    """Let each feed that was gathered whole take its place; return the kinds that came, and (id, kind) of what went.

    Once more without harm: it goes on where it was interrupted.
    """
    kinds: frozenset[str] = frozenset()
    gone: erasing.Places = []
    for feed, stage in standing.read().anew.items():
        if stage == Stage.CLEARING:
            for model in tables.models().values():
                gone += clear(tables.table(model), feed)
            clear_parked(feed)
            advance(feed, Stage.LAYING)
        if stage != Stage.READING:
            while laid := lay(feed):
                kinds |= laid
            advance(feed, None)
    return kinds | {kind for _record, kind in gone}, gone


def advance(feed: str, stage: Stage | None) -> None:
    """Remember how far a feed is, None when it is done."""
    with database.atomic():
        now = {name: at for name, at in standing.read().anew.items() if name != feed}
        if stage is not None:
            now[feed] = stage.value
        if not now:
            Incoming.delete().execute()
        state.put(anew=now)


def clear(table: Table, feed: str) -> erasing.Places:
    """Delete the rows of one kind that stand in this feed here and not at central; return (id, kind) of each."""
    gone: erasing.Places = []
    audience = feed.partition(":")[0]
    if not table.is_shared and audience != Audience.CENTRE:
        return gone
    of_feed = "audience = :audience AND " if table.is_shared else ""
    query = (
        f'SELECT id FROM "{table.kind}" WHERE {of_feed}{NOT_THERE}'  # noqa: S608  names of ours
        f" AND ({leaving.once_there(table)} OR ({NOT_REFUSED} AND {WAITS_NOT}))"
    )
    parameters = {"audience": audience, "centre": standing.read().centre}
    # Looked for while anybody may write, then looked at once more.
    found = [row[0] for row in database.execute_sql(query, parameters)]
    for first in range(0, len(found), PORTION_ROWS):
        gone += remove(table, feed, found[first : first + PORTION_ROWS])
    return gone


def remove(table: Table, feed: str, records: list[str]) -> erasing.Places:
    """Delete these rows, but those of which something waits by now; what others made goes once that was judged."""
    now = standing.read()
    wanted = {"wanted": msgspec.json.encode(records).decode(), "centre": now.centre}
    query = (
        f'DELETE FROM "{table.kind}" WHERE {AMONG} AND {NOT_THERE} AND {WAITS_NOT}'  # noqa: S608  names of ours
        f" AND ({leaving.once_there(table)} OR {NOT_REFUSED}) RETURNING id"
    )
    with outbox.applying():
        places = [(str(row[0]), table.kind) for row in database.execute_sql(query, wanted).fetchall()]
        parking.leave(places)
        leaving.remember_others(now, feed, table, records)
        if places:
            state.put(unswept=True)
    return places


def clear_parked(feed: str) -> None:
    """Let go of what stands in this feed here, word for word without a row, and not at central (G14)."""
    found = [one for one in holding.parked_whole(standing.read()) if one.feed == feed]
    wanted = (msgspec.json.encode([one.record for one in found]).decode(),)
    with outbox.applying():
        among = "SELECT id FROM (SELECT value AS id FROM json_each(?))"
        query = f"{among} WHERE {NOT_THERE} AND {NOT_REFUSED} AND {WAITS_NOT}"
        gone = {str(row[0]) for row in database.execute_sql(query, wanted)}
        parking.leave([(one.record, one.kind) for one in found if one.record in gone])
        if gone:
            state.put(unswept=True)


def lay(feed: str) -> frozenset[str]:
    """Lay in the next portion of what was gathered of a feed; return the kinds of it, none when there is no more."""
    columns = (Incoming.record, Incoming.kind, Incoming.version, Incoming.fields)
    rows = Incoming.select(*columns).where(Incoming.feed == feed).limit(PORTION_ROWS).tuples().iterator()
    records = [
        Arrived(id=row[0], kind=row[1], version=row[2], fields=msgspec.Raw(row[3].encode())) for row in rows
    ]
    portion = pull.prepare([ArrivedPage(feed, 0, records)])
    with outbox.applying():
        pull.write(portion, standing.read().acknowledged)
        database.cursor().executemany(UNGATHER, [(feed, one.id) for one in records])
    return frozenset(one.kind for one in records)
