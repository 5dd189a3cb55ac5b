"""A stick that somebody carries between the kiosks and central; it is copied, cut and read twice on its way."""

import io
from contextlib import suppress
from pathlib import Path

from sync import courier as form
from sync.agent.courier import Courier
from sync.bundle import BundleError
from sync.central import courier
from sync.central import database as central_database
from sync.central.errors import UnservedError
from tests.sync.proof.central import Central
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.plug import PulledPlugError


class Stick:
    """One folder; `taken` are the answers that were ever written, so that an old one can come back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.taken: list[tuple[str, bytes]] = []

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
                self.taken.append((carried.file_name, written.getvalue()))
                (path.parent / carried.file_name).write_bytes(written.getvalue())

    def take_in(self, kiosk: Kiosk, plug: int | None) -> None:
        """Let a kiosk take in what is for it."""
        kiosk.do(lambda: Courier().take_in(self.folder), plug)

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
            name, content = self.taken[place % len(self.taken)]
            (self.folder / name).write_bytes(content)
