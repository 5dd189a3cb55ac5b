"""The plug of a kiosk or of central is pulled between any two statements of a full exchange (G5, G6, G8)."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.core.settings import Settings
from tests.sync.proof import quiet
from tests.sync.proof.book import Book
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.hours import Hours
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town, lay_out

# More than any exchange of this scene takes.
MOST = 400


class Scene:
    """Both kiosks of a centre have written, changed and erased; one has told central, the other is about to."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.url, self.folder = settings.database, folder
        self.book, self.hours = Book(), Hours()
        lay_out(folder / "layout")
        if not self.url:
            town = self.play(folder / "layout")
            town.rest()
            shutil.copytree(town.folder, folder / "prepared")
            self.stack.close()

    def play(self, layout: Path) -> Town:
        """Let everything happen up to the exchange in question."""
        town = self.open(layout)
        self.book = Book()
        deeds = Deeds(self.book)
        hall, kitchen = town.kiosks[:2]
        for kind in ("registration", "household", "activity", "need"):
            deeds.write(hall, kind, 1, None, None)
        hall.exchange()
        kitchen.exchange()
        for kiosk, value in ((kitchen, 5), (hall, 6)):
            deeds.change(kiosk, 0, value, None, which=0)
            deeds.change(kiosk, 1, value, None, which=value)
            deeds.write(kiosk, "registration", value, None, None)
        deeds.erase(kitchen, 2, None)
        deeds.erase(hall, 3, None)
        kitchen.exchange()
        self.hours = town.hours
        return town

    def open(self, layout: Path) -> Town:
        self.stack = ExitStack()
        town = Town(layout, self.folder / "run", self.url)
        town.hours.now = self.hours.now
        self.stack.callback(town.close)
        self.stack.enter_context(town.hours.ruling())
        self.stack.enter_context(town.line.laid())
        return town

    def begin(self) -> Town:
        """Return the town just before that exchange."""
        return self.play(self.folder / "layout") if self.url else self.open(self.folder / "prepared")

    def end(self, town: Town) -> None:
        with self.stack:
            quiet.settle(town)
            quiet.check(town, self.book)


@pytest.fixture
def scene(settings: Settings, tmp_path: Path) -> Scene:
    return Scene(settings, tmp_path / "town")


def test_a_kiosk_may_die_between_any_two_statements(tmp_path: Path) -> None:
    scene = Scene(Settings(data=tmp_path), tmp_path / "town")
    deaths = 0
    for place in range(MOST):
        town = scene.begin()
        town.kiosks[0].exchange(place)
        has_died = bool(town.kiosks[0].deaths)
        scene.end(town)
        if not has_died:
            break
        deaths += 1

    assert 10 < deaths < MOST


def test_central_may_die_between_any_two_statements(scene: Scene) -> None:
    deaths = 0
    for place in range(MOST):
        town = scene.begin()
        town.line.troubles = [Trouble(Fault.DOWN, place)]
        town.kiosks[0].exchange()
        has_died = bool(town.central.deaths)
        scene.end(town)
        if not has_died:
            break
        deaths += 1

    assert 10 < deaths < MOST
