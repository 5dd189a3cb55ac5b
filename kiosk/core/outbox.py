"""The outbox remembers every change until central has acknowledged its number."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import SQL, AutoField, BigIntegerField, BooleanField, CompositeKey, IntegerField, TextField

from kiosk.core.database import database, until_written
from kiosk.core.local import LocalModel

# Set after every write that may have left something here; the worker waits on it, no page ever does.
news = threading.Event()


class Outbox(LocalModel):
    """One change: its number `n` counts up per replica and epoch and is never given twice, also after pruning.

    `stood` is set where central lost what it is about: the number that its writer knew on the timeline before.
    """

    # AUTOINCREMENT: a number is never reused, or central would take a new change for the replay of an old one.
    n = AutoField(constraints=[SQL("AUTOINCREMENT")])
    record = TextField(index=True)
    kind = TextField()
    base = IntegerField()
    audience = TextField()
    recipient = TextField(null=True)
    is_erased = BooleanField(default=False)
    fields = TextField()
    wall_at = BigIntegerField()
    boot = TextField()
    is_trusted = BooleanField()
    author = TextField()
    stood = IntegerField(null=True)


class Refused(LocalModel):
    """A change that central refused, kept with its reason until the desk has seen to it (DESIGN 4, G2).

    Its number counts within the epoch in which it was sent.
    """

    epoch = TextField(default="")
    n = IntegerField()
    record = TextField(index=True)
    kind = TextField()
    fields = TextField()
    reason = TextField()
    refused_at = BigIntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("epoch", "n")


class Capture(LocalModel):
    """The one row that the triggers read: who writes, on which boot, with what clock, and whether to look away."""

    is_applying = BooleanField(default=False)
    author = TextField(default="")
    boot = TextField(default="")
    is_trusted = BooleanField(default=False)


@contextmanager
def applying() -> Iterator[None]:
    """Write what was pulled, without capturing it: one transaction, in which the switch is on and then off again.

    The switch lives in the transaction: no other connection ever sees it on, and a crash takes it back.
    """
    with database.atomic("IMMEDIATE"):
        database.execute_sql("UPDATE capture SET is_applying = 1")
        yield
        database.execute_sql("UPDATE capture SET is_applying = 0")


@contextmanager
def authored(author: str) -> Iterator[None]:
    """Write in the name of `author` (an opaque id): one transaction whose changes carry it."""
    with database.atomic("IMMEDIATE"):
        database.execute_sql("UPDATE capture SET author = ?", (author,))
        yield
        database.execute_sql("UPDATE capture SET author = ''")


def stamp(*, boot: str, is_trusted: bool) -> None:
    """Tell the triggers which boot this is and whether its clock can be believed."""
    row = Capture.get_or_none()
    if row is None:
        Capture.create(boot=boot, is_trusted=is_trusted)
    elif (row.boot, row.is_trusted) != (boot, is_trusted):
        Capture.update(boot=boot, is_trusted=is_trusted).execute()


@until_written
def head() -> int:
    """Return the number of the last change ever captured, 0 when there was none."""
    row = database.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return int(row[0]) if row else 0


def renumber() -> None:
    """Count what waits from 1 on, in the same order: a new epoch. Runs in the caller's transaction."""
    database.execute_sql(
        "UPDATE outbox SET n = -placed.place"
        " FROM (SELECT n, row_number() OVER (ORDER BY n) AS place FROM outbox) AS placed WHERE outbox.n = placed.n"
    )
    database.execute_sql("UPDATE outbox SET n = -n")
    database.execute_sql(
        "UPDATE sqlite_sequence SET seq = (SELECT COUNT(*) FROM outbox) WHERE name = 'outbox'"
    )
