"""What people do at a kiosk: they write, change and erase records of several kinds, through the real models."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from kiosk.activities.models import Topic
from kiosk.conflicts.models import Conflict
from kiosk.core import capture, clock, outbox
from kiosk.core.database import database
from kiosk.core.record import Audience, kinds
from kiosk.core.text import Text
from kiosk.needs.models import Need
from kiosk.registration.models import Household
from tests.sync.machines import offer, register
from tests.sync.proof.book import Book, as_json
from tests.sync.proof.future import KIND, Novelty
from tests.sync.proof.kiosks import Fields, Kiosk

STATUSES = ("confirmed", "waiting", "cancelled")
AUDIENCES = (Audience.CENTRE, Audience.AREA, Audience.AREA, Audience.NETWORK)
# What may be changed, and to which value a number leads.
CHANGES: dict[str, list[tuple[str, Callable[[int], Any]]]] = {
    "registration": [
        ("people", lambda number: number % 7),
        ("number", lambda number: number),
        ("status", lambda number: STATUSES[number % 3]),
    ],
    "household": [
        ("adults", lambda number: number % 5),
        ("note_sealed", lambda number: f"envelope {number}"),
        ("bands", lambda number: {"0-3": number % 4}),
    ],
    "activity": [
        ("price_cents", lambda number: number % 6),
        ("food", lambda number: f"food {number}"),
        ("title", lambda number: Text.of("nl", {"nl": f"title {number}"})),
        ("is_women_only", lambda number: (None, True, False)[number % 3]),
    ],
    "novelty": [("colour", lambda number: f"colour {number % 5}"), ("size", lambda number: number % 4)],
    "need": [("status", lambda number: f"status {number % 5}")],
    "topic": [
        ("position", lambda number: number % 5),
        ("name", lambda number: Text.of("nl", {"nl": str(number)})),
    ],
}
KINDS = tuple(CHANGES)
# Where the status of a registration stands among them: a centre it was sent to changes that alone.
STATUS = 2
# So many records are chosen from: two kiosks should meet on one.
FEW = 4
# How long central keeps what is settled or followed by something else.
KEPT_MILLISECONDS = 400 * 86_400_000


def create(kiosk: Kiosk, kind: str, identity: UUID, number: int, recipient: str | None) -> None:
    """Write a new record as the kiosk's features do."""
    if kind == "registration":
        register(id=identity, number=number, place_key=identity.hex, recipient=recipient)
    elif kind == "household":
        Household.create(id=identity, language="nl", adults=number % 5, bands={"0-3": 1})
    elif kind == "activity":
        audience = AUDIENCES[number % (4 if kiosk.is_office else 3)]
        offer(f"title {number}", id=identity, centre=UUID(kiosk.centre), audience=audience)
    elif kind == "novelty":
        Novelty.create(id=identity, colour=f"colour {number}")
    elif kind == "need":
        Need.create(id=identity, topic="school", language="nl", asked_on="2026-11-21")
    else:
        text = Text.of("nl", {"nl": f"topic {number}"})
        audience = Audience.NETWORK if kiosk.is_office else Audience.CENTRE
        Topic.create(id=identity, key=str(number), name=text, position=number % 5, audience=audience)


class Deeds:
    """What is done at the kiosks of one run, written into its book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.made = 0

    def write(self, kiosk: Kiosk, kind: str, number: int, recipient: str | None, plug: int | None) -> None:
        """Write a record that is new."""
        if kind == KIND and not kiosk.is_new:
            return
        self.made += 1
        identity = UUID(int=(0x7 << 76) | (1 << 62) | (2 << 61) | self.made)
        self.book.owners[identity.hex], self.book.kinds[identity.hex] = kiosk.centre, kind
        self.note(kiosk, identity.hex, partial(create, kiosk, kind, identity, number, recipient), plug)

    def change(
        self, kiosk: Kiosk, place: int, number: int, plug: int | None, *, which: int | None = None
    ) -> None:
        """Change one field of a record that may be changed here; `which` is chosen by the number where nobody says."""
        record = self.choose(kiosk, place, own=False)
        if record is None:
            return
        kind = self.book.kinds[record]
        is_own = self.book.owners[record] == kiosk.centre
        which = (number if which is None else which) % len(CHANGES[kind]) if is_own else STATUS
        name, value = CHANGES[kind][which]
        self.note(kiosk, record, partial(update, kind, record, {name: value(number)}), plug)

    def move(self, kiosk: Kiosk, place: int, number: int, plug: int | None) -> None:
        """Open an activity to others or keep it in; send a registration to another centre or call it back."""
        record = self.choose(kiosk, place, own=True)
        kind = self.book.kinds.get(record or "", "")
        if record is None or kind not in {"registration", "activity"}:
            return
        if kind == "activity":
            change = {"audience": AUDIENCES[number % (4 if kiosk.is_office else 3)]}
        else:
            others = [None, *(mark * 32 for mark in "12" if mark * 32 != kiosk.centre)]
            change = {"recipient": others[number % len(others)]}
        self.note(kiosk, record, partial(update, kind, record, change), plug)

    def erase(self, kiosk: Kiosk, place: int, plug: int | None) -> None:
        """Erase a record of this centre."""
        record = self.choose(kiosk, place, own=True)
        if record is None:
            return
        with kiosk.used():
            model = kinds()[self.book.kinds[record]]
        self.note(kiosk, record, lambda: model.delete().where(model.id == record).execute(), plug)

    def choose_in_conflict(self, kiosk: Kiosk, place: int, *, is_other: bool) -> None:
        """Settle a conflict, with the value that stands or with the other one."""
        columns = "id, about, about_kind, field, value, found_at"
        open_ones = kiosk.rows(f"SELECT {columns} FROM conflict WHERE settled_at IS NULL ORDER BY id")
        if not open_ones:
            return
        identity, about, kind, name, value, found_at = open_ones[place % len(open_ones)]
        self.book.owners[identity], self.book.kinds[identity] = kiosk.centre, "conflict"
        self.book.about[identity] = about
        if found_at < kiosk.hours.now - KEPT_MILLISECONDS:
            # What is settled goes 400 days after it was found, not after it was settled (docs/CENTRAL.md).
            # Nothing is a value too, and stands as nothing in the table.
            self.book.let_go(about, name, as_json(msgspec.json.decode(value or "null")))
        self.note(
            kiosk, identity, partial(update, Conflict.kind(), identity, {"settled_at": clock.wall()}), None
        )
        # A program that does not know the kind has no row to write it into.
        if is_other and (kind != KIND or kiosk.is_new):
            sql = f'UPDATE "{kind}" SET "{name}" = json_extract(?, \'$\') WHERE id = ?'
            self.note(kiosk, about, partial(database.execute_sql, sql, (value, about)), None)

    def choose(self, kiosk: Kiosk, place: int, *, own: bool) -> str | None:
        """Return a record that stands at the kiosk and may be changed there."""
        with kiosk.used():
            here = [
                record
                for kind in KINDS
                if kind in kinds()
                for (record,) in database.execute_sql(f'SELECT id FROM "{kind}" ORDER BY id').fetchall()
                if self.book.owners[record] == kiosk.centre or (not own and kind == "registration")
            ]
        return here[place % min(len(here), FEW)] if here else None

    def note(self, kiosk: Kiosk, record: str, deed: Callable[[], Any], plug: int | None) -> None:
        """Do it, and write down what of it is on the disk afterwards, whether the plug was pulled in it or not."""
        with kiosk.used():
            head, before = outbox.head(), content(self.book.kinds[record], record)
        kiosk.do(deed, plug)
        with kiosk.used():
            if outbox.head() == head:
                return
            after = content(self.book.kinds[record], record)
        if after is None:
            self.book.erase(kiosk.name, record)
        else:
            told = {name: value for name, value in after.items() if before is None or before[name] != value}
            self.book.write(kiosk.name, record, told)


def update(kind: str, record: str, change: Fields) -> None:
    model = kinds()[kind]
    model.update(**change).where(model.id == record).execute()


def content(kind: str, record: str) -> Fields | None:
    """Return the fields of a record here as they would travel, None when it is not here."""
    whole = capture.whole(kinds()[kind].replicated_fields())
    found = database.execute_sql(f'SELECT {whole} FROM "{kind}" AS NEW WHERE id = ?', (record,)).fetchone()
    return msgspec.json.decode(found[0]) if found else None
