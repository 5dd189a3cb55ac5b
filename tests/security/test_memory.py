"""The memory of a kiosk whose people have left holds no key, no secret and no name."""

import base64
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest

from kiosk.activities.models import Activity, Function, Occurrence
from kiosk.activities.services import publish_activity
from kiosk.core import state
from kiosk.core.database import database, disconnect
from kiosk.core.text import Text
from kiosk.core.today import now_here
from kiosk.security import secrets
from kiosk.security.tidying import overwrite_freed
from tests.programs import END_SECONDS, Program, running
from tests.team import Team

NAME = "Qyzvexa-Ünal"
# More than two rounds of the sweeper; asked over and over, as nothing tells when it has come round.
MOST_LOOKS = 2_000


@contextmanager
def kiosk_of(folder: Path) -> Iterator[tuple[Program, int]]:
    """Run a kiosk on a copy of this test's own file, in which the team works."""
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    disconnect()
    folder.mkdir()
    shutil.copy(folder.parent / "kiosk.sqlite", folder / "kiosk.sqlite")
    with running("kiosk", "--data", str(folder), "--port", "0") as program:
        yield program, program.port()


def ask(port: int, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    """Return where an answer leads to, and its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, kind)
        answer = connection.getresponse()
        return answer.getheader("Location") or "", answer.read().decode()
    finally:
        connection.close()


def traces(program: Program, sought: dict[str, bytes]) -> set[str]:
    """Return which of these lie anywhere in the memory of a process that is our own child."""
    found = set()
    process = Path(f"/proc/{program.process.pid}")
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text(encoding="utf-8").splitlines():
            place = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if place:
                start, end = (int(each, 16) for each in place.groups())
                memory.seek(start)
                # A mapping that was given back to the system meanwhile holds nothing.
                content = b""
                with suppress(OSError):
                    content = memory.read(end - start)
                found |= {name for name, text in sought.items() if text in content}
    return found


def publish_tomorrow() -> UUID:
    """Offer something in the file that the kiosk will run on, and return its date."""
    words = {name: Text.of("nl", {"nl": "Samen naaien"}) for name in ("title", "about", "room")}
    activity = Activity(
        centre=UUID(state.get("centre")), function=Function.SUPPORT, drawing="sewing", **words
    )
    start = now_here() + timedelta(days=1)
    publish_activity(activity, dates=[(start, start + timedelta(hours=2))], capacity=6)
    date: UUID = Occurrence.get().id
    return date


def sought_of(team: Team) -> dict[str, bytes]:
    keys = {"centre": team.centre.private_bytes_raw(), "own": team.keys["Lena"].private_bytes_raw()}
    pictures = team.pictures("Lena")
    return {
        **{f"{name} raw": raw for name, raw in keys.items()},
        **{f"{name} text": base64.urlsafe_b64encode(raw).rstrip(b"=") for name, raw in keys.items()},
        "secret": secrets.picture_secret(pictures),
        "form": urlencode({"pictures": " ".join(pictures)}).encode(),
        "name": NAME.encode(),
        "name in letters of one byte": NAME.encode("latin-1"),
        "name in letters of two": NAME.encode("utf-16-le"),
        "name as it was sent": urlencode({"": NAME})[1:].encode(),
    }


def test_nothing_of_anybody_stays_in_memory(team: Team, tmp_path: Path) -> None:
    sought, date = sought_of(team), publish_tomorrow()
    with kiosk_of(tmp_path / "data") as (program, port):
        pictures = f"staff/{team.ids['Lena']}/pictures"
        visit = ask(port, "/nl/staff")[0].removesuffix("staff/")
        desk = ask(port, visit + pictures, {"pictures": " ".join(team.pictures("Lena"))})[0]
        people = ask(port, f"{desk}people/")[1]
        visitor = ask(port, "/nl/start")[0].removesuffix("activities/")
        ask(port, f"{visitor}places/{date}/name", {"name": NAME, "go": "1"})
        if os.geteuid():
            # Nobody but root may look, not even its own parent.
            with pytest.raises(PermissionError):
                traces(program, sought)
            return
        inside = traces(program, sought)

        ask(port, desk.removesuffix("desk/") + "finish")
        ask(port, f"{visitor}finish")
        outside = set(sought)
        for look in range(MOST_LOOKS):
            ask(port, "/")
            outside = traces(program, sought) if look % 50 == 0 else outside
            if not outside:
                break

    assert "Amal" in people
    assert {"centre raw", "own raw"} <= inside
    assert any(name.startswith("name") for name in inside)
    assert outside == set()


def test_nobody_else_reads_it_and_it_is_never_dumped(team: Team, tmp_path: Path) -> None:
    with kiosk_of(tmp_path / "data") as (program, _port):
        process = Path(f"/proc/{program.process.pid}")
        limits = (process / "limits").read_text(encoding="utf-8")
        tunables = (process / "environ").read_bytes()
        owner = process.stat().st_uid

    assert re.search(r"^Max core file size\s+0\s+0\s", limits, re.MULTILINE)
    assert b"glibc.malloc.perturb=" in tunables
    # What may not be dumped belongs to root, whoever runs it.
    assert owner == 0


@pytest.mark.parametrize("length", [1, 20, 60, 200, 400])
def test_what_was_freed_is_overwritten(length: int) -> None:
    seed = "forgotten".encode("utf-16-le").hex()[:20]
    kept = [f"{seed}{number}".ljust(length, ".") for number in range(2_000)]
    places = [id(text) for text in kept]
    whole = set(mine(places, seed))
    # Every other one: the ground between is in use still, so that nothing goes back to the system.
    freed, kept[::2] = places[::2], [""] * len(kept[::2])

    overwrite_freed()

    assert whole == set(places)
    assert mine(freed, seed) == []
    assert len(mine(places[1::2], seed)) == len(kept[1::2])


def mine(places: list[int], seed: str) -> list[int]:
    """Return at which places of our own memory a text still lies."""
    found = []
    with Path("/proc/self/mem").open("rb", buffering=0) as memory:
        for place in places:
            memory.seek(place)
            if seed.encode() in memory.read(96):
                found.append(place)
    return found
