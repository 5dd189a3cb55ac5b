"""A centre with something to lose, and the place where a copy of it goes."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.backup import queries, services
from kiosk.backup.queries import Copy, Place
from kiosk.core import copying
from kiosk.core.settings import Settings
from kiosk.security import sealed_copy


@dataclass
class Answers:
    """Somebody at the terminal, who types one thing after the other."""

    words: list[str]
    asked: list[str] = field(default_factory=list)

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        return self.words.pop(0)


def place_in(folder: Path) -> Place:
    folder.mkdir(exist_ok=True)
    return queries.places(Settings(backup_folder=str(folder)))[0]


def copy_to(place: Place) -> Copy:
    """Make a copy and return it. Fails when none was made."""
    made = services.make(place)
    assert made.word == ""
    return queries.copies(place.folder)[0]


def without_key(folder: Path) -> list[str]:
    """Return the names of what lies in the folder of a kiosk beside its database."""
    return sorted(path.name for path in folder.iterdir() if copying.SUFFIX in path.name)


def head_of(copy: Copy) -> sealed_copy.Head:
    with copy.path.open("rb") as file:
        return sealed_copy.read_head(file).head
