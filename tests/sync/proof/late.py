"""An answer on a stick that central wrote before it was put back is taken in as if it had come before that (G7)."""

from tests.sync.proof.book import Book, nothing
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import at_central, waiting_at


def take_in(town: Town, book: Book, kiosk: Kiosk, plug: int | None) -> None:
    """Let a kiosk take in what is for it on the stick.

    Nothing there says that central was put back since. So what it acknowledges is let go of here, and was known in full
    to the central that is lost: nobody is bound to it any more, as to all that a kiosk had heard of by then.
    """
    is_late, waited = town.stick.brings_late(kiosk, town.central), nothing()
    waiting_at(kiosk, waited)
    town.stick.take_in(kiosk, plug)
    if not is_late:
        return
    held = at_central(town.central)
    for each in town.kiosks:
        waiting_at(each, held)
    book.let_go_of(waited, held)
