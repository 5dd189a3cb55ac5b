"""A trust link is read by the two it joins and by the coach; who else holds the file reads nothing (SPEC A2)."""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

import msgspec

from kiosk.accounts.models import Staff, StaffStatus
from kiosk.accounts.queries import everybody, leading_staff, sheet
from kiosk.cards.models import Card
from kiosk.core.errors import NotFoundError
from kiosk.registration.models import Household
from kiosk.security import vault
from kiosk.security.ciphers import PrivateKey
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role
from kiosk.trust.models import Nomination, TrustLink


class Point(StrEnum):
    """What a nomination says something about, in words and never as a score (SPEC A1)."""

    DEVELOPMENT = "development"
    ENGAGEMENT = "engagement"
    ACCEPTANCE = "acceptance"

    @property
    def column(self) -> str:
        return f"{self.value}_sealed"


class OpenLink(msgspec.Struct, frozen=True):
    """A link that a key opened: the key mother it trusts, and the household of the mother who does."""

    link: TrustLink
    household: UUID


class Note(msgspec.Struct, frozen=True):
    """One of three notes as the reader's own key opens it; `is_closed`: there is one, for others to read."""

    point: Point
    text: str = ""
    is_closed: bool = False


def open_links(key: PrivateKey, *, staff_id: UUID | None = None) -> list[OpenLink]:
    """Return the links that `key` opens, of one key mother or of all; the others are passed over."""
    rows = TrustLink.select().order_by(TrustLink.id)
    if staff_id:
        rows = rows.where(TrustLink.staff == staff_id)
    return [OpenLink(link, household) for link in rows if (household := household_of(link, key))]


def household_of(link: TrustLink, key: PrivateKey) -> UUID | None:
    try:
        return UUID(vault.unseal(link.mother_sealed, key, record=link.id, field="mother_sealed"))
    except (vault.CannotOpenError, ValueError):
        return None


def open_link(link_id: UUID, key: PrivateKey) -> OpenLink:
    """Return one link. Raises NotFoundError when it is not there, or not for this key: both look the same."""
    link: TrustLink | None = TrustLink.get_or_none(TrustLink.id == link_id)
    if link is None or (household := household_of(link, key)) is None:
        raise NotFoundError
    return OpenLink(link, household)


def is_trusted(staff: Staff) -> bool:
    """Say whether somebody may start: a key mother only when another mother trusts her; others need none (A2)."""
    return staff.role != Role.KEY_MOTHER or count_of(staff) > 0


def without_trust() -> list[Staff]:
    """Return the key mothers who work here although nobody trusts them any more."""
    return [one for one in everybody() if one.is_active and not is_trusted(one)]


def in_care() -> list[Staff]:
    """Return those who are nominated, then the key mothers who work here."""
    people = [one for one in everybody() if one.status != StaffStatus.LEFT]
    people = [one for one in people if one.role == Role.KEY_MOTHER or not one.is_active]
    return sorted(people, key=lambda one: one.is_active)


def count_of(staff: Staff) -> int:
    return TrustLink.select().where(TrustLink.staff == staff.id).count()


def nomination_of(staff_id: UUID) -> Nomination | None:
    rows = Nomination.select().where(Nomination.staff == staff_id).order_by(Nomination.id)
    found: Nomination | None = rows.first()
    return found


def notes_of(staff_id: UUID, key: PrivateKey) -> list[Note]:
    """Return the three notes as `key` opens them."""
    nomination = nomination_of(staff_id)
    return [note(nomination, point, key) for point in Point]


def note(nomination: Nomination | None, point: Point, key: PrivateKey) -> Note:
    envelope = getattr(nomination, point.column, None)
    if nomination is None or envelope is None:
        return Note(point)
    try:
        return Note(point, vault.unseal(envelope, key, record=nomination.id, field=point.column))
    except vault.CannotOpenError:
        return Note(point, is_closed=True)


def readers_of_notes() -> list[str]:
    """Return whose own keys the notes are sealed to: coach, deputies, and the sheet, which opens when all are gone."""
    holders = [*leading_staff(), sheet()]
    return [one.public_key for one in holders if one and one.has_key]


def readers_of_link(nominee: Staff, cards: list[str]) -> list[str]:
    """Return whose own keys a link is sealed to: the key mother, the mother's card, coach and deputies."""
    people = [nominee, *leading_staff()]
    return list(dict.fromkeys([*(one.public_key for one in people if one.has_key), *cards]))


def cards_of(household: UUID) -> list[str]:
    return [card.public_key for card in Card.select().where(Card.household == household)]


def names_of(links: list[OpenLink], reader: SignedIn) -> Iterator[tuple[OpenLink, str]]:
    """Yield each link with the name of the mother, empty where she gave none or it does not open."""
    wanted = Household.select().where(Household.id.in_([one.household for one in links]))
    households = {row.id: row for row in wanted}
    for one in links:
        yield one, name_of(households.get(one.household), reader)


def name_of_household(household_id: UUID, reader: SignedIn) -> str:
    return name_of(Household.get_or_none(Household.id == household_id), reader)


def name_of(row: Household | Staff | None, reader: SignedIn) -> str:
    """Return the name that lies sealed in a row, empty where there is none or it does not open."""
    if row is None or not row.name_sealed:
        return ""
    try:
        return reader.open(row.name_sealed, record=row.id, field="name_sealed")
    except vault.CannotOpenError:
        return ""
