"""A feed that is read anew is gathered beside what stands; only when it is whole does it take that place.

Nobody notices while it is under way, and a broken line or a pulled plug costs nothing that was gathered. What it does
not hold was erased or left the feed while this kiosk did not hear of it; what waits here to be sent stays.
"""

from enum import StrEnum

from msgspec.structs import replace

from kiosk.core import state
from kiosk.core.database import database
from kiosk.core.incoming import Incoming
from sync.agent import push
from sync.agent.answer import Answer, ArrivedPage
from sync.agent.standing import Standing
from sync.protocol import Change, Judgement, Verdict

GATHER = 'INSERT OR REPLACE INTO "incoming" (feed, record, kind, version, fields) VALUES (?, ?, ?, ?, ?)'
UNGATHER = 'DELETE FROM "incoming" WHERE feed = ? AND record = ?'
# The feed under which stands what this kiosk has said itself since it began to read anew.
OURS = ""


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
