"""Somebody is found by a name in any script, by her number or by her ticket, among those whom one may see."""

import threading
from collections.abc import Callable, Iterable
from uuid import UUID

import msgspec

from kiosk.core import outbox
from kiosk.core.database import database
from kiosk.core.folding import digits_of, folded
from kiosk.registration.models import Household
from kiosk.registration.queries import registrations_with_ticket
from kiosk.security import vault
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Permission, may
from kiosk.tickets.models import Ticket
from kiosk.vouching import queries as vouching
from kiosk.vouching.queries import Neighbour

# Where what was opened lies meanwhile: with the keys of who signed in, forgotten with them.
MEMORY = "people"
ROWS = 6
# Who knows three figures of a number may look for it; the last eight tell that two numbers are one line.
FEWEST_FIGURES, SAME_FIGURES = 3, 8

NAME, PHONE = "name_sealed", "phone_sealed"

# Envelopes of a column by household, in hexadecimal digits: as they lie in the database, so that ten thousand are not
# converted.
Rows = dict[str, str]


class Opened(msgspec.Struct):
    """One column of every household of the centre, opened while somebody stands here, and again where it has changed.

    It is nowhere else than in her memory; 10,000 envelopes open in about 1.3 s, so numbers wait until one is looked
    for. `texts` are made `plain`: a name folded, a number as figures. `mark` tells what was last read.
    """

    column: str
    plain: Callable[[str], str]
    envelopes: Rows = {}
    texts: dict[str, str] = {}
    mark: tuple[object, ...] = ()
    lock: threading.Lock = msgspec.field(default_factory=threading.Lock)

    def take(self, rows: Rows, opener: SignedIn) -> None:
        """Open what is new or changed, let go of what is not there any more."""
        with self.lock:
            for identity in self.texts.keys() - rows.keys():
                del self.texts[identity]
            for identity, envelope in rows.items():
                if identity not in self.texts or self.envelopes.get(identity) != envelope:
                    self.texts[identity] = self.plain(opened(envelope, UUID(identity), self.column, opener))
                if opener.is_forgotten:
                    self.texts.clear()
                    return
            self.envelopes = rows


def opened(envelope: str, identity: UUID, column: str, opener: SignedIn) -> str:
    try:
        return opener.open(envelope, record=identity, field=column)
    except vault.CannotOpenError:
        return ""


def warm(opener: SignedIn) -> None:
    """Begin to open every name beside the page that is shown now, so that the first search waits less."""
    names = column_of(opener, NAME)
    if not names.texts and not names.lock.locked():
        args = (envelopes(NAME), opener)
        threading.Thread(target=names.take, args=args, name="people", daemon=True).start()


def present(opener: SignedIn, column: str) -> dict[str, str]:
    """Return a column of everybody as it is now; rows are read again only after something was written or came in."""
    found, mark = column_of(opener, column), (*outbox_mark(), *came_mark())
    if found.mark != mark:
        found.take(envelopes(column), opener)
        found.mark = mark
    return found.texts


def column_of(opener: SignedIn, column: str) -> Opened:
    columns: dict[str, Opened] = opener.memory.setdefault(
        MEMORY, {NAME: Opened(NAME, folded), PHONE: Opened(PHONE, digits_of)}
    )
    return columns[column]


def outbox_mark() -> tuple[int]:
    """Return what changes with everything that is written here."""
    return (outbox.head(),)


def came_mark() -> tuple[object, ...]:
    """Return what changes with every household that comes in, is taken away, or is numbered by central."""
    row: tuple[object, ...] = database.execute_sql(
        "SELECT count(*), total(version) FROM household"
    ).fetchone()
    return row


def envelopes(column: str) -> Rows:
    # Plain SQL: ten thousand rows are read at once, and made into models they would take a second.
    rows = database.execute_sql(
        f"SELECT id, {column} FROM household WHERE merged_into IS NULL AND {column} IS NOT NULL"  # noqa: S608  ours
    )
    return dict(rows.fetchall())


def search(text: str, opener: SignedIn) -> list[UUID]:
    """Return whom she may see that a text can mean: each of its words begins one of hers, or is part of a long one.

    Those whose name begins so come first, then by name. Figures alone are looked for in telephone numbers; then who
    was registered first comes first.
    """
    words, figures = folded(text).split(), digits_of(text)
    whole = " ".join(words)
    if figures and not whole.strip("0123456789 "):
        is_asked = len(figures) >= FEWEST_FIGURES
        numbers = present(opener, PHONE) if is_asked else {}
        return seen(sorted(UUID(one) for one, number in numbers.items() if figures in number), opener)
    names = present(opener, NAME) if words else {}
    hits = [one for one, name in names.items() if all(fits(word, name) for word in words)]
    hits.sort(key=lambda one: (not names[one].startswith(whole), names[one], one))
    return seen([UUID(one) for one in hits], opener)


def fits(word: str, name: str) -> bool:
    return f" {word}" in f" {name}" or (len(word) >= FEWEST_FIGURES and word in name)


def with_ticket(ticket: Ticket, opener: SignedIn) -> list[UUID]:
    """Return whom she may see that holds this ticket now."""
    held = registrations_with_ticket(ticket.dye, ticket.animal, ticket.number)
    return seen(list(dict.fromkeys(one.household for one in held)), opener)


def alike(name: str, phone: str, *, except_for: UUID, opener: SignedIn) -> list[UUID]:
    """Return every household that has the same name in any script, or the same number; also whom she may not see."""
    plain, figures = folded(name), digits_of(phone)[-SAME_FIGURES:]
    found = [one for one, present_name in present(opener, NAME).items() if plain and present_name == plain]
    if len(figures) == SAME_FIGURES:
        found += [one for one, number in present(opener, PHONE).items() if number.endswith(figures)]
    return [UUID(one) for one in dict.fromkeys(found) if one != except_for.hex]


def seen(households: Iterable[UUID], opener: SignedIn) -> list[UUID]:
    """Return those of the households that she may see, in the same order."""
    asked = list(households)
    if may(opener.role, Permission.SEE_EVERYBODY) or not asked:
        return asked
    hers = {row.id for row in Household.select(Household.id).where(vouching.seen_by(opener))}
    return [one for one in asked if one in hers]


def neighbours(households: list[UUID], opener: SignedIn) -> list[Neighbour]:
    """Return these as they are shown, in the same order; one that was forgotten meanwhile is left out."""
    rows = Household.select().where(Household.id.in_(households) & vouching.seen_by(opener))
    found = {row.id: vouching.shown(row, opener) for row in rows}
    return [found[one] for one in households if one in found]
