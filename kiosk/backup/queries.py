"""Where copies lie, which there are, who can open the next one, and which have lived long enough."""

import hashlib
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from kiosk.accounts import queries as accounts
from kiosk.accounts.models import Way
from kiosk.core import clock, state
from kiosk.core.settings import Settings
from kiosk.courier.queries import sticks
from kiosk.security.permissions import Role

# On a stick; a folder that was set by hand is used as it is.
FOLDER, SUFFIX, PARTIAL = "parents-point-copies", ".ppcopy", ".partial"
NAME = re.compile(r"([0-9a-f]{8})-(\d{8}-\d{6})\.ppcopy")
MOMENT = "%Y%m%d-%H%M%S"
MARK_LETTERS, MACHINE_LETTERS = 16, 8
DAY = 24 * 60 * 60 * clock.MILLISECONDS
WEEK = 7 * DAY
# The newest ones, and one of each week; nobody who was forgotten stays in a copy for longer than this.
NEWEST, WEEKS, LONGEST_DAYS = 7, 8, 60


class Place(msgspec.Struct, frozen=True):
    """Another disk or a stick that copies go to: what people call it, and the folder on it."""

    name: str
    folder: Path

    @property
    def mark(self) -> str:
        """What a button names the place by: it tells no folder of this machine."""
        return hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:MARK_LETTERS]


class Copy(msgspec.Struct, frozen=True):
    """A copy of this machine, by its name; `made_at` in milliseconds since 1970, to the second."""

    path: Path
    made_at: int


def places(settings: Settings) -> list[Place]:
    """Return where a copy can go now: the folder that is set if it is there, else the sticks in the machine.

    The folder is never made: where its disk is not mounted there is none, and the copy would lie on the first disk.
    """
    if settings.backup_folder:
        folder = Path(settings.backup_folder)
        return [Place(folder.name, folder)] if folder.is_dir() else []
    return [Place(stick.name, stick.folder / FOLDER) for stick in sticks(settings.courier_folder)]


def nightly_place(settings: Settings) -> Place | None:
    """Return where a copy goes without being asked: not to a stick that nobody has used for copies before."""
    return next((place for place in places(settings) if place.folder.is_dir()), None)


def machine() -> str:
    """Return what the names of this machine's copies begin with: the head of its opaque id."""
    return str(state.get("kiosk", ""))[:MACHINE_LETTERS].rjust(MACHINE_LETTERS, "0")


def name_of(made_at: int) -> str:
    moment = datetime.fromtimestamp(made_at // clock.MILLISECONDS, UTC)
    return f"{machine()}-{moment.strftime(MOMENT)}{SUFFIX}"


def copies(folder: Path) -> list[Copy]:
    """Return the copies of this machine in a folder, newest first; other machines may keep theirs there too."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            named = NAME.fullmatch(path.name)
            if named and named[1] == machine():
                with suppress(ValueError):
                    moment = datetime.strptime(named[2], MOMENT).replace(tzinfo=UTC)
                    found.append(Copy(path, int(moment.timestamp()) * clock.MILLISECONDS))
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def outlived(found: list[Copy], now: int) -> list[Copy]:
    """Return which of these copies (newest first) have lived long enough: who was forgotten is still in them.

    The newest seven stay, and the newest of each of eight weeks; none over sixty days but the very newest.
    """
    kept: set[Path] = set()
    weeks: set[int] = set()
    for place, copy in enumerate(found):
        age = now - copy.made_at
        if place == 0 or (place < NEWEST and age <= LONGEST_DAYS * DAY):
            kept.add(copy.path)
        if copy.made_at // WEEK not in weeks and age <= WEEKS * WEEK:
            weeks.add(copy.made_at // WEEK)
            kept.add(copy.path)
    return [copy for copy in found if copy.path not in kept]


def sheet_wrap() -> dict[str, Any] | None:
    """Return the recovery sheet's own key under its code, None where the centre has no sheet."""
    sheet = accounts.sheet()
    wrap = accounts.wrap_of(sheet.id, Way.SHEET) if sheet else None
    return dict(wrap.sealed) if wrap else None


def recipients() -> list[str]:
    """Return the public keys that open the next copy: the recovery sheet's, the coaches', the centre's."""
    sheet = accounts.sheet()
    coaches = [one for one in accounts.working_staff() if one.role == Role.COACH and one.has_key]
    keys = [one.public_key for one in [*([sheet] if sheet else []), *coaches]]
    return list(dict.fromkeys([*keys, str(state.get("centre_key"))]))
