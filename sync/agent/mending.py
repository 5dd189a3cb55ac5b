"""What differs from central is laid in as it is there; what is only here is told again, or was taken away there."""

from dataclasses import dataclass, field

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import database
from sync.agent import erasing, parking, pull, resending, standing, tables
from sync.agent.answer import Arrived, ArrivedPage
from sync.agent.errors import StaleAnswerError
from sync.agent.holding import Holding
from sync.agent.resending import Part
from sync.agent.standing import Standing

REFUSED = "SELECT record FROM refused WHERE record IN (SELECT value FROM json_each(?))"
WAITING = "SELECT record FROM outbox WHERE record IN (SELECT value FROM json_each(?))"
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
    """Mend some records of one feed in one transaction; what waits to be sent is left alone.

    `fetched` is as it stands at central, or gone from there; `extra` is here and not there. Raises StaleAnswerError
    when another exchange was applied since `before` was read.
    """
    done = Mended()
    with outbox.applying():
        if standing.read().has_moved(before):
            raise StaleAnswerError("another exchange was applied meanwhile")
        names = [one.id for one in fetched] + [one.record for one in extra]
        waiting, refused = among(WAITING, names), among(REFUSED, names)
        wanted = [one for one in fetched if one.id not in waiting | refused]
        portion = pull.prepare([ArrivedPage(feed, 0, wanted)])
        pull.write(portion, before.acknowledged)
        done.fetched = [(one.id, one.kind) for one in wanted if not one.gone]
        done.gone = [(one.id, one.kind) for one in wanted if one.gone]
        done.refused = [(one.id, one.kind) for one in fetched if one.id in refused]
        done.refused += [(one.record, one.kind) for one in extra if one.record in refused]
        for one in extra:
            if one.record not in waiting | refused:
                settle(before, feed, one, done)
        done.kinds = portion.kinds | {kind for _record, kind in done.gone} & tables.models().keys()
        done.erased = portion.erased
    if done.told:
        outbox.news.set()
    return done


def among(query: str, records: list[str]) -> frozenset[str]:
    wanted = msgspec.json.encode(records).decode()
    return frozenset(str(row[0]) for row in database.execute_sql(query, (wanted,)))


def settle(before: Standing, feed: str, one: Holding, done: Mended) -> None:
    """Tell central a record of this centre that it does not hold; let go of one of others, which left the feed."""
    place = one.record, one.kind
    if one.is_row and tell_again(before, feed, one):
        done.told.append(place)
        return
    parking.leave([place])
    if one.is_row:
        pull.let_go(feed, Arrived(one.record, one.kind, one.version, gone=True))
    done.gone.append(place)


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
