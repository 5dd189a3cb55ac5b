"""What the people of a proof wrote and erased, kept beside the network so that nothing can vanish unseen (G8)."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec


class Said(NamedTuple):
    """One value of one field, as JSON, written at a kiosk; `n` counts all that was ever written."""

    n: int
    kiosk: str
    record: str
    field: str
    value: str


@dataclass
class Book:
    """`owners` and `kinds` go by record; `erased` are the records somebody erased, with where and when.

    `about` names the record of each conflict in which somebody chose.
    """

    count: int = 0
    said: list[Said] = field(default_factory=list)
    erased: list[tuple[int, str, str]] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    # Records that must stand in the end whatever central lost, unless they were erased.
    standing: set[str] = field(default_factory=set)
    # Records erased, and conflicts settled, so long ago that central may have forgotten it; who heard nothing may
    # write about them, an old card may bring them back, and nobody must.
    forgotten: set[str] = field(default_factory=set)
    # Records that left a feed so long ago, by (feed, record): who had heard nothing may still write about them there.
    left: set[tuple[str, str]] = field(default_factory=set)
    # How much was written when the card of a kiosk was copied, by its name.
    copied: dict[str, int] = field(default_factory=dict)

    def write(self, kiosk: str, record: str, fields: dict[str, Any]) -> None:
        self.count += 1
        for name, value in fields.items():
            self.said.append(Said(self.count, kiosk, record, name, as_json(value)))

    def erase(self, kiosk: str, record: str) -> None:
        self.count += 1
        self.erased.append((self.count, kiosk, record))

    def gone(self) -> set[str]:
        """Return what was erased, with the conflicts about it (docs/CENTRAL.md, "What is kept of every value").

        Central needs no tombstone of such a conflict: one that it lost is not taken back after its record is erased.
        """
        erased = {record for _n, _kiosk, record in self.erased}
        return erased | {conflict for conflict, record in self.about.items() if record in erased}

    def forget_erasures(self) -> None:
        """Bind nobody any more to what was erased: neither that it stays away, nor that it comes back."""
        self.forgotten |= self.gone()
        self.erased.clear()

    def let_go(self, record: str, name: str, value: str) -> None:
        """Bind nobody any more to one value of a field."""
        self.said = [
            said for said in self.said if (said.record, said.field, said.value) != (record, name, value)
        ]

    def let_go_of(self, waited: "Held", held: "Held") -> None:
        """Bind nobody any more to what waited to be said and is not held now."""
        self.said = [
            said
            for said in self.said
            if said.value not in waited.values[said.record, said.field] or held.has(said)
        ]

    def lose(self, since: int, held: "Held") -> None:
        """Bind nobody any more to what was written since and is not held: an equal word of before is another."""
        self.said = [said for said in self.said if said.n <= since or held.has(said)]

    def keep(self, held: "Held") -> None:
        """Take out what nobody is bound to hold any more: it is past its time."""
        gone = self.gone()
        self.said = [said for said in self.said if held.has(said) and said.record not in gone]

    def keep_known(self, held: "Held") -> None:
        """Take out what was known to a database only that was set back, erasures too."""
        self.erased = [each for each in self.erased if each[2] in held.erased]
        self.keep(held)


class Held(NamedTuple):
    """Values by (record, field), wherever they are held, and the records that are known to be erased."""

    values: dict[tuple[str, str], set[str]]
    erased: set[str]

    def has(self, said: Said) -> bool:
        return said.record in self.erased or said.value in self.values[said.record, said.field]

    def add(self, record: str, fields: str) -> None:
        """Add what the JSON of some fields says."""
        for name, value in msgspec.json.decode(fields).items():
            self.values[record, name].add(as_json(value))


def nothing() -> Held:
    return Held(defaultdict(set), set())


def as_json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
