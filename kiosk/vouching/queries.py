"""A key mother sees the neighbours who have not said yes yet, those who invited her, and those she was given."""

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from peewee import Expression

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import working_staff
from kiosk.activities.models import Offer
from kiosk.activities.queries import first_date, offer_of
from kiosk.cards.models import Card
from kiosk.core.errors import NotFoundError
from kiosk.core.pages import settings
from kiosk.registration.models import Household, Notice, Registration, RegistrationStatus
from kiosk.registration.queries import one_family
from kiosk.retention.queries import days_left
from kiosk.seats.queries import untold
from kiosk.security.permissions import Permission, Role, may

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

NEIGHBOURS_OF_A_PAGE = 6


class Neighbour(msgspec.Struct, frozen=True):
    """A household as who may see it sees it: the name opened with her key, "" without one.

    `days_left` is None once she has said yes. `places` are her registrations that were not given up, oldest first;
    `news` is what she must still be told about them.
    """

    household: Household
    name: str
    days_left: int | None
    places: list[Registration]
    news: list[Notice]

    @property
    def children(self) -> int:
        return sum(self.household.bands.values())


def neighbours(signed_in: "SignedIn", page: int) -> tuple[list[Neighbour], int]:
    """Return one page of the households she may see, newest first, and how many pages there are."""
    query = Household.select().where(seen_by(signed_in))
    pages = max(1, -(-query.count() // NEIGHBOURS_OF_A_PAGE))
    rows = query.order_by(Household.id.desc()).paginate(min(page, pages), NEIGHBOURS_OF_A_PAGE)
    return [shown(row, signed_in) for row in rows], pages


def neighbour(household_id: UUID, signed_in: "SignedIn") -> Neighbour:
    """Return one household. Raises NotFoundError where there is none that she may see: she hears no more."""
    row = Household.get_or_none((Household.id == household_id) & seen_by(signed_in))
    if row is None:
        raise NotFoundError
    return shown(row, signed_in)


def seen_by(signed_in: "SignedIn") -> Expression:
    """Return the condition for what she may see (SPEC A3, C5): the coach everybody, a key mother who chose her.

    Whom she handed over is the other's from then on. A record that is the same as another one is nobody's.
    """
    is_shown = Household.merged_into.is_null()
    if may(signed_in.role, Permission.SEE_EVERYBODY):
        return is_shown
    is_open = Household.confirmed_at.is_null() | (Household.is_open_to_voucher == True)  # noqa: E712  SQL
    is_vouched = Household.kept_by.is_null() & (Household.vouched_by == signed_in.staff) & is_open
    return is_shown & ((Household.kept_by == signed_in.staff) | is_vouched)


def shown(household: Household, signed_in: "SignedIn") -> Neighbour:
    query = Registration.select().where(
        Registration.household == household.id, Registration.status != RegistrationStatus.CANCELLED
    )
    places = list(query.order_by(Registration.id))
    return Neighbour(
        household,
        name=name_of(household, signed_in),
        days_left=days_left(household) if household.is_unconfirmed else None,
        places=places,
        news=untold([place.id for place in places]),
    )


def name_of(household: Household, signed_in: "SignedIn") -> str:
    """Open her name; one that this key does not open is shown as none, so that the page still helps her."""
    return opened(household, "name_sealed", signed_in)


def opened(household: Household, field: str, signed_in: "SignedIn") -> str:
    """Open one of her sealed fields, "" where nothing is kept or this key does not open it."""
    from kiosk.security.vault import CannotOpenError  # noqa: PLC0415  loaded with the keys, not with the kiosk

    sealed = getattr(household, field)
    if not sealed:
        return ""
    try:
        return signed_in.read(sealed, record=household.id, field=field)
    except CannotOpenError:
        return ""


def offer_for(registration: Registration) -> Offer | None:
    """Return what she is registered for, or None when it has not arrived here."""
    try:
        date = registration.occurrence or first_date(registration.series)
    except NotFoundError:
        return None
    return offer_of(date, fresh_hours=settings().fresh_hours)


def keepers(household: Household) -> dict[str, Staff]:
    """Return who registered her (`vouched`) and who keeps her now (`kept`), as far as it was somebody of here."""
    known = {"vouched": household.vouched_by, "kept": household.kept_by}
    rows = {row.id: row for row in Staff.select().where(Staff.id.in_([one for one in known.values() if one]))}
    return {role: rows[staff] for role, staff in known.items() if staff in rows}


def who_may_keep(household: Household) -> list[Staff]:
    """Return the key mothers who work here and could keep her: all but the one who does."""
    keeper = household.kept_by or household.vouched_by
    return [one for one in working_staff() if one.role == Role.KEY_MOTHER and one.id != keeper]


def has_card(household_id: UUID) -> bool:
    return bool(Card.select().where(Card.household.in_(one_family(household_id))).exists())
