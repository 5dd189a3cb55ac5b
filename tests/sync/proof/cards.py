"""A card is copied, and an old copy put back: what was written since and held nowhere else is gone with it (G7)."""

from pathlib import Path

from tests.sync.proof import quiet
from tests.sync.proof.book import Book
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import anywhere, elsewhere, standing, standing_at


def copy(town: Town, book: Book, kiosk: Kiosk) -> None:
    """Copy a kiosk's card, in the place of the copy before."""
    kiosk.copy_to(copy_of(town, kiosk.name))
    book.copied[kiosk.name] = book.count


def put_back(town: Town, book: Book, kiosk: Kiosk, *, whole: bool) -> None:
    """Put the copy back, if there is one: of the whole folder, or of the database alone."""
    if kiosk.name not in book.copied:
        return
    quiet.nothing_vanished(town, book)
    # What another centre has read of a record that central lost is told by nobody, and goes there too.
    book.lose(book.copied[kiosk.name], elsewhere(town, kiosk, book.owners))
    kiosk.put_back(copy_of(town, kiosk.name), whole=whole)
    book.keep_known(anywhere(town, book.gone()))
    book.standing &= standing(town, book.owners) | standing_at(town.central)


def copy_of(town: Town, name: str) -> Path:
    return town.folder / f"copy of {name}"
