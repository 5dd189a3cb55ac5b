"""A stick that goes to and fro between kiosks and the real central."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from sync.agent.carried import Carried
from sync.agent.courier import Courier
from sync.central import courier as counter
from sync.central import create_app, database
from sync.pocket import FOLDER, whole
from tests.sync.machines import Machine
from tests.sync.neighbourhood import Neighbourhood, opened


@dataclass
class Pocket:
    """`stick` is the folder on which everything is carried, `town` who exchanges."""

    town: Neighbourhood
    stick: Path
    app: Flask
    data: Path

    @property
    def folder(self) -> Path:
        return self.stick / FOLDER

    def files(self, suffix: str = "") -> list[Path]:
        return sorted(self.folder.glob(f"*{suffix}"))

    def export(self, machine: Machine) -> Carried:
        with machine.at():
            return Courier().export(self.stick)

    def answer(self, path: Path) -> counter.Carried:
        """Let central answer one bundle, and lay the answer beside it."""
        with self.app.app_context():
            database.connect()
            with path.open("rb") as reading, whole(path.with_suffix(".down")) as writing:
                return counter.answer(reading, writing, self.data)

    def answer_all(self) -> list[counter.Carried]:
        return [self.answer(path) for path in self.files(".up")]

    def take_in(self, machine: Machine, place: Path | None = None) -> Carried:
        with machine.at():
            return Courier().take_in(place or self.stick)

    def carry(self, machine: Machine) -> Carried:
        """Go there and back once."""
        assert not self.export(machine).word
        self.answer_all()
        return self.take_in(machine)

    def waiting(self, machine: Machine) -> int:
        """Return how many changes the kiosk has that central did not confirm."""
        with machine.at():
            return outbox.head() - int(state.get("acknowledged", 0))


@contextmanager
def pocketed(settings: Settings, folder: Path) -> Iterator[Pocket]:
    stick = folder / "stick"
    stick.mkdir()
    with opened(settings, folder) as town:
        app = create_app(settings)
        app.extensions["upkeep"].wake()
        yield Pocket(town, stick, app, settings.data)
