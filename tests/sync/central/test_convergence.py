"""Whatever the kiosks write while they are apart, in the end each holds what central holds for it (G8, G16)."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.central import rights
from sync.central.tables import Centre, Conflict, Feed, Receipt, Record, Replica
from sync.protocol import Change, Judgement, Verdict
from tests.sync.town import Kiosk, Town, found_town

Fields = dict[str, Any]


@dataclass
class Book:
    """A kiosk's own copy: `known` as central told it, `own` with what it wrote since."""

    kiosk: Kiosk
    known: dict[str, tuple[int, Fields]] = field(default_factory=dict)
    own: dict[str, tuple[int, Fields]] = field(default_factory=dict)
    waiting: list[Change] = field(default_factory=list)

    def write(self, record: str, owner: str, fields: Fields, *, erased: bool) -> None:
        """Write as a person at this kiosk could: what is its centre's, or what was sent to it."""
        base, old = self.own.get(record, (0, {"audience": "centre", "recipient": ""}))
        is_owner = owner == self.kiosk.centre
        if not is_owner and (base == 0 or old["recipient"] != self.kiosk.centre or erased):
            return
        if not is_owner:
            fields = {"title": fields["title"]}
        if base == 0:
            fields = old | fields
        new = old | fields
        changed = (
            {}
            if erased
            else {name: value for name, value in fields.items() if old.get(name) != value or not base}
        )
        self.waiting.append(
            self.kiosk.change(
                record,
                kind="request",
                base=base,
                fields=changed,
                audience=new["audience"],
                to=new["recipient"],
                erased=erased,
                at=self.kiosk.n % 7,
            )
        )
        self.own[record] = (base, new)
        if erased:
            del self.own[record]

    def exchange(self) -> None:
        """Send what waits, hear the verdicts, and read every page."""
        if self.waiting:
            taken = self.kiosk.send(*self.waiting)
            for change, judgement in zip(self.waiting, taken.judgements, strict=True):
                self.hear(change, judgement)
            self.waiting = []
        while pages := self.kiosk.pull():
            for page in pages:
                for record in page.records:
                    if not record.gone:
                        self.known[record.id] = self.own[record.id] = (record.version, record.fields)
                    elif record.version > self.known.get(record.id, (0, {}))[0]:
                        self.known.pop(record.id, None)
                        self.own.pop(record.id, None)

    def hear(self, change: Change, judgement: Judgement) -> None:
        if judgement.reason == "erased":
            self.known.pop(change.id, None)
            self.own.pop(change.id, None)
        elif judgement.verdict == Verdict.REFUSED:
            self.own.pop(change.id, None)
            if change.id in self.known:
                self.own[change.id] = self.known[change.id]
        elif judgement.version and change.id in self.own:
            self.known[change.id] = self.own[change.id] = (judgement.version, self.own[change.id][1])

    def expected(self) -> dict[str, Fields]:
        rows = Record.select().where(Record.feed.in_(self.kiosk.caller.feeds), ~Record.is_gone)
        return {row.id: (row.version, msgspec.json.decode(row.fields)) for row in rows}


wishes = st.fixed_dictionaries(
    {"title": st.integers(0, 3)},
    optional={
        "places": st.integers(0, 3),
        "audience": st.sampled_from(["centre", "area", "network"]),
        "recipient": st.integers(0, 4),
    },
)
# Who acts (one in four exchanges), on which record of its own centre or of another, what is wished, is it erased.
steps_of = st.tuples(
    st.integers(0, 4),
    st.sampled_from(["write", "write", "write", "exchange"]),
    st.integers(0, 1),
    st.sampled_from([0, 0, 0, 1, 2, 3]),
    wishes,
    st.sampled_from([False] * 11 + [True]),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(steps_of, min_size=40, max_size=80))
def test_it_leaves_every_kiosk_with_what_central_holds_for_it(
    town: Town, steps: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A kind that may do whatever any kind may.
    everything = rights.Right(rights.OPEN, is_addressed=True, answers=frozenset({"title"}))
    monkeypatch.setitem(rights.RIGHTS, "request", everything)
    books = [Book(kiosk) for kiosk in vars(begin_again()).values()]
    centres = list(dict.fromkeys(book.kiosk.centre for book in books))

    for place, action, slot, other, wish, erased in steps:
        book = books[place]
        owner = (centres.index(book.kiosk.centre) + other) % len(centres)
        if action == "exchange":
            book.exchange()
        else:
            fields = fit(wish, centres, is_office=book.kiosk.caller.is_office)
            book.write(f"{owner:031x}{slot}", centres[owner], fields, erased=erased)
    for _round in range(2):
        for book in books:
            book.exchange()

    for book in books:
        assert book.own == book.expected()


def fit(wish: Fields, centres: list[str], *, is_office: bool) -> Fields:
    """Turn a wish into what a kiosk would let a person write."""
    fields = dict(wish)
    if "recipient" in fields:
        fields["recipient"] = ["", *centres][fields["recipient"]]
    if fields.get("audience") == "network" and not is_office:
        fields["audience"] = "area"
    return fields


def begin_again() -> Town:
    """Empty the store, as one test runs many examples."""
    for table in (Conflict, Receipt, Record, Feed, Replica, Centre):
        table.delete().execute()
    return found_town()
