"""Of a tombstone past its time eight bytes stay for good: by these no copy, however old, brings its record back (G14).

Central that was put back from a copy finds as little of what it has lost: a mark tells the ones from the others.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sync.central.database import run
from sync.central.ledger import Shape, among, insert, listed, numbered
from sync.central.prints import mark_of

FORGOTTEN = Shape("forgotten", {"feed": "text", "mark": "bigint"})


class Forgotten(NamedTuple):
    """Those of some records of which a mark was found, and below which number of each feed none was left yet."""

    records: frozenset[str]
    unmarked: dict[str, int]


NOTHING = Forgotten(frozenset(), {})


def remember(feed: str, records: Iterable[str]) -> None:
    """Leave marks of records whose rows are deleted in the same transaction."""
    insert(FORGOTTEN, [(feed, number_of(record)) for record in records])


def find(feeds: Collection[str], records: Iterable[str]) -> Forgotten:
    """Return what is remembered, in these feeds, of records that stand in none of them.

    A feed in which nothing was forgotten yet costs no search.
    """
    sql = f"SELECT feed, unmarked FROM feed WHERE feed {listed()} AND horizon > 0"  # noqa: S608
    unmarked = dict(run(sql, (among(feeds),)).fetchall())
    if not unmarked:
        return NOTHING
    marks = {number_of(record): record for record in records}
    sql = f"SELECT mark FROM forgotten WHERE feed {listed()} AND mark {listed()}"  # noqa: S608
    found = run(sql, (among(unmarked), numbered(marks))).fetchall()
    return Forgotten(frozenset(marks[mark] for (mark,) in found), unmarked)


def number_of(record: str) -> int:
    """Return the mark of a record as the number that a table keeps."""
    return int.from_bytes(mark_of(record), signed=True)
