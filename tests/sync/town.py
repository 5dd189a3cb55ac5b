"""The town of the tests: two centres in one area, one in another, and the office."""

from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from kiosk.core.ids import new_id
from sync.central import intake, pages
from sync.central.audience import Caller
from sync.central.intake import Taken
from sync.central.tables import Centre, Replica
from sync.protocol import Change, ExchangeAnswer, Judgement, Page


def change(n: int, **given: Any) -> Change:
    """Write change `n` down: a new activity, unless `given` says otherwise."""
    values = {
        "id": new_id().hex,
        "kind": "activity",
        "fields": {"title": "Sewing"},
        "at": 1_000,
        "trusted": True,
    }
    return Change(**{"n": n} | values | given)


@dataclass
class Kiosk:
    """A kiosk as central sees it: it counts its changes and remembers how far it has read."""

    caller: Caller
    n: int = 0
    cursors: dict[str, int] = field(default_factory=dict)

    @property
    def centre(self) -> str:
        return self.caller.centre

    def change(self, record: str | None = None, **given: Any) -> Change:
        """Write the next change of this kiosk down without sending it."""
        self.n += 1
        return change(self.n, **({"id": record} if record else {}) | given)

    def send(self, *changes: Change) -> Taken:
        return intake.take(self.caller, changes)

    def write(self, record: str | None = None, **given: Any) -> Judgement:
        """Send one change alone and return the verdict on it."""
        return self.send(self.change(record, **given)).judgements[0]

    def pull(self, budget: pages.Budget | None = None) -> list[Page]:
        """Read the next pages, over the wire's own encoding, and remember the cursors."""
        answer = pages.RawAnswer(1, 0, 0, pages=pages.pages(self.caller, self.cursors, budget))
        found = msgspec.json.decode(msgspec.json.encode(answer), type=ExchangeAnswer).pages
        self.cursors.update({page.feed: page.cursor for page in found})
        return found

    def read(self) -> dict[str, dict[str, Any] | None]:
        """Pull and return the fields of each record by id, None for one that is gone."""
        return {
            record.id: None if record.gone else record.fields
            for page in self.pull()
            for record in page.records
        }

    def start_epoch(self) -> "Kiosk":
        caller = Caller(
            self.caller.replica, self.centre, self.caller.area, self.caller.is_office, new_id().hex
        )
        return replace(self, caller=caller, n=0)


@dataclass
class Town:
    home: Kiosk
    sister: Kiosk  # the other kiosk of the same centre
    neighbour: Kiosk  # another centre of the same area
    stranger: Kiosk  # a centre of another area
    office: Kiosk


def found_town() -> Town:
    home, neighbour, stranger = found_centre("NL-RTM"), found_centre("NL-RTM"), found_centre("NL-AMS")
    office = found_centre("NL-UTC", is_office=True)
    return Town(
        *(open_kiosk(centre) for centre in (home, home, neighbour, stranger, office)),
    )


def found_centre(area: str, *, is_office: bool = False) -> Centre:
    centre: Centre = Centre.create(id=new_id().hex, name=f"Centre in {area}", area=area, is_office=is_office)
    return centre


def open_kiosk(centre: Centre) -> Kiosk:
    identity = new_id().hex
    Replica.create(
        id=identity,
        centre=centre.id,
        name="Hall",
        token_hash=bytes.fromhex(identity),
        public_key="",
        enrolled_at=0,
    )
    return Kiosk(Caller(identity, centre.id, centre.area, bool(centre.is_office), new_id().hex))
