"""The sample network is laid out once: a console, an office, three centres, each with a folder and a key of its own."""

import os
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import msgspec

from kiosk import data
from kiosk.app import create_app
from kiosk.complaints import CannotWorkError
from kiosk.core import database, state
from kiosk.core.settings import Settings
from kiosk.sample import loader, staff

OPERATOR = "demo"
FRESH_DAYS = 21
NOTE = "demo.json"


class Wire(Protocol):
    """What laying out needs of both ends of the wire, which the kiosk does not know."""

    def open_console(self, operator: str) -> str:
        """Prepare central's database and return the password of a new operator."""

    def invite(self, name: str, area: str, *, is_office: bool) -> str:
        """Make a centre in the console and return a code to enrol with."""

    def enrol(self, code: str, name: str) -> None:
        """Make the attached kiosk known to central, which must be answering."""

    def exchange(self) -> None:
        """Exchange until all is acknowledged. Raises CannotWorkError when it is not."""


class Note(msgspec.Struct, frozen=True):
    """What a later start must know; the account opens a sample on this machine and nothing else."""

    made_on: date
    operator: str
    password: str
    # What opens the doors of the sample's people (kiosk.sample.staff.begin).
    sample: dict[str, Any] = msgspec.field(default_factory=dict)


def read_note(folder: Path, today: date) -> Note | None:
    """Return the note of a finished layout, None when the folder is empty or new.

    Raises CannotWorkError when the layout is unfinished, is not ours or its dates are over.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return None
    if not (folder / NOTE).exists():
        raise CannotWorkError(
            f"The folder {folder} holds no finished sample; delete it or choose another with --data."
        )
    note = msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
    if (today - note.made_on).days > FRESH_DAYS:
        raise CannotWorkError(
            f"The sample in {folder} is of {note.made_on}; delete the folder and start again."
        )
    return note


def write_note(folder: Path, note: Note) -> None:
    """Write the note; it comes last, so that an unfinished layout has none."""
    target = folder / NOTE
    target.touch(mode=0o600)
    with target.open("wb") as file:
        file.write(msgspec.json.encode(note))
        os.fsync(file.fileno())


def lay_out(folder: Path, today: date, *, wire: Wire, codes: dict[str, str]) -> None:
    """Found, enrol and fill each site, the shown one last: it then holds what the others published."""
    for site in sorted(loader.sites(), key=order):
        settings = Settings(data=folder / site["key"], centre=site["name"], area=site["area"])
        fill(site["key"], settings, today, wire=wire, code=codes[site["key"]])


def order(site: dict[str, str]) -> tuple[bool, bool]:
    return site["key"] == loader.SHOWN, site["key"] != loader.OFFICE


def invite_all(wire: Wire) -> dict[str, str]:
    """Make every centre in central's console; returns a code for each site."""
    return {
        site["key"]: wire.invite(site["name"], site["area"], is_office=site["key"] == loader.OFFICE)
        for site in loader.sites()
    }


def fill(site: str, settings: Settings, today: date, *, wire: Wire, code: str) -> None:
    data.open_folder(settings)
    try:
        wire.enrol(code, site)
        # All rooms are part of the file, also where no page is answered.
        create_app(settings)
        sheet = staff.found(settings.centre, settings.area, zone=settings.zone)
        loader.load(site, today)
        if site == loader.SHOWN:
            staff.begin(sheet)
        wire.exchange()
    finally:
        database.disconnect()


def doors(folder: Path) -> dict[str, Any]:
    """Return what opens the doors of the people who work at the shown centre."""
    data.open_folder(Settings(data=folder / loader.SHOWN))
    found: dict[str, Any] = state.get("sample", {})
    database.disconnect()
    return found


def point_to(folder: Path, central: str) -> None:
    """Tell the shown kiosk where central answers this time."""
    data.open_folder(Settings(data=folder / loader.SHOWN))
    if state.get("central") != central:
        state.put(central=central)
    database.disconnect()
