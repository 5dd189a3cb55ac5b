"""What this machine knows about itself: its centre, its place in the network, when it last heard from central."""

import threading
from typing import Any

from peewee import TextField

from kiosk.core.database import database, kept_while
from kiosk.core.fields import JsonField
from kiosk.core.local import LocalModel


class State(LocalModel):
    """One remembered value under one name; nothing of it travels."""

    name = TextField(primary_key=True)
    value = JsonField(null=True)


# The names in use: centre, area, centre_key (public, pinned), recovery (the wrapped private key), central, token,
# replica, epoch, is_office, acknowledged, last_contact, last_seen, last_error, ticket_slot, zone; and as today.Anchor
# has it, anchor.
# Of epochs (sync/agent/epochs.py): epochs, continues, confirmed, reached, timeline, lives, lost, lost_after, anew,
# unread, and for the caretaker epoch_reason, epoch_begun_at. Of the comparison with central: compared_at, repaired.
# Of the disk: free_megabytes, low_disk. Of what left a feed while a change of it waits (sync/agent/leaving.py): left.
# Of copies: copied_at, copy_problem. Of what was turned at the screen: turned.


class Puts(threading.local):
    """How often this thread has written here; nobody writes here but `put`."""

    count = 0


puts = Puts()
# Until anybody remembers something else: most of what is written is not written here.
until_put = kept_while(lambda: puts.count)


@until_put
def texts() -> dict[str, str | None]:
    """Return every remembered value as its JSON, by name."""
    # Asked several times for every page and every exchange: plain SQL, all of it at once.
    return dict(database.execute_sql('SELECT "name", "value" FROM "state"').fetchall())


def get(name: str, default: Any = None) -> Any:
    """Return a remembered value, or `default` when there is none."""
    known = texts()
    return read(known[name]) if name in known else default


def read(text: str | None) -> Any:
    """Return a value of its JSON."""
    return State.value.python_value(text)


def put(**values: Any) -> None:
    """Remember each value under its name, all in one stroke."""
    if values:
        puts.count += 1
        places = ", ".join("(?, ?)" for _value in values)
        rows = [item for name, value in values.items() for item in (name, State.value.db_value(value))]
        # Part of every exchange: a query that is built anew each time takes longer than all else there.
        database.execute_sql(f'INSERT OR REPLACE INTO "state" ("name", "value") VALUES {places}', rows)  # noqa: S608
