"""The sample network is shown by two programs, central and a kiosk, which live and end with the one that shows them."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import msgspec

from kiosk.complaints import CannotWorkError
from kiosk.process import address, end_when_told
from kiosk.sample import loader, network
from kiosk.sample.network import Note, Wire
from kiosk.screen.pictures import NAMES

HOST = "127.0.0.1"
READY_SECONDS = 30.0
LOOK_SECONDS = 0.05
END_SECONDS = 10.0


class Showing(msgspec.Struct, frozen=True):
    """Where the sample lies and on which ports of this machine it is shown; `program` is run.py."""

    program: Path
    folder: Path
    port: int
    central_port: int

    @property
    def central_data(self) -> Path:
        return self.folder / "central"

    @property
    def central_address(self) -> str:
        return address(HOST, self.central_port)

    def central(self) -> list[str]:
        return self.command("central", self.central_data, self.central_port, "--database", "")

    def kiosk(self) -> list[str]:
        return self.command("kiosk", self.folder / loader.SHOWN, self.port)

    def command(self, name: str, data: Path, port: int, *more: str) -> list[str]:
        words = [name, "--data", str(data), "--host", HOST, "--port", str(port), *more]
        return [sys.executable, str(self.program), *words]


def show(showing: Showing, today: date, *, wire: Wire, say: Callable[[str], None]) -> None:
    """Lay the sample out unless it lies there, show it, and return when it is ended (SIGTERM, Ctrl-C).

    Raises CannotWorkError when the folder holds something else or a program ends by itself.
    """
    end_when_told()
    for port in (showing.port, showing.central_port):
        require_free(port)
    note = network.read_note(showing.folder, today)
    password = "" if note else wire.open_console(network.OPERATOR)
    codes = {} if note else network.invite_all(wire)
    with running(showing.central()) as central:
        wait_until_ready(central, showing.central_port)
        if note is None:
            network.lay_out(showing.folder, today, wire=wire, codes=codes)
            note = Note(today, network.OPERATOR, password, network.doors(showing.folder))
            network.write_note(showing.folder, note)
        network.point_to(showing.folder, showing.central_address.rstrip("/"))
        with running(showing.kiosk()) as kiosk:
            wait_until_ready(kiosk, showing.port)
            say(welcome(showing, note))
            stay(central, kiosk)


def welcome(showing: Showing, note: Note) -> str:
    return "\n".join(
        [
            "The sample network is ready.",
            f"  The kiosk of Pendrecht: {address(HOST, showing.port)}",
            *(f"    {line}" for line in doors(note.sample)),
            f"  The console of central: {showing.central_address}",
            f"    sign in as {note.operator} with {note.password}",
            f"  Everything is kept in:  {showing.folder.resolve()}",
            "Press Ctrl-C to end.",
        ]
    )


def doors(sample: dict[str, Any]) -> Iterator[str]:
    """Tell each secret of the sample in words: whose picture to touch after the key, and which six follow."""
    for person in sample["people"]:
        role = person["role"].replace("_", " ")
        yield f"{role}: touch the key, {words([person['tile']])}, then {words(person['pictures'])}"
    card = sample["card"]
    yield f"a mother's card: {words(card['pictures'])}, then {card['digits']}"
    yield f"the coach's badge: {sample['badge']}"


def words(pictures: list[str]) -> str:
    return ", ".join(str(NAMES[picture]).lower() for picture in pictures)


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program as long as the block lasts."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  ours
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def require_free(port: int) -> None:
    """Raise CannotWorkError when somebody answers there: what is shown must be ours."""
    if is_answering(port):
        raise CannotWorkError(
            f"Another program listens on {HOST}:{port} already; choose others with --port and --central-port."
        )


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait for the first answer. Raises CannotWorkError when the program ends or does not answer in time."""
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise CannotWorkError("The sample network did not start; the line above says why.")
        if is_answering(port):
            return
        time.sleep(LOOK_SECONDS)
    raise CannotWorkError(f"Nothing answered on port {port} within {READY_SECONDS:.0f} seconds.")


def is_answering(port: int) -> bool:
    """Say whether a program answers there, with whatever words."""
    connection = HTTPConnection(HOST, port, timeout=END_SECONDS)
    try:
        connection.request("GET", "/health")
        connection.getresponse().read()
    except ConnectionRefusedError:
        return False
    except (OSError, HTTPException):
        return True
    finally:
        connection.close()
    return True


def stay(*processes: subprocess.Popen[bytes]) -> None:
    while all(process.poll() is None for process in processes):
        time.sleep(LOOK_SECONDS * 10)
    raise CannotWorkError("A program of the sample network has ended; so the other one was ended too.")
