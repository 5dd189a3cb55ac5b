"""Who was forgotten elsewhere is forgotten here: her rows, and every word about her that still waits (G14)."""

import logging
from collections.abc import Iterable

import msgspec

from kiosk.core import clock, erasure, state
from kiosk.core.database import database
from kiosk.core.record import Audience
from sync.agent import resending, tables
from sync.agent.answer import Arrived
from sync.agent.resending import Part
from sync.merge import RETOLD_AT
from sync.protocol import Change

log = logging.getLogger(__name__)
# (id, kind) of records that are erased.
Places = list[tuple[str, str]]
# For so long a kiosk can tell central again what was erased (milliseconds).
REMEMBERED = 400 * 86_400 * clock.MILLISECONDS
REMEMBER = (
    "INSERT INTO tombstone (record, kind, audience, version, erased_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (record) DO UPDATE SET version = max(version, excluded.version)"
)
# It goes as what is told again after central was put back (sync/agent/resending.py).
TELL_AGAIN = (
    "INSERT INTO outbox"  # noqa: S608  a number of ours
    " (record, kind, base, audience, is_erased, fields, wall_at, boot, is_trusted, author, stood)"
    f" SELECT tombstone.record, kind, wanted.value, audience, 1, '{{}}', {RETOLD_AT}, '', 1, '', wanted.value"
    " FROM json_each(?) AS wanted JOIN tombstone ON tombstone.record = wanted.key"
    " WHERE tombstone.record NOT IN (SELECT record FROM outbox WHERE is_erased)"
)


def erase(places: Places) -> None:
    """Let go of records that are erased at central, whatever waits of them: its tombstone takes none of it.

    Runs inside `outbox.applying()`; after it, `tell`.
    """
    models = tables.models()
    for record, kind in places:
        if kind in models:
            database.execute_sql(f'DELETE FROM "{kind}" WHERE id = ?', (record,))  # noqa: S608  a kind of ours
    erasure.scrub([record for record, _kind in places])


def tell(places: Places) -> None:
    """Let features take away what hung on these, then see to it that the database's log keeps no copy."""
    for hook in erasure.after_erasure if places else ():
        try:
            with database.atomic():
                hook(places)
        # Whatever a feature does wrong, the exchange is done.
        except Exception as error:
            log.error("after an erasure %s failed: %s", hook.__qualname__, type(error).__name__)  # noqa: TRY400  no content
    if places:
        erasure.fold()


def remember(erased: Iterable[tuple[str, str, str, int]]) -> None:
    """Remember (id, kind, audience, central's number) of records of this centre, should central lose its tombstones.

    Runs in the caller's transaction.
    """
    now = clock.wall()
    rows = [(*one, now) for one in erased]
    if rows:
        database.cursor().executemany(REMEMBER, rows)
        database.execute_sql("DELETE FROM tombstone WHERE erased_at < ?", (now - REMEMBERED,))


def remember_read(gone: Iterable[tuple[str, Arrived]]) -> None:
    """Remember what is read to be erased, by feed, where it is of this centre: who erased it may never come again.

    Runs before the rows go, as they tell whose they are; in the caller's transaction.
    """
    erased: dict[tuple[str, str], dict[str, int]] = {}
    for feed, arrived in gone:
        if arrived.erased:
            erased.setdefault((feed.partition(":")[0], arrived.kind), {})[arrived.id] = arrived.version
    for (audience, kind), versions in erased.items():
        ours = versions.keys() if audience == Audience.CENTRE else own(audience, kind, versions)
        remember((record, kind, audience, versions[record]) for record in ours)


def remember_verdict(judged: Change) -> None:
    """Remember it of a record of this centre of which central says so; its number comes with the page that tells it.

    Runs before the row goes, in the caller's transaction.
    """
    if judged.audience != Audience.CENTRE:
        ours = own(judged.audience, judged.kind, [judged.id])
        remember((record, judged.kind, judged.audience, 0) for record in ours)


def own(audience: str, kind: str, records: Iterable[str]) -> list[str]:
    """Return those of the records in a shared feed that this centre made, or that are remembered as erased already."""
    model = tables.models().get(kind)
    if model is None:
        return []
    values = {
        "wanted": msgspec.json.encode(list(records)).decode(),
        "centre": state.get("centre"),
        "is_office": bool(state.get("is_office")),
    }
    made_here = resending.ownership(Part(tables.table(model), audience, 0))
    sql = (
        f'SELECT NEW.id FROM "{kind}" AS NEW WHERE NEW.id IN {resending.WANTED} AND {made_here}'  # noqa: S608
        f" UNION SELECT record FROM tombstone WHERE record IN {resending.WANTED}"
    )
    return [str(row[0]) for row in database.execute_sql(sql, values)]


def tell_again(versions: dict[str, int]) -> None:
    """Erase once more what comes back although it was erased: central was put back, and has not noticed.

    `versions` are the numbers of what came, by id. Runs in the caller's transaction.
    """
    if versions and database.execute_sql("SELECT EXISTS (SELECT 1 FROM tombstone)").fetchone()[0]:
        database.execute_sql(TELL_AGAIN, (msgspec.json.encode(versions).decode(),))
