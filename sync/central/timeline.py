"""Each start of central begins another life of its database, and says so: what a copy put back has lost is seen (G7).

A kiosk that has read further than the life it knows went has read what is lost. Nobody else can tell: the numbers may
be given anew before it calls again.
"""

import secrets
from collections.abc import Iterable, Sequence

import msgspec

from sync.central.database import database, is_postgresql, migrating, run
from sync.central.tables import Life

TIMELINE, FORMER = "timeline", "former"
NAME_BYTES = 4
# So many lives are remembered, and so many numbers of theirs. Who was silent for longer tells all that it holds again.
MOST_LIVES, MOST_HEADS = 10_000, 20_000
HEADS = "SELECT feed, head FROM feed ORDER BY feed"


class PastLife(msgspec.Struct, frozen=True):
    """An earlier life of the database. `heads`: the last number of each feed in which one was given in that life."""

    timeline: str
    heads: dict[str, int] = {}


class Seen(msgspec.Struct, frozen=True):
    """What stood in the database when it was last looked at: its timeline, and the sum of all numbers given."""

    timeline: str = ""
    total: int = 0


def current() -> str:
    """Return the name of this life of the database, '' before the first `begin`."""
    row = run("SELECT value FROM life WHERE name = ?", (TIMELINE,)).fetchone()
    return str(row[0]) if row else ""


def now_in_database() -> Seen:
    total = run("SELECT COALESCE(SUM(head), 0) FROM feed").fetchone()[0]
    return Seen(current(), int(total))


class Watch:
    """What this program saw of its database: an earlier copy may be put in its place while it runs."""

    def __init__(self) -> None:
        self.seen = Seen()

    def begin(self) -> None:
        """Begin another life: what was before may be a copy, and the files beside it may be as old as that."""
        with migrating():
            self.seen = begin()

    def look(self) -> None:
        """Compare the database with what was seen; begin another life if it went back."""
        seen = now_in_database()
        if self.contradicts(seen):
            # Several centrals may serve one database: only the first of them that sees it says so.
            with migrating():
                seen = now_in_database()
                if self.contradicts(seen):
                    seen = begin()
        self.seen = seen

    def contradicts(self, seen: Seen) -> bool:
        """Say whether the database is older than what was seen of it."""
        if self.seen.timeline == seen.timeline:
            return seen.total < self.seen.total
        # Another central has begun since, or else this life is one from before the one that was seen.
        return all(life.timeline != self.seen.timeline for life in former())


def former() -> list[PastLife]:
    """Return the earlier lives that this database went through, the first one first."""
    row = run("SELECT value FROM life WHERE name = ?", (FORMER,)).fetchone()
    return msgspec.json.decode(row[0], type=list[PastLife]) if row else []


def parted(lives: Sequence[str], feeds: Iterable[str]) -> tuple[str, dict[str, int]]:
    """Return the first of these lives that ended here, and the last number of each feed then; nothing if none did."""
    past = former() if lives else []
    places = {life.timeline: place for place, life in enumerate(past)}
    name = next((life for life in lives if life in places), "")
    if not name:
        return "", {}
    heads = heads_of(past[: places[name] + 1])
    return name, {feed: heads.get(feed, 0) for feed in feeds}


def heads_of(lives: Sequence[PastLife]) -> dict[str, int]:
    """Return the last number of each feed when the last of these lives ended."""
    heads: dict[str, int] = {}
    for life in lives:
        heads |= life.heads
    return heads


def begin() -> Seen:
    """Give the database's life a new name; the one it had is kept among the former."""
    with database.atomic():
        seen, lives = now_in_database(), former()
        if seen.timeline:
            before = heads_of(lives)
            heads = {feed: head for feed, head in locked_heads() if head != before.get(feed, 0)}
            lives = within_bounds([*lives, PastLife(seen.timeline, heads)])
        new = secrets.token_hex(NAME_BYTES)
        put(TIMELINE, new)
        put(FORMER, msgspec.json.encode(lives).decode())
    return Seen(new, seen.total)


def locked_heads() -> list[tuple[str, int]]:
    """Return the last number of each feed; who is giving one is waited for, and whoever comes next waits for us."""
    return list(run(HEADS + (" FOR SHARE" if is_postgresql() else "")).fetchall())


def within_bounds(lives: list[PastLife]) -> list[PastLife]:
    """Forget the first ones where there are too many; the next one then tells their numbers too."""
    numbers = sum(len(life.heads) for life in lives)
    while len(lives) > MOST_LIVES or (numbers > MOST_HEADS and len(lives) > 1):
        first, second, *rest = lives
        heads = first.heads | second.heads
        numbers += len(heads) - len(first.heads) - len(second.heads)
        lives = [msgspec.structs.replace(second, heads=heads), *rest]
    return lives


def put(name: str, value: str) -> None:
    Life.delete().where(Life.name == name).execute()
    Life.create(name=name, value=value)
