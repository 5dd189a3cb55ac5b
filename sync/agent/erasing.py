"""Who was forgotten elsewhere is forgotten here: her rows, and every word about her that still waits (G14)."""

import logging
from collections.abc import Iterable

import msgspec

from kiosk.core import clock, erasure
from kiosk.core.database import database
from sync.agent import tables
from sync.merge import RETOLD_AT

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


def tell_again(versions: dict[str, int]) -> None:
    """Erase once more what comes back although it was erased: central was put back, and has not noticed.

    `versions` are the numbers of what came, by id. Runs in the caller's transaction.
    """
    if versions and database.execute_sql("SELECT EXISTS (SELECT 1 FROM tombstone)").fetchone()[0]:
        database.execute_sql(TELL_AGAIN, (msgspec.json.encode(versions).decode(),))
