"""A stretch is a time in which wall clock and steady clock ran together: one boot, while nobody set the clock."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from peewee import BigIntegerField, TextField

from kiosk.core import clock, outbox, today
from kiosk.core.clock import Reading
from kiosk.core.database import database, until_written
from kiosk.core.local import LocalModel

# What two clocks may drift apart, and a server correct in small steps, before the wall's was set.
SET_APART = 2 * clock.MILLISECONDS
DAY = 86_400 * clock.MILLISECONDS
CURRENT = (
    "SELECT stretch.name, stretch.boot, wall, monotonic, is_trusted"
    " FROM capture JOIN stretch ON stretch.name = capture.boot"
)
OF_BOOT = "SELECT name, wall, monotonic FROM stretch WHERE boot = ?"
FORGET = "DELETE FROM stretch WHERE name <> ? AND name NOT IN (SELECT boot FROM outbox)"
# A reading of a record that carries its day only was made within that day.
WITHIN = (
    "(wall_at BETWEEN :{0}_from AND :{0}_to OR wall_at IN (:{0}_from / :day * :day, :{0}_to / :day * :day))"
)
RENAME = (
    "UPDATE outbox SET boot = :name, is_trusted = :trusted WHERE boot = :before AND n > :after"  # noqa: S608
    f" AND {WITHIN.format('new')} AND NOT {WITHIN.format('old')}"
)


class Stretch(LocalModel):
    """A stretch by its name, which its changes carry as `boot`, and one reading of both clocks in it (milliseconds).

    The steady reading of a change is its wall reading, less `wall`, plus `monotonic`. `is_believed` is what the
    triggers write beside it now.
    """

    is_believed = False

    name = TextField(primary_key=True)
    boot = TextField()
    wall = BigIntegerField()
    monotonic = BigIntegerField()

    def expected(self, ticks: int) -> int:
        """Return what the wall clock reads in this stretch when the steady one reads `ticks`."""
        return int(self.wall + ticks - self.monotonic)

    def holds(self, reading: Reading) -> bool:
        """Say whether nobody set the clock between this stretch and a reading."""
        is_here = self.boot == reading.boot
        return is_here and abs(reading.wall - self.expected(reading.ticks)) <= SET_APART


class Look(NamedTuple):
    """The stretch in which the clocks were looked at, and what they read."""

    name: str
    reading: Reading


class Known(NamedTuple):
    """What the database says of the clocks: its last number, the stretch that changes carry, what `today` goes by."""

    head: int
    stretch: Stretch | None
    remembered: tuple[int, today.Anchor | None]


class LastLook(NamedTuple):
    """How far this process has seen a database's clock run on: the steady reading, the number of the last change."""

    ticks: int
    head: int


looks: dict[str, LastLook] = {}


def name() -> str:
    """Return the name that changes carry now, '' before the first look."""
    row = database.execute_sql("SELECT boot FROM capture").fetchone()
    return str(row[0]) if row else ""


def look() -> Look:
    """Look at the clocks, and begin a stretch if one was set; writes nothing else.

    What was written between the clock's being set and this look is renamed with it, so a change leaves this machine
    only after a look that came later (sync.agent.readings).
    """
    (head, found, remembered), reading = known(), clock.read()
    is_known = found is not None and found.holds(reading)
    if found is None or not is_known or found.is_believed != today.judge(reading, *remembered).is_right:
        with database.atomic("IMMEDIATE"):
            # Read again behind the lock: another may have seen it first.
            head, reading = outbox.head(), clock.read()
            found = settle(current(), reading)
    looks[str(database.database)] = LastLook(reading.ticks, head)
    return Look(str(found.name), reading)


def settle(found: Stretch | None, reading: Reading) -> Stretch:
    """Return the stretch of a reading, begun if need be, with the triggers told of it. Runs in a transaction."""
    is_trusted = today.moment(reading).is_right
    if found is None or not found.holds(reading):
        found = begin(found, reading, is_trusted=is_trusted)
    outbox.stamp(boot=found.name, is_trusted=is_trusted)
    return found


def begin(before: Stretch | None, reading: Reading, *, is_trusted: bool) -> Stretch:
    """Begin a stretch; where the clock was set, it reaches back to when that was last seen not to be so."""
    is_set = before is not None and before.boot == reading.boot
    seen = looks.get(str(database.database), LastLook(0, 0))
    since = max(seen.ticks, before.monotonic) if before and is_set else reading.ticks
    started = Stretch.create(
        name=next_name(reading.boot),
        boot=reading.boot,
        wall=reading.wall - reading.ticks + since,
        monotonic=since,
    )
    if before and is_set:
        values = {"name": started.name, "trusted": is_trusted, "before": before.name, "after": seen.head}
        database.execute_sql(RENAME, {**values, "day": DAY, **windows(before, started, reading)})
    database.execute_sql(FORGET, (started.name,))
    return started


def windows(before: Stretch, started: Stretch, reading: Reading) -> dict[str, int]:
    """Return what the wall clock can have shown since it was last looked at: by its new setting, and by its old one."""
    return {
        "new_from": started.wall - SET_APART,
        "new_to": reading.wall + SET_APART,
        "old_from": before.expected(started.monotonic) - SET_APART,
        "old_to": before.expected(reading.ticks) + SET_APART,
    }


def next_name(boot: str) -> str:
    """Return the boot's own name for its first stretch, then with a number behind it; none twice."""
    names = {row.name for row in Stretch.select(Stretch.name).where(Stretch.boot == boot)}
    # Changes of a version that knew no stretches carry the boot's name, whatever their clock did.
    is_new = not names and not outbox.Outbox.select().where(outbox.Outbox.boot == boot).exists()
    last = max((int(known.partition("-")[2] or 1) for known in names), default=1)
    return boot if is_new else f"{boot}-{last + 1}"


@until_written
def known() -> Known:
    return Known(outbox.head(), current(), today.remembered())


def current() -> Stretch | None:
    row = database.execute_sql(CURRENT).fetchone()
    return stretch(*row) if row else None


@lru_cache(maxsize=1)
def stretch(name: str, boot: str, wall: int, monotonic: int, is_believed: int) -> Stretch:
    found = Stretch(name=name, boot=boot, wall=wall, monotonic=monotonic)
    found.is_believed = bool(is_believed)
    return found


def shifts(names: Collection[str], reading: Reading) -> dict[str, int]:
    """Return what brings the wall readings of other stretches of this boot onto the clock of `reading`."""
    # Asked for every batch, while central has nothing to do: plain SQL.
    found = database.execute_sql(OF_BOOT, (reading.boot,)).fetchall()
    rows = [Stretch(name=name, wall=wall, monotonic=begun) for name, wall, begun in found if name in names]
    return {row.name: reading.wall - row.expected(reading.ticks) for row in rows}
