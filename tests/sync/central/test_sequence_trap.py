"""A number drawn from a sequence loses rows to a reader; a number given last, behind a lock, loses none."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

import pytest

from kiosk.core.settings import Settings
from sync.central import database
from sync.central.database import run
from sync.central.tables import TABLES
from tests.sync.town import Kiosk, found_centre, found_town, open_kiosk

# Whoever can go on has done so by then.
PATIENCE = 0.5
PATIENT = 20.0
Write = Callable[[str], None]
Read = Callable[[], set[str]]


@pytest.fixture
def server(postgresql: str, tmp_path: Path) -> Iterator[None]:
    """Attach an empty PostgreSQL; SQLite lets nobody write beside another, and hides the fault."""
    database.attach(Settings(data=tmp_path, port=0, database=postgresql))
    database.migrate()
    for table in TABLES:
        table.delete().execute()
    run("DROP TABLE IF EXISTS naive")
    run("CREATE TABLE naive (n bigserial PRIMARY KEY, id text NOT NULL)")
    yield
    run("DROP TABLE naive")
    database.disconnect()


class Naive:
    """What a plain design would be: numbers from a sequence, and a cursor on them."""

    def __init__(self) -> None:
        self.cursor = 0

    def write(self, name: str) -> None:
        run("INSERT INTO naive (id) VALUES (?)", (name,))

    def read(self) -> set[str]:
        rows = run("SELECT n, id FROM naive WHERE n > ? ORDER BY n", (self.cursor,)).fetchall()
        self.cursor = max([self.cursor, *(n for n, _name in rows)])
        return {name for _n, name in rows}


class Ours:
    """Central's own: each writer a kiosk of another centre of one area, the reader one more."""

    def __init__(self, names: list[str]) -> None:
        self.reader = found_town().neighbour
        self.writers: dict[str, Kiosk] = {name: open_kiosk(found_centre("NL-RTM")) for name in names}

    def write(self, name: str) -> None:
        self.writers[name].write(name, audience="area")

    def read(self) -> set[str]:
        return set(self.reader.read())


def read_beside_an_open_transaction(names: list[str], write: Write, read: Read) -> set[str]:
    """Return what a reader sees when the first writer has written and commits last, after the reader read on."""
    written, told = Event(), Event()

    def hold() -> None:
        database.connect()
        with database.database.atomic():
            write(names[0])
            written.set()
            told.wait(PATIENT)
        database.disconnect()

    def pass_by(name: str) -> None:
        database.connect()
        write(name)
        database.disconnect()

    with ThreadPoolExecutor(len(names)) as pool:
        holding = pool.submit(hold)
        written.wait(PATIENT)
        passing = [pool.submit(pass_by, name) for name in names[1:]]
        wait(passing, PATIENCE)
        seen = read()
        told.set()
        for one in (holding, *passing):
            one.result()
    return seen | read()


NAMES = [f"{number:032x}" for number in range(1, 8)]


@pytest.mark.usefixtures("server")
def test_a_cursor_on_a_sequence_loses_a_row_for_ever() -> None:
    naive = Naive()

    assert read_beside_an_open_transaction(NAMES, naive.write, naive.read) == set(NAMES[1:])


@pytest.mark.usefixtures("server")
def test_centrals_cursor_loses_none() -> None:
    ours = Ours(NAMES)

    assert read_beside_an_open_transaction(NAMES, ours.write, ours.read) == set(NAMES)
