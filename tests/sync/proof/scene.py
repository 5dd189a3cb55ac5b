"""A story is played once; the exchange that follows is tried over and over, something else in its way each time."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from kiosk.core.settings import Settings
from tests.sync.proof import quiet
from tests.sync.proof.book import Book
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.hours import Hours
from tests.sync.proof.town import Town, lay_out

Story = Callable[[Town, Deeds], None]


class Scene:
    """A town in which a story was played; the first kiosk is about to exchange."""

    def __init__(self, settings: Settings, folder: Path, story: Story) -> None:
        self.url, self.folder, self.story = settings.database, folder, story
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
        self.story(town, Deeds(self.book))
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
