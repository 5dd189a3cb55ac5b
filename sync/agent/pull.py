"""The way down: what stands at central is laid under what this kiosk has said and central has not heard yet."""

import sqlite3
from dataclasses import dataclass, field

import msgspec

from kiosk.core import outbox
from kiosk.core.database import database
from sync.agent import absence, erasing, leaving, parking, tables
from sync.agent.answer import Arrived, ArrivedPage
from sync.agent.tables import Row, Table
from sync.agent.values import UnfitError

# What the database may have against one record; anything else it says concerns them all and goes up.
AGAINST_THE_RECORD = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OverflowError,
    UnicodeError,
)
PENDING = (
    "SELECT o.record, o.fields, o.is_erased FROM json_each(?) AS wanted"
    " CROSS JOIN outbox AS o ON o.record = wanted.value WHERE o.n > ?"
)
# Fields that a record has said here and central has not heard; None for a record that was erased here.
Pending = dict[str, set[str] | None]


@dataclass(slots=True)
class Portion:
    """Records made ready to be written, while nobody waits for the database."""

    rows: dict[Table, list[tuple[Arrived, Row]]] = field(default_factory=dict)
    gone: list[tuple[str, Arrived]] = field(default_factory=list)
    unfit: list[tuple[Arrived, msgspec.Raw | None]] = field(default_factory=list)
    absent: list[absence.Absence] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.gone or self.unfit)

    @property
    def came(self) -> list[Arrived]:
        return [arrived for pairs in self.rows.values() for arrived, _row in pairs]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Return (id, kind) of all that came."""
        return [(one.id, one.kind) for one in (*self.came, *(arrived for _feed, arrived in self.gone))]

    @property
    def versions(self) -> dict[str, int]:
        """Return the number of each record that came and is not gone, by id."""
        return {one.id: one.version for one in (*self.came, *(one for one, _rest in self.unfit))}

    @property
    def erased(self) -> erasing.Places:
        return [(arrived.id, arrived.kind) for _feed, arrived in self.gone if arrived.erased]

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds known here of which something came or went."""
        gone = {arrived.kind for _feed, arrived in self.gone} & tables.models().keys()
        return frozenset({table.kind for table in self.rows} | gone)


def prepare(pages: list[ArrivedPage]) -> Portion:
    """Look at what came. Reads nothing and writes nothing."""
    portion = Portion()
    models = tables.models() if pages else {}
    for page in pages:
        for arrived in page.records:
            if arrived.gone:
                portion.gone.append((page.feed, arrived))
            elif arrived.kind in models:
                sort(portion, tables.table(models[arrived.kind]), arrived)
            else:
                portion.unfit.append((arrived, None))
    return portion


def sort(portion: Portion, table: Table, arrived: Arrived) -> None:
    """Make the row of a record; keep apart what has no place in it."""
    rest = None
    try:
        row, untold = table.whole(arrived)
    except UnfitError:
        try:
            known, rest = table.split(arrived)
            row, untold = table.whole(known)
        except UnfitError:
            portion.unfit.append((arrived, None))
            return
    portion.rows.setdefault(table, []).append((arrived, row))
    portion.absent += absence.of(table, arrived.id, untold)
    if rest is not None:
        portion.unfit.append((arrived, rest))


def write(portion: Portion, acknowledged: int) -> int:
    """Write a portion and return how many records came or went. Runs inside `outbox.applying()`.

    Fields of which a change after number `acknowledged` waits in the outbox keep the value they have here.
    """
    if portion.is_empty:
        return 0
    parking.leave(portion.places)
    absence.note([(arrived.id, arrived.kind) for arrived in portion.came], portion.absent)
    erasing.remember_read(portion.gone)
    erasing.erase(portion.erased)
    erasing.tell_again(portion.versions)
    pending = pending_of([*portion.versions, *(arrived.id for _feed, arrived in portion.gone)], acknowledged)
    for table, pairs in portion.rows.items():
        store(table, overlay(table, pairs, pending) if pending else pairs)
    leaving.forget(portion.versions)
    for feed, arrived in portion.gone:
        if arrived.id not in pending:
            leaving.let_go(feed, arrived.id, arrived.kind)
        else:
            leaving.remember(feed, [(arrived.id, arrived.kind)])
    for arrived, rest in portion.unfit:
        # What is unknown of a record that was erased here stays away like the rest of it.
        if pending.get(arrived.id, ()) is not None:
            parking.park(arrived, rest)
    return len(portion.places) + sum(rest is None for _arrived, rest in portion.unfit)


def pending_of(records: list[str], acknowledged: int) -> Pending:
    """Return what waits in the outbox of these records, by id."""
    pending: Pending = {}
    if outbox.head() <= acknowledged:
        return pending
    wanted = msgspec.json.encode(records).decode()
    for record, fields, is_erased in database.execute_sql(PENDING, (wanted, acknowledged)):
        said = pending.setdefault(record, set())
        if is_erased or said is None:
            pending[record] = None
        else:
            said.update(msgspec.json.decode(fields))
    return pending


def overlay(table: Table, pairs: list[tuple[Arrived, Row]], pending: Pending) -> list[tuple[Arrived, Row]]:
    """Lay what was said here over what came; a record erased here stays away."""
    laid: list[tuple[Arrived, Row]] = []
    for arrived, row in pairs:
        said = pending.get(arrived.id, set())
        if said is None:
            continue
        here = database.execute_sql(table.select, (arrived.id,)).fetchone() if said else None
        if here:
            places = table.places
            kept = [here[place] if name in said else row[place] for place, name in places]
            laid.append((arrived, [*row[:2], *kept]))
        else:
            laid.append((arrived, row))
    return laid


def store(table: Table, pairs: list[tuple[Arrived, Row]]) -> None:
    """Write rows of one kind at once; when one does not go in, all the others do and that one is parked."""
    try:
        # Without a savepoint, for which the database would keep every page that it touches until the end.
        database.cursor().executemany(table.upsert, [row for _arrived, row in pairs])
    except AGAINST_THE_RECORD:
        # Those before the one that did not go in are in already, and are the same when they are put in again.
        for arrived, row in pairs:
            try:
                database.cursor().execute(table.upsert, row)
            except AGAINST_THE_RECORD:
                parking.park(arrived)
