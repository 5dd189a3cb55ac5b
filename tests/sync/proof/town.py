"""The town of a proof: two kiosks of one centre, one of another, the office and central; laid out once, then copied."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.core import erasure, record, schema
from kiosk.core.database import database
from sync.agent.enrol import enrol
from sync.central import database as central_database
from sync.central import enrolment, replicas
from sync.central.tables import TABLES, Centre, Replica
from tests.sync.proof.central import Central
from tests.sync.proof.hours import Hours
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.line import Line
from tests.sync.proof.stick import Stick

# Who stands where: name, centre, area.
PLACES = (
    ("hall", "1", "NL-RTM"),
    ("kitchen", "1", "NL-RTM"),
    ("zuidwijk", "2", "NL-RTM"),
    ("office", "3", "NL"),
)
ADDRESS = "http://127.0.0.1:1"


def lay_out(folder: Path) -> None:
    """Write the files of a town in which nothing has happened but that each kiosk has joined."""
    hours = Hours()
    central = Central(folder / "central", hours)
    centres = {
        mark: Centre.create(id=centre_id(mark), name=f"Centre {mark}", area=area, is_office=mark == "3")
        for _name, mark, area in PLACES[1:]
    }
    with hours.ruling(), Line(central).laid():
        for name, mark, area in PLACES:
            kiosk = Kiosk(folder / name, hours, centre=centre_id(mark), area=area)
            kiosk.do(schema.prepare)
            join(kiosk, centres[mark])
            kiosk.leave()
    central.end()


def join(kiosk: Kiosk, centre: Centre) -> None:
    """Enrol a kiosk, or enrol it anew, with a code of central's console."""
    with kiosk.hours.read():
        central_database.connect()
        code = enrolment.make_code(centre)
    kiosk.do(lambda: enrol(ADDRESS, code, kiosk.name))


def fill(layout: Path) -> None:
    """Let the central that is attached know what one on SQLite knew when it was laid out, and nothing else."""
    with closing(sqlite3.connect(layout / "central" / "central.sqlite")) as known:
        known.row_factory = sqlite3.Row
        for table in TABLES:
            table.delete().execute()
            for row in known.execute(f'SELECT * FROM "{table._meta.table_name}"').fetchall():
                table.create(**dict(row))


def centre_id(mark: str) -> str:
    return mark * 32


class Town:
    """A town of its own for one run; central is on SQLite, or on PostgreSQL at `url`, which is emptied."""

    def __init__(self, layout: Path, folder: Path, url: str = "") -> None:
        self.folder = folder
        shutil.copytree(layout, folder)
        self.hours = Hours()
        self.central = Central(folder / "central", self.hours, url)
        if url:
            fill(layout)
            self.central.end()
            self.central.start()
        self.line = Line(self.central)
        self.kiosks = [
            Kiosk(folder / name, self.hours, centre=centre_id(mark), area=area, is_office=mark == "3")
            for name, mark, area in PLACES
        ]
        self.stick = Stick(folder / "stick")
        # What features do after a pull is theirs to prove. Whoever comes after this town finds them where they were.
        self.hooks = list(record.after_pull), list(erasure.after_erasure)
        record.after_pull.clear()
        erasure.after_erasure.clear()

    def kiosk(self, place: int) -> Kiosk:
        return self.kiosks[place % len(self.kiosks)]

    def clone(self, kiosk: Kiosk) -> None:
        """Copy a kiosk's card into a second machine; from now on there are two of it."""
        twin = Kiosk(
            self.folder / f"twin-{len(self.kiosks)}", self.hours, centre=kiosk.centre, area=kiosk.area,
            is_office=kiosk.is_office,
        )  # fmt: skip
        kiosk.copy_to(twin.folder)
        twin.is_new = kiosk.is_new
        self.kiosks.append(twin)
        twin.do(twin.start)

    def revoke(self, kiosk: Kiosk) -> None:
        """Take a kiosk out of the network, at central's console."""
        replica = kiosk.state("replica")
        with self.hours.read():
            central_database.connect()
            known = Replica.get_or_none(Replica.id == replica)
            if known is not None:
                replicas.revoke(known)

    def rejoin(self, kiosk: Kiosk) -> None:
        """Give a kiosk that was taken out a place anew."""
        with self.hours.read():
            central_database.connect()
            centre = Centre.get_by_id(kiosk.centre)
        join(kiosk, centre)

    def rest(self) -> None:
        """Let go of every file."""
        self.central.end()
        for kiosk in self.kiosks:
            kiosk.leave()

    def close(self) -> None:
        self.rest()
        database.connect_params.pop("factory", None)
        record.after_pull[:], erasure.after_erasure[:] = self.hooks
        shutil.rmtree(self.folder)
