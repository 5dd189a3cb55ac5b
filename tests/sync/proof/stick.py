"""A stick that somebody carries between the kiosks and central; it is copied, cut and read twice on its way."""

import io
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sync import courier as form
from sync.agent.courier import Courier
from sync.bundle import BundleError, Head
from sync.central import courier
from sync.central import database as central_database
from sync.central.errors import UnservedError
from tests.sync.proof.central import Central
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.plug import PulledPlugError


class Written(NamedTuple):
    """An answer; `head` is that of the bundle it answers, `returns` how often central had been put back by then."""

    name: str
    content: bytes
    head: Head
    returns: int


class Stick:
    """One folder; `taken` are the answers that were ever written, so that an old one can come back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.taken: list[Written] = []

    def put_on(self, kiosk: Kiosk, plug: int | None) -> None:
        """Let a kiosk put on it what waits."""
        kiosk.do(lambda: Courier().export(self.folder), plug)

    def bring_to(self, central: Central, statements: int | None) -> None:
        """Let central answer every bundle; it dies after so many statements, if that many come."""
        for path in sorted(self.folder.rglob(f"*{form.UP_SUFFIX}")):
            central.plug.arm(statements)
            written = io.BytesIO()
            with (
                suppress(BundleError, UnservedError, PulledPlugError),
                central.living(),
                path.open("rb") as reading,
            ):
                central_database.connect()
                carried = courier.answer(reading, written, central.settings.data)
                answer = Written(carried.file_name, written.getvalue(), carried.head, central.returns)
                self.taken.append(answer)
                (path.parent / answer.name).write_bytes(answer.content)

    def take_in(self, kiosk: Kiosk, plug: int | None) -> None:
        """Let a kiosk take in what is for it."""
        kiosk.do(lambda: Courier().take_in(self.folder), plug)

    def brings_late(self, kiosk: Kiosk, central: Central) -> bool:
        """Say whether an answer for this epoch of a kiosk is on it that central wrote before it was put back."""
        epoch = kiosk.state("replica"), kiosk.state("epoch")
        here = {path.read_bytes() for path in self.folder.rglob(f"*{form.DOWN_SUFFIX}")}
        return any(
            (each.head.replica, each.head.epoch) == epoch and each.returns < central.returns
            for each in self.taken
            if each.content in here
        )

    def cut(self, place: int) -> None:
        """Lose the end of a file, as when it is pulled out too early."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        if files:
            path = files[place % len(files)]
            content = path.read_bytes()
            path.write_bytes(content[: len(content) * place // 1_000])

    def bring_back(self, place: int) -> None:
        """Put an answer on it that was there before."""
        if self.taken:
            answer = self.taken[place % len(self.taken)]
            (self.folder / answer.name).write_bytes(answer.content)
