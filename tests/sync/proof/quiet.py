"""Once everybody was heard: what must be true of a town, whatever happened in it before."""

import msgspec

from sync.agent import standing
from sync.agent.comparing import Findings, compare
from sync.agent.transport import Transport
from tests.sync.proof import future
from tests.sync.proof.book import Book, Held, as_json, nothing
from tests.sync.proof.kiosks import Fields, Kiosk
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import anywhere, at_central

ROUNDS = 12
HOUR = 3_600_000
# What a person at the console mends: it was taken out, or joined after the copy that central was put back from.
OUTSIDE = frozenset({"revoked", "unknown_token"})


def settle(town: Town) -> None:
    """Deliver what is still on its way and let everybody exchange until nobody has news."""
    town.line.troubles.clear()
    while town.line.limbo:
        town.line.deliver_late(0)
    for kiosk in town.kiosks:
        kiosk.skew = 0
        report = kiosk.exchange()
        if report is not None and report.problem in OUTSIDE:
            town.rejoin(kiosk)
    for _round in range(ROUNDS):
        news = [has_news(kiosk) for kiosk in town.kiosks]
        if not any(news):
            return
    raise AssertionError("there is no end to it")


def has_news(kiosk: Kiosk) -> bool:
    """Let a kiosk exchange and say whether anything went up or down; a new epoch may find more to say."""
    before = kiosk.state("epoch"), kiosk.state("acknowledged")
    report = kiosk.exchange()
    assert report is not None
    assert report.is_synced, (kiosk.name, report.text())
    return bool(report.pulled) or before != (kiosk.state("epoch"), kiosk.state("acknowledged"))


def check(town: Town, book: Book) -> None:
    """Compare every kiosk with central, and central with what was said (G5, G8, G14, G16)."""
    for kiosk in town.kiosks:
        everything_is_here(town, kiosk)
    found = at_central(town.central)
    nothing_is_lost(town, book, found)
    nothing_is_back(town, book, found)
    numbers_are_sound(town)
    nothing_is_shown_to_others(town)
    for kiosk in town.kiosks:
        sums_are_the_same(town, kiosk)


def everything_is_here(town: Town, kiosk: Kiosk) -> None:
    """See that a kiosk holds what central holds for it; of a kind that it does not know, word for word."""
    wanted = expected(town, kiosk)
    unknown = {} if kiosk.is_new else {key: value for key, value in wanted.items() if key[0] == future.KIND}
    known = {key: value for key, value in wanted.items() if key not in unknown}
    here = kiosk.records()
    # What stands at central and is another here, then what stands here and is another at central.
    differing = [
        dict(one.items() - other.items())
        for one, other in ((seen(known), seen(here)), (seen(here), seen(known)))
    ]
    assert not any(differing), (kiosk.name, *differing)
    assert kiosk.parked() == unknown, kiosk.name


def seen(records: dict[tuple[str, str], tuple[int, Fields]]) -> dict[tuple[str, str], tuple[int, str]]:
    return {key: (version, as_json(fields)) for key, (version, fields) in records.items()}


def sums_are_the_same(town: Town, kiosk: Kiosk) -> None:
    """Let a kiosk compare as it does every night: nothing is to be mended (G16)."""
    town.hours.go_on(HOUR)
    findings: list[Findings] = []

    def compare_all() -> None:
        enrolled = standing.read_enrolled()
        findings.append(compare(Transport(enrolled.central, enrolled.token)))

    kiosk.do(compare_all)
    assert (findings[0].same, findings[0].mended) == (3, 0), (kiosk.name, findings[0])


def nothing_vanished(town: Town, book: Book) -> None:
    """See that every value is held by somebody, whoever has news of it yet."""
    nothing_is_lost(town, book, anywhere(town))


def expected(town: Town, kiosk: Kiosk) -> dict[tuple[str, str], tuple[int, Fields]]:
    """Return what central has for a kiosk."""
    rows = town.central.rows(
        "SELECT kind, id, version, fields FROM record WHERE NOT is_gone AND feed IN (?, ?, ?)",
        *kiosk.feeds,
    )
    return {(kind, record): (version, msgspec.json.decode(fields)) for kind, record, version, fields in rows}


def nothing_is_lost(town: Town, book: Book, found: Held) -> None:
    """See that every value is in place, in history or in a conflict, or was refused and says so."""
    # A conflict goes with the record that it is about.
    gone = book.gone() | {record for record in found.erased if book.kinds.get(record) == "conflict"}
    # Who was silent for over a year may write about what was erased long ago: that goes too, once it is told.
    gone |= book.forgotten - {record for record, _name in at_central(town.central).values}
    unheard, shown = refused(town) | let_go(town, book), shown_refused(town)
    lost = [
        said
        for said in book.said
        if said.record not in gone
        and not (found.has(said) or shown.has(said))
        and (said.kiosk, said.record) not in unheard
    ]
    assert not lost, lost
    away = book.standing - gone - found.erased - {record for record, _name in found.values}
    assert not away, away


def refused(town: Town) -> set[tuple[str, str]]:
    """Return which kiosks were refused what about which records."""
    seen = set()
    for kiosk in town.kiosks:
        for (record,) in kiosk.rows("SELECT record FROM refused"):
            seen.add((kiosk.name, record))
    return seen


def let_go(town: Town, book: Book) -> set[tuple[str, str]]:
    """Return which kiosks hold no more what left their feeds over a year ago: their words about it went with it."""
    here = {kiosk.name: {record for _kind, record in kiosk.records()} for kiosk in town.kiosks}
    return {
        (kiosk.name, record)
        for kiosk in town.kiosks
        for feed, record in book.left
        if feed in kiosk.feeds and record not in here[kiosk.name]
    }


def shown_refused(town: Town) -> Held:
    """Return what stands where it was refused: an equal word of somebody else is the same word."""
    found = nothing()
    for kiosk in town.kiosks:
        for record, fields in kiosk.rows("SELECT record, fields FROM refused"):
            found.add(record, fields)
    return found


def nothing_is_shown_to_others(town: Town) -> None:
    """See that a record stands with another centre, or in the area, only while its own fields say so."""
    query = "SELECT feed, kind, id, owner, fields FROM record WHERE NOT is_gone"
    for feed, kind, record, owner, document in town.central.rows(query):
        fields = msgspec.json.decode(document)
        audience, _colon, name = feed.partition(":")
        # Of a kind that central does not know it knows no field either.
        if kind != future.KIND:
            assert fields.get("audience", audience) == audience, (feed, kind, record)
            assert audience != "centre" or name in {owner, fields.get("recipient")}, (feed, kind, record)


def nothing_is_back(town: Town, book: Book, found: Held) -> None:
    """See that what was erased stands nowhere, nor anything that was ever said of it."""
    gone = book.gone()
    for record, name in found.values:
        assert record not in gone, (record, name)
    for kiosk in town.kiosks:
        # What a centre answered to a record that central lost, or that its owner had called back meanwhile, is shown
        # there until a person has seen to it: nobody tells that centre that its owner erased it since.
        others = {record for record, owner in book.owners.items() if owner != kiosk.centre}
        late = "SELECT record FROM refused WHERE reason IN ('in_part', 'not_owner')"
        unknown = {record for (record,) in kiosk.rows(late)}
        for table in ("outbox", "refused", "parked"):
            left = {record for (record,) in kiosk.rows(f"SELECT record FROM {table} WHERE fields <> '{{}}'")}
            excused = others & unknown if table == "refused" else set()
            assert not left & gone - excused, (kiosk.name, table)


def numbers_are_sound(town: Town) -> None:
    """See that no number of a feed was given twice, and that none is ahead of its feed's head."""
    rows = town.central.rows
    assert not rows("SELECT feed, version FROM record GROUP BY feed, version HAVING COUNT(*) > 1")
    assert not rows("SELECT r.id FROM record AS r JOIN feed AS f ON f.feed = r.feed WHERE r.version > f.head")


def count(town: Town, book: Book) -> dict[str, int]:
    """Return how much happened, for the report."""
    return {
        "calls": town.line.calls,
        "values written": len(book.said),
        "records erased": len(book.gone()),
        "conflicts": len(town.central.rows("SELECT id FROM conflict")),
        "refused changes": len(refused(town)),
        "kiosks died": sum(kiosk.deaths for kiosk in town.kiosks),
        "power took back": sum(kiosk.disk.losses for kiosk in town.kiosks),
        "central died": town.central.deaths,
    }
