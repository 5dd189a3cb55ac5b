"""What is kept of each released version, and how the present central is brought to where that version's was."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from playhouse.migrations import Runner

from kiosk.core.settings import Settings
from sync.central import database, enrolment, ledger
from sync.central.audience import NETWORK, area_feed, centre_feed
from sync.central.tables import Centre, Code

FOLDER = Path(__file__).parent
FOLDERS = sorted(path.parent for path in FOLDER.glob("*/traffic.jsonl"))
FAR_AWAY = 1 << 60


class Call(msgspec.Struct, frozen=True):
    """One call of the released version, request and answer as JSON text."""

    kiosk: str
    path: str
    request: msgspec.Raw
    status: int
    answer: msgspec.Raw

    @property
    def is_exchange(self) -> bool:
        return self.path == "/v1/exchange"


@dataclass(frozen=True)
class Version:
    folder: Path

    @property
    def calls(self) -> list[Call]:
        lines = (self.folder / "traffic.jsonl").read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Call) for line in lines]

    def calls_of(self, kiosk: str) -> list[Call]:
        return [call for call in self.calls if call.kiosk == kiosk]

    def rows(self, name: str, query: str) -> list[dict[str, Any]]:
        """Read the kept file `name` as the released version left it."""
        with closing(sqlite3.connect(f"file:{self.folder / name}?mode=ro", uri=True)) as file:
            file.row_factory = sqlite3.Row
            return [dict(row) for row in file.execute(query)]

    def tables(self, name: str) -> list[str]:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        return [row["name"] for row in self.rows(name, query)]


def open_console(version: Version) -> None:
    """Give an empty central the centres of the version, and codes that its kiosks used."""
    centres = {row["id"]: row for row in version.rows("central.sqlite", "SELECT * FROM centre")}
    for row in centres.values():
        Centre.create(**row)
        ledger.make_feeds({NETWORK, area_feed(row["area"]), centre_feed(row["id"])})
    for call in version.calls:
        if not call.is_exchange:
            code = msgspec.json.decode(call.request)["code"]
            centre = msgspec.json.decode(call.answer)["centre"]
            Code.create(hash=enrolment.hash_of(code), centre=centre, expires_at=FAR_AWAY)


def take_over(version: Version, settings: Settings) -> None:
    """Let central begin with the version's own database and bring it to the present step, on either engine."""
    if not settings.database:
        settings.data.mkdir(parents=True, exist_ok=True)
        (settings.data / "central.sqlite").write_bytes((version.folder / "central.sqlite").read_bytes())
        database.attach(settings)
    else:
        database.attach(settings)
        database.connect()
        pour(version)
    database.migrate()


def pour(version: Version) -> None:
    """Make the version's tables by its own steps in the attached database, and put its rows there."""
    engine = database.database.obj
    for table in engine.get_tables():
        database.run(f'DROP TABLE "{table}" CASCADE')
    steps = version.rows("central.sqlite", "SELECT name FROM schema_migration ORDER BY id")
    Runner(engine, str(database.MIGRATIONS)).up(steps[-1]["name"])
    for table in set(version.tables("central.sqlite")) - {"schema_migration"}:
        truths = {column.name for column in engine.get_columns(table) if column.data_type == "boolean"}
        for row in version.rows("central.sqlite", f'SELECT * FROM "{table}"'):
            values = [bool(value) if name in truths else value for name, value in row.items()]
            names = ", ".join(f'"{name}"' for name in row)
            database.run(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})', values)
