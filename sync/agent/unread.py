"""What central took without telling a number stands there beside what others wrote, and its page has still to come.

Until then the row here has a number of before, by which nobody would see that central lost it (`resending.py`).
"""

import msgspec

from kiosk.core import state
from kiosk.core.database import database
from sync.protocol import Change

Versions = dict[str, int]
AT = 'SELECT id, version FROM "{0}" WHERE id IN (SELECT value FROM json_each(?))'
# By id and the number that stands here: another one tells that its page came.
IS_UNREAD = "(id, version) IN (SELECT key, value FROM json_each(:unread))"


def remember(taken: list[Change]) -> None:
    """Remember what central took of these without a number. Runs inside `outbox.applying()`."""
    if not taken:
        return
    known: dict[str, Versions] = state.get("unread", {})
    wanted = {kind: set(versions) for kind, versions in known.items()}
    for change in taken:
        wanted.setdefault(change.kind, set()).add(change.id)
    new = {change.id for change in taken}
    now = {kind: versions_of(kind, records) for kind, records in wanted.items()}
    left = {
        kind: {id_: at for id_, at in found.items() if id_ in new or known.get(kind, {}).get(id_) == at}
        for kind, found in now.items()
    }
    state.put(unread={kind: versions for kind, versions in left.items() if versions})


def versions_of(kind: str, records: set[str]) -> Versions:
    """Return the number of each of these records that stands here."""
    wanted = msgspec.json.encode(sorted(records)).decode()
    return dict(database.execute_sql(AT.format(kind), (wanted,)).fetchall())


def of(kind: str) -> str:
    """Return what is unread of a kind, as the parameter of `IS_UNREAD`."""
    known: dict[str, Versions] = state.get("unread", {})
    return msgspec.json.encode(known.get(kind, {})).decode()
