"""Somebody is found by a name in any script, by her number or by her ticket, among those whom one may see."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

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

Envelopes = tuple[str | None, str | None]
# Households by id, in hexadecimal digits: as they lie in the database, so that ten thousand are not converted.
Rows = dict[str, Envelopes]


@dataclass(frozen=True, slots=True)
class Known:
    """A household as it is searched: its name folded, its number as figures; and the envelopes they came from."""

    envelopes: Envelopes
    name: str
    figures: str


@dataclass(slots=True)
class People:
    """Every household of the centre, opened once while somebody stands here, and again where it has changed.

    It is nowhere else than in her memory; 10,000 households open in about 1.3 s. `mark` tells what was last read.
    """

    known: dict[str, Known] = field(default_factory=dict)
    mark: tuple[object, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, rows: Rows, opener: SignedIn) -> None:
        """Open what is new or changed, let go of what is not there any more."""
        with self.lock:
            for identity in self.known.keys() - rows.keys():
                del self.known[identity]
            for identity, envelopes in rows.items():
                present = self.known.get(identity)
                if present is None or present.envelopes != envelopes:
                    self.known[identity] = known(identity, envelopes, opener)
                if opener.is_forgotten:
                    self.known.clear()
                    return


def known(identity: str, envelopes: Envelopes, opener: SignedIn) -> Known:
    name, phone = (
        opened(envelope, UUID(identity), column, opener)
        for envelope, column in zip(envelopes, ("name_sealed", "phone_sealed"), strict=True)
    )
    return Known(envelopes, folded(name), digits_of(phone))


def opened(envelope: str | None, identity: UUID, column: str, opener: SignedIn) -> str:
    try:
        return opener.open(envelope, record=identity, field=column) if envelope else ""
    except vault.CannotOpenError:
        return ""


def warm(opener: SignedIn) -> None:
    """Begin to open everybody beside the page that is shown now, so that the first search waits less."""
    people = people_of(opener)
    if not people.known and not people.lock.locked():
        args = (envelopes(), opener)
        threading.Thread(target=people.take, args=args, name="people", daemon=True).start()


def present(opener: SignedIn) -> dict[str, Known]:
    """Return everybody as they are now; rows are read again only after something was written or came in."""
    people, mark = people_of(opener), (*outbox_mark(), *came_mark())
    if people.mark != mark:
        people.take(envelopes(), opener)
        people.mark = mark
    return people.known


def people_of(opener: SignedIn) -> People:
    found: People = opener.memory.setdefault(MEMORY, People())
    return found


def outbox_mark() -> tuple[int]:
    """Return what changes with everything that is written here."""
    return (outbox.head(),)


def came_mark() -> tuple[object, ...]:
    """Return what changes with every household that comes in, is taken away, or is numbered by central."""
    row: tuple[object, ...] = database.execute_sql(
        "SELECT count(*), total(version) FROM household"
    ).fetchone()
    return row


def envelopes() -> Rows:
    # Plain SQL: ten thousand rows are read at once, and made into models they would take a second.
    rows = database.execute_sql(
        "SELECT id, name_sealed, phone_sealed FROM household WHERE merged_into IS NULL"
        " AND (name_sealed IS NOT NULL OR phone_sealed IS NOT NULL)"
    )
    return {identity: (name, phone) for identity, name, phone in rows.fetchall()}


def search(text: str, opener: SignedIn) -> list[UUID]:
    """Return whom she may see that a text can mean: each of its words begins one of hers, or is part of a long one.

    Those whose name begins so come first, then by name. Figures alone are looked for in telephone numbers.
    """
    people, words, figures = present(opener), folded(text).split(), digits_of(text)
    whole = " ".join(words)
    if figures and not whole.strip("0123456789 "):
        hits = [
            one for one, row in people.items() if len(figures) >= FEWEST_FIGURES and figures in row.figures
        ]
    else:
        hits = [one for one, row in people.items() if words and all(fits(word, row.name) for word in words)]
    hits.sort(key=lambda one: (not people[one].name.startswith(whole), people[one].name, one))
    return seen([UUID(one) for one in hits], opener)


def fits(word: str, name: str) -> bool:
    return f" {word}" in f" {name}" or (len(word) >= FEWEST_FIGURES and word in name)


def with_ticket(ticket: Ticket, opener: SignedIn) -> list[UUID]:
    """Return whom she may see that holds this ticket now."""
    held = registrations_with_ticket(ticket.dye, ticket.animal, ticket.number)
    return seen(list(dict.fromkeys(one.household for one in held)), opener)


def alike(name: str, phone: str, *, except_for: UUID, opener: SignedIn) -> list[UUID]:
    """Return every household that has the same name in any script, or the same number; also whom she may not see."""
    people, plain, figures = present(opener), folded(name), digits_of(phone)[-SAME_FIGURES:]
    has_number = len(figures) == SAME_FIGURES
    return [
        UUID(one)
        for one, row in people.items()
        if one != except_for.hex
        and ((plain and row.name == plain) or (has_number and row.figures.endswith(figures)))
    ]


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
