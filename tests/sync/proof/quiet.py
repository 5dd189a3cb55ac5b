"""Once everybody was heard: what must be true of a town, whatever happened in it before."""

import msgspec

from tests.sync.proof.book import Book, Held, held
from tests.sync.proof.kiosks import Fields, Kiosk
from tests.sync.proof.town import Town

ROUNDS = 8


def settle(town: Town) -> None:
    """Deliver what is still on its way and let everybody exchange until nobody has news."""
    town.line.troubles.clear()
    while town.line.limbo:
        town.line.deliver_late(0)
    for kiosk in town.kiosks:
        kiosk.skew = 0
    for _round in range(ROUNDS):
        news = [has_news(kiosk) for kiosk in town.kiosks]
        if not any(news):
            return
    raise AssertionError("there is no end to it")


def has_news(kiosk: Kiosk) -> bool:
    """Let a kiosk exchange and say whether anything went up or down."""
    was_quiet = kiosk.is_quiet()
    report = kiosk.exchange()
    assert report is not None
    assert report.is_synced, (kiosk.name, report.text())
    return bool(report.pulled) or not was_quiet


def check(town: Town, book: Book) -> None:
    """Compare every kiosk with central, and central with what was said (G5, G8, G14, G16)."""
    found = held(town.central.rows)
    seen = {kiosk.name: kiosk.records() for kiosk in town.kiosks}
    for kiosk in town.kiosks:
        assert seen[kiosk.name] == expected(town, kiosk), kiosk.name
    nothing_is_lost(book, found, refused(town))
    nothing_is_back(town, book, found)
    numbers_are_sound(town)


def expected(town: Town, kiosk: Kiosk) -> dict[tuple[str, str], tuple[int, Fields]]:
    """Return what central has for a kiosk."""
    rows = town.central.rows(
        "SELECT kind, id, version, fields FROM record WHERE NOT is_gone AND feed IN (?, ?, ?)",
        *kiosk.feeds,
    )
    return {(kind, record): (version, msgspec.json.decode(fields)) for kind, record, version, fields in rows}


def nothing_is_lost(book: Book, found: Held, refused: set[tuple[str, str]]) -> None:
    """See that every value is in place, in history or in a conflict, or was refused and says so."""
    # A conflict goes with the record that it is about.
    gone = book.gone() | {record for record in found.erased if book.kinds.get(record) == "conflict"}
    lost = [
        said
        for said in book.said
        if said.record not in gone and not found.has(said) and (said.kiosk, said.record) not in refused
    ]
    assert not lost, lost


def refused(town: Town) -> set[tuple[str, str]]:
    """Return which kiosks were refused what about which records."""
    seen = set()
    for kiosk in town.kiosks:
        for (record,) in kiosk.rows("SELECT record FROM refused"):
            seen.add((kiosk.name, record))
    return seen


def nothing_is_back(town: Town, book: Book, found: Held) -> None:
    """See that what was erased stands nowhere, nor anything that was ever said of it."""
    gone = book.gone()
    assert gone <= found.erased, gone - found.erased
    for record, name in found.values:
        assert record not in gone, (record, name)
    for kiosk in town.kiosks:
        for table in ("outbox", "refused", "parked"):
            left = {record for (record,) in kiosk.rows(f"SELECT record FROM {table} WHERE fields <> '{{}}'")}
            assert not left & gone, (kiosk.name, table)


def numbers_are_sound(town: Town) -> None:
    """See that no number of a feed was given twice, and that none is ahead of its feed's head."""
    rows = town.central.rows
    assert not rows("SELECT feed, version FROM record GROUP BY feed, version HAVING COUNT(*) > 1")
    assert not rows("SELECT r.id FROM record AS r JOIN feed AS f ON f.feed = r.feed WHERE r.version > f.head")


def count(town: Town, book: Book) -> dict[str, int]:
    """Return how much happened, for the report."""
    ((conflicts,),) = town.central.rows("SELECT COUNT(*) FROM conflict")
    return {
        "calls": town.line.calls,
        "values written": len(book.said),
        "records erased": len(book.gone()),
        "conflicts": conflicts,
        "refused changes": len(refused(town)),
        "kiosks died": sum(kiosk.deaths for kiosk in town.kiosks),
        "central died": town.central.deaths,
    }
