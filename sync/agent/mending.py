"""What differs from central is laid in as it is there; what is only here is told again, or was taken away there."""

from dataclasses import dataclass, field

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import database
from sync.agent import erasing, leaving, parking, pull, push, resending, standing, tables
from sync.agent.answer import Arrived, ArrivedPage
from sync.agent.holding import Holding
from sync.agent.resending import Part
from sync.agent.standing import Standing

REFUSED = (
    "SELECT record FROM refused WHERE record IN (SELECT value FROM json_each(?))"  # noqa: S608  a word of ours
    f" AND reason <> '{push.IN_PART_REASON}'"
)
WAITING = "SELECT record FROM outbox WHERE record IN (SELECT value FROM json_each(?))"
# A portion is written while somebody may wait at the screen (G13).
PORTION_ROWS = 200
Places = list[tuple[str, str]]


@dataclass
class Mended:
    """(id, kind) of what was done, and what features must hear of it."""

    fetched: Places = field(default_factory=list)
    told: Places = field(default_factory=list)
    gone: Places = field(default_factory=list)
    refused: Places = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    erased: erasing.Places = field(default_factory=list)


def mend(before: Standing, feed: str, fetched: list[Arrived], extra: list[Holding]) -> Mended:
    """Mend some records of one feed, a portion in a transaction; what waits to be sent is left alone.

    `fetched` is as it stands at central, or gone from there; `extra` is here and not there. Raises StaleAnswerError
    when another exchange was applied since `before` was read.
    """
    done = Mended()
    for first in range(0, max(len(fetched), len(extra)), PORTION_ROWS):
        portion = slice(first, first + PORTION_ROWS)
        with outbox.applying():
            standing.require_same(before)
            lay_in(before, feed, fetched[portion], done)
            settle(before, feed, extra[portion], done)
    if done.told:
        outbox.news.set()
    return done


def lay_in(before: Standing, feed: str, records: list[Arrived], done: Mended) -> None:
    """Write records as central holds them, and let go of those that are gone there."""
    kept = untouchable([(one.id, one.kind) for one in records], done)
    wanted = [one for one in records if one.id not in kept]
    portion = pull.prepare([ArrivedPage(feed, 0, wanted)])
    pull.write(portion, before.acknowledged)
    done.fetched += [(one.id, one.kind) for one in wanted if not one.gone]
    done.gone += [(one.id, one.kind) for one in wanted if one.gone]
    done.kinds |= portion.kinds
    done.erased += portion.erased


def settle(before: Standing, feed: str, extra: list[Holding], done: Mended) -> None:
    """Tell central records of this centre that it does not hold; let go of those of others, which left the feed."""
    kept = untouchable([(one.record, one.kind) for one in extra], done)
    for one in extra:
        place = one.record, one.kind
        if one.record in kept:
            continue
        if one.is_row and tell_again(before, feed, one):
            done.told.append(place)
            continue
        parking.leave([place])
        if one.is_row:
            leaving.let_go(feed, one.record, one.kind)
            done.kinds |= {one.kind}
        done.gone.append(place)


def untouchable(places: Places, done: Mended) -> frozenset[str]:
    """Return the records of which something waits to be sent, or was refused: a person has still to look at that."""
    wanted = (msgspec.json.encode([record for record, _kind in places]).decode(),)
    waiting = {str(row[0]) for row in database.execute_sql(WAITING, wanted)}
    refused = {str(row[0]) for row in database.execute_sql(REFUSED, wanted)}
    done.refused += [place for place in places if place[0] in refused]
    return frozenset(waiting | refused)


def tell_again(before: Standing, feed: str, one: Holding) -> bool:
    """Put a row of this centre into the outbox, whole, and say whether it was one.

    It goes with the number it has, by which central knows whether it was erased so long ago that this is forgotten.
    """
    part = Part(tables.table(tables.models()[one.kind]), feed.partition(":")[0], 0)
    values = {
        "wanted": msgspec.json.encode([one.record]).decode(),
        "common": one.version,
        "centre": before.centre,
        "is_office": bool(state.get("is_office")),
        "last": (last := outbox.head()),
    }
    database.execute_sql(resending.append(part), values)
    resending.leave_out_pending(values)
    return outbox.head() > last
