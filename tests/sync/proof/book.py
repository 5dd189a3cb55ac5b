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
    """`owners` and `kinds` go by record; `erased` are the records somebody erased, with where and when."""

    count: int = 0
    said: list[Said] = field(default_factory=list)
    erased: list[tuple[int, str, str]] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def write(self, kiosk: str, record: str, fields: dict[str, Any]) -> None:
        self.count += 1
        for name, value in fields.items():
            self.said.append(Said(self.count, kiosk, record, name, as_json(value)))

    def erase(self, kiosk: str, record: str) -> None:
        self.count += 1
        self.erased.append((self.count, kiosk, record))

    def gone(self) -> set[str]:
        return {record for _n, _kiosk, record in self.erased}

    def forget(self, kiosk: str, since: int, held: "Held") -> None:
        """Take out what a kiosk said since then and only itself knew: its card was set back to that moment."""
        self.said = [
            said for said in self.said if not (said.kiosk == kiosk and said.n > since) or held.has(said)
        ]
        self.erased = [
            each
            for each in self.erased
            if not (each[1] == kiosk and each[0] > since) or each[2] in held.erased
        ]


class Held(NamedTuple):
    """What central holds: values by (record, field), in place, in history or in a conflict; what is erased."""

    values: dict[tuple[str, str], set[str]]
    erased: set[str]

    def has(self, said: Said) -> bool:
        return said.record in self.erased or said.value in self.values[said.record, said.field]


def held(rows: Any) -> Held:
    """Read what central holds. `rows` asks central's database."""
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    erased = set()
    for record, fields, is_erased in rows("SELECT id, fields, is_erased FROM record"):
        if is_erased:
            erased.add(record)
        for name, value in msgspec.json.decode(fields).items():
            values[record, name].add(as_json(value))
    for table in ("history", "conflict"):
        for record, name, value in rows(f"SELECT record, field, value FROM {table}"):
            values[record, name].add(as_json(msgspec.json.decode(value)))
    return Held(values, erased)


def as_json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
