"""A few days of two centres and the office, in which every kind of record is written, changed, sent or taken away."""

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, Protocol

import kiosk
from kiosk.core import database, state
from kiosk.core.ids import new_id
from kiosk.core.record import kinds
from sync.central import console

# One row of each kind, as the tests of the released version keep them.
ROWS = Path(kiosk.__file__).parents[1] / "tests" / "core" / "databases"
OF_CENTRAL = {"conflict"}
OPEN = ("activity", "series", "occurrence")
# The id of what was written, by kind.
Written = dict[str, str]


class Town(Protocol):
    """Kiosks by name (record.py)."""

    def at(self, name: str) -> AbstractContextManager[None]: ...

    def join(self, name: str, code: str) -> None: ...

    def exchange(self, *names: str) -> None: ...


def run(sql: str, *values: Any) -> None:
    with database.database.atomic():
        database.database.execute_sql(sql, values)


def write(kinds_wanted: Iterable[str], **given: Any) -> Written:
    """Write a row of each kind as the released version's own tests keep one; return the new ids by kind."""
    new = {kind: new_id().hex for kind in kinds()} | {"centre": state.get("centre")}
    rows = {kind: row for kind in kinds_wanted if (row := stored(kind))}
    ids = {row["id"]: new[kind] for kind, row in rows.items()}
    for kind, row in rows.items():
        values = {column: ids.get(value, value) for column, value in row.items()} | {"version": 0}
        values |= {name: value for name, value in given.items() if name in values}
        if "place_key" in values:
            values["place_key"] = new_id().hex
        if "centre" in values:
            values["centre"] = state.get("centre")
        names = ", ".join(f'"{column}"' for column in values)
        run(f'INSERT INTO "{kind}" ({names}) VALUES ({", ".join("?" * len(values))})', *values.values())
    return new


def stored(kind: str) -> dict[str, Any] | None:
    with closing(sqlite3.connect(max(ROWS.glob("*.sqlite")))) as file:
        file.row_factory = sqlite3.Row
        row = file.execute(f'SELECT * FROM "{kind}"').fetchone()
    return dict(row) if row else None


def live(town: Town) -> None:
    """Let happen what is written down, in its order."""
    pendrecht = console.create_centre("Proefwijk", "NL-RTM")
    zuidwijk = console.create_centre("Buurwijk", "NL-RTM")
    office = console.create_centre("Kantoor", "NL", is_office=True)
    for name, centre in (
        ("hall", pendrecht),
        ("kitchen", pendrecht),
        ("zuidwijk", zuidwijk),
        ("office", office),
    ):
        town.join(name, console.create_code(centre))
    with town.at("office"):
        write(["topic", "training", "module", *OPEN], audience="network")
    with town.at("zuidwijk"):
        away = write(["centre", *OPEN], audience="area")
    with town.at("hall"):
        here = write(sorted(kinds().keys() - OF_CENTRAL))
        shown = write(OPEN, audience="area")
        sent = write(["household", "registration"], recipient=zuidwijk.id, activity=away["activity"])
    town.exchange("office", "zuidwijk", "hall", "kitchen", "zuidwijk")
    go_on(town, here, sent, shown)
    end_apart(town, here)


def go_on(town: Town, here: Written, sent: Written, shown: Written) -> None:
    """Change, move and erase; two write one household without knowing of each other; one thing is refused."""
    with town.at("zuidwijk"):
        run("UPDATE registration SET status = 'waiting' WHERE id = ?", sent["registration"])
    with town.at("kitchen"):
        run("UPDATE household SET adults = 2 WHERE id = ?", here["household"])
    with town.at("hall"):
        run("UPDATE household SET bands = '{\"4\":1}' WHERE id = ?", here["household"])
        run("UPDATE activity SET audience = 'centre' WHERE id = ?", shown["activity"])
        run("DELETE FROM need WHERE id = ?", here["need"])
        write(["topic"], audience="network")  # which only the office may: it is refused
    town.exchange("kitchen", "hall", "zuidwijk", "kitchen", "office")


def end_apart(town: Town, here: Written) -> None:
    """End with a conflict (numbers may differ from here on, where it takes one), and with things that still wait."""
    for name, price in (("kitchen", 100), ("hall", 200)):
        with town.at(name):
            run("UPDATE activity SET price_cents = ? WHERE id = ?", price, here["activity"])
    town.exchange("kitchen", "hall")
    with town.at("kitchen"):
        write(["need"])
        run("UPDATE household SET language = 'ar' WHERE id = ?", here["household"])
    town.exchange("kitchen")
    with town.at("hall"):
        write(["household", "registration"])
        run("UPDATE household SET adults = 3 WHERE id = ?", here["household"])
        run("DELETE FROM consent WHERE id = ?", here["consent"])
