"""The town of a proof: two kiosks of one centre, one of another, the office and central; laid out once, then copied."""

import shutil
from pathlib import Path

from kiosk.core import erasure, record
from kiosk.core.database import database
from sync.central.enrolment import hash_of_token
from sync.central.tables import TABLES, Centre, Replica
from tests.sync.machines import Machine, enrol_by_hand
from tests.sync.proof.central import Central
from tests.sync.proof.hours import Hours
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.line import Line

# Who stands where: name, centre, area.
PLACES = (
    ("hall", "1", "NL-RTM"),
    ("kitchen", "1", "NL-RTM"),
    ("zuidwijk", "2", "NL-RTM"),
    ("office", "3", "NL"),
)
ADDRESS = "http://127.0.0.1:1"


def lay_out(folder: Path) -> None:
    """Write the files of a town in which nothing has happened yet."""
    for name, mark, area in PLACES:
        with Machine(folder / name / "kiosk.sqlite").prepare().at():
            enrol_by_hand(
                central=ADDRESS, token=token_of(name), replica=replica_id(name), epoch="e" * 32,
                centre=centre_id(mark), area=area, is_office=mark == "3", zone="Europe/Amsterdam",
            )  # fmt: skip
    central = Central(folder / "central", Hours())
    found()
    central.end()


def found() -> None:
    """Tell the central that is attached of the centres and their kiosks, and of nothing else."""
    for table in TABLES:
        table.delete().execute()
    for mark, area in {(mark, area) for _name, mark, area in PLACES}:
        Centre.create(id=centre_id(mark), name=f"Centre {mark}", area=area, is_office=mark == "3")
    for name, mark, _area in PLACES:
        Replica.create(
            id=replica_id(name), centre=centre_id(mark), name=name, token_hash=hash_of_token(token_of(name)),
            public_key="", enrolled_at=0,
        )  # fmt: skip


def centre_id(mark: str) -> str:
    return mark * 32


def replica_id(name: str) -> str:
    return name.encode().hex().ljust(32, "0")


def token_of(name: str) -> str:
    return f"token of {name}"


class Town:
    """A town of its own for one run; central is on SQLite, or on PostgreSQL at `url`, which is emptied."""

    def __init__(self, layout: Path, folder: Path, url: str = "") -> None:
        self.folder = folder
        shutil.copytree(layout, folder)
        self.hours = Hours()
        self.central = Central(folder / "central", self.hours, url)
        if url:
            found()
        self.line = Line(self.central)
        self.kiosks = [
            Kiosk(folder / name, self.hours, centre=centre_id(mark), area=area, is_office=mark == "3")
            for name, mark, area in PLACES
        ]
        # What features do after a pull is theirs to prove.
        record.after_pull.clear()
        erasure.after_erasure.clear()

    def rest(self) -> None:
        """Let go of every file."""
        self.central.end()
        for kiosk in self.kiosks:
            kiosk.leave()

    def close(self) -> None:
        self.rest()
        database.connect_params.pop("factory", None)
        shutil.rmtree(self.folder)
