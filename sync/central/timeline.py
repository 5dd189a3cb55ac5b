"""Central's database put back from a copy begins another life, and says so: kiosks then bring what it has lost (G7)."""

import logging
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kiosk.core import clock
from sync.central.database import database, migrating, run
from sync.central.epochs import fit
from sync.central.errors import TooOftenError
from sync.central.tables import Feed, Life

TIMELINE, FORMER, TOLD_BY = "timeline", "former", "told_by"
NAME_BYTES = 4
DAY = 86_400 * clock.MILLISECONDS
# More often no central is put back, and each time all kiosks of the network tell again what they hold.
MOST_A_DAY = 10
log = logging.getLogger(__name__)


class PastLife(msgspec.Struct, frozen=True):
    """An earlier life of the database, and the last number of each feed that it has in common with the next one.

    Where a kiosk noticed that it ended, nobody knows those numbers.
    """

    timeline: str
    heads: dict[str, int] = {}
    is_known: bool = True


class Seen(msgspec.Struct, frozen=True):
    """What stood in the database when it was last looked at: its timeline, and the sum of all numbers given."""

    timeline: str = ""
    total: int = 0


def current() -> str:
    """Return the name of this life of the database, '' before `Witness.look`."""
    row = run("SELECT value FROM life WHERE name = ?", (TIMELINE,)).fetchone()
    return str(row[0]) if row else ""


def now_in_database() -> Seen:
    total = run("SELECT COALESCE(SUM(head), 0) FROM feed").fetchone()[0]
    return Seen(current(), int(total))


class Witness:
    """A file beside the database, `central.witness`: it remembers what a database put back no longer knows."""

    def __init__(self, data: Path) -> None:
        self.path = data / "central.witness"
        self.seen = self.read()

    def read(self) -> Seen:
        """Return what was written last; what cannot be read witnesses nothing."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Seen)
        except (OSError, ValueError):
            return Seen()

    def look(self) -> None:
        """Compare the database with what was seen; begin another life if it went back, and write what is seen now."""
        seen = now_in_database()
        if not seen.timeline or self.contradicts(seen):
            # Several centrals may serve one database: only the first of them that sees it says so.
            with migrating():
                seen = now_in_database()
                if not seen.timeline or self.contradicts(seen):
                    seen = begin(seen)
        if seen != self.seen:
            self.write(seen)

    def contradicts(self, seen: Seen) -> bool:
        """Say whether the database is older than what was seen of it."""
        if not self.seen.timeline:
            return False
        if self.seen.timeline == seen.timeline:
            return seen.total < self.seen.total
        # Another central has seen to it, or else this life is one from before the one that was seen.
        return all(life.timeline != self.seen.timeline for life in former())

    def write(self, seen: Seen) -> None:
        """Keep what is seen; a cut between two bytes leaves the old file."""
        partial = self.path.with_name(f"central.witness.{secrets.token_hex(4)}")
        with partial.open("wb") as file:
            file.write(msgspec.json.encode(seen))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.path)
        self.seen = seen


def former() -> list[PastLife]:
    """Return the earlier lives that this database went through, the first one first."""
    row = run("SELECT value FROM life WHERE name = ?", (FORMER,)).fetchone()
    return msgspec.json.decode(row[0], type=list[PastLife]) if row else []


def forked(timeline: str, feeds: Iterable[str]) -> dict[str, int]:
    """Return the last number of each feed that this life shares with an earlier one; nothing where nobody knows."""
    lives = former()
    names = [life.timeline for life in lives]
    if timeline not in names:
        return {}
    since = lives[names.index(timeline) :]
    if not all(life.is_known for life in since):
        return {}
    return {feed: min(life.heads.get(feed, 0) for life in since) for feed in feeds}


def hear(timeline: str, replica: str) -> None:
    """Begin another life if a kiosk says that this one ended, or knows a later one.

    Then the folder was put back with the witness in it, and every kiosk is to hear of it: one that has only read would
    not notice, once others have given the lost numbers anew. Raises TooOftenError when one kiosk always says so.
    """
    ended = fit(timeline)
    if not ended or is_former(ended):
        return
    with migrating():
        if not is_former(ended):
            count(replica)
            begin(now_in_database(), ended=ended)


def count(replica: str) -> None:
    """Write down that this kiosk says so. Raises TooOftenError after MOST_A_DAY."""
    log.warning("kiosk %s says that this central was put back from a copy", replica)
    now = clock.wall()
    row = run("SELECT value FROM life WHERE name = ?", (TOLD_BY,)).fetchone()
    told = msgspec.json.decode(row[0], type=list[tuple[str, int]]) if row else []
    told = [one for one in told if 0 <= now - one[1] < DAY]
    moments = [at for one, at in told if one == replica]
    if len(moments) >= MOST_A_DAY:
        raise TooOftenError((moments[0] + DAY - now) // clock.MILLISECONDS + 1)
    put(TOLD_BY, msgspec.json.encode([*told, (replica, now)]).decode())


def is_former(timeline: str) -> bool:
    return any(life.timeline == timeline for life in former())


def begin(seen: Seen, *, ended: str = "") -> Seen:
    """Give the database's life a new name; the one it had is kept among the former.

    `ended`: a kiosk said so of this life; then nobody knows which numbers both have.
    """
    new = secrets.token_hex(NAME_BYTES)
    lives = former()
    if seen.timeline:
        heads = {} if ended else {row.feed: row.head for row in Feed.select()}
        lives.append(PastLife(seen.timeline, heads, is_known=not ended))
    if ended not in {"", seen.timeline}:
        lives.append(PastLife(ended, is_known=False))
    with database.atomic():
        put(TIMELINE, new)
        put(FORMER, msgspec.json.encode(lives).decode())
    return Seen(new, seen.total)


def put(name: str, value: str) -> None:
    Life.delete().where(Life.name == name).execute()
    Life.create(name=name, value=value)
