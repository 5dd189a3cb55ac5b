"""Which records are about a household, which merges still stand, and which of two places is the better one."""

from typing import Any
from uuid import UUID

from kiosk.cards.models import Card
from kiosk.core.record import Record
from kiosk.members.models import Merge
from kiosk.merges.forms import FIELDS, Side
from kiosk.registration.models import Household, Registration
from kiosk.registration.queries import kept_household
from kiosk.retention.queries import about_households, owner
from kiosk.security.keyring import SignedIn
from kiosk.vouching.queries import opened


def followers() -> list[type[Record]]:
    """Return the kinds that follow a household into the one it is the same as.

    A card does not: its secret is bound to the household it was made for, and leads from there to the one that stays.
    """
    return [model for model in about_households() if model not in {Card, Merge}]


def standing_merge(kept: Household, absorbed: Household) -> Merge | None:
    """Return the merge that made these two one, None while they are two."""
    if absorbed.merged_into != kept.id:
        return None
    found: Merge | None = Merge.get_or_none(
        Merge.household == kept.id, Merge.absorbed == absorbed.id, Merge.undone_at.is_null()
    )
    return found


def merges_of(household_id: UUID) -> list[Merge]:
    """Return the merges into a household that can be undone, newest first."""
    query = Merge.select().where(Merge.household == household_id, Merge.undone_at.is_null())
    rows = list(query.order_by(Merge.merged_at.desc(), Merge.id))
    alive = Household.select(Household.id).where(Household.merged_into == household_id)
    absorbed = {row.id for row in alive}
    return [row for row in rows if row.absorbed in absorbed]


def places_by_unit(household_id: UUID) -> dict[tuple[UUID, UUID | None], list[Registration]]:
    """Return a household's places, given up or not, by the series and the date they are for."""
    found: dict[tuple[UUID, UUID | None], list[Registration]] = {}
    for place in Registration.select().where(Registration.household == household_id):
        found.setdefault((place.series, place.occurrence), []).append(place)
    return found


def places_given_up(ids: list[UUID]) -> list[list[Registration]]:
    """Return the places of households which have none left on a date, though nobody but a merge gave one up.

    `ids` are those that merges gave up; each list holds all places of one household on one date.
    """
    given_up = set(ids)
    holders = {row.household for row in Registration.select().where(Registration.id.in_(ids))}
    units = [places for holder in holders for places in places_by_unit(holder).values()]
    return [places for places in units if all(one.is_cancelled and one.id in given_up for one in places)]


def worth(place: Registration) -> tuple[bool, int, int, UUID]:
    """Return what sorts the best place first: a promised one, for the most people, taken the soonest."""
    return (not place.is_confirmed, -place.people, place.registered_at, place.id)


def homes_of(merged: list[UUID]) -> dict[UUID, UUID]:
    """Return for each of these that is part of another one the household that stays."""
    kept = {one: kept_household(one) for one in merged}
    return {one: row.id for one, row in kept.items() if row is not None and row.id != one}


def owners_among(households: list[UUID]) -> set[UUID]:
    """Return those of the households that something is about."""
    found: set[UUID] = set()
    for model in followers():
        query: Any = model.select(owner(model)).where(owner(model).in_(households)).distinct()
        found |= {row[0] for row in query.tuples()}
    return found


def side(household: Household, opener: SignedIn) -> Side:
    """Return a record as it stands beside another one: its name and its number opened."""
    return Side(
        household, {field: opened(household, f"{field}_sealed", opener) for field in ("name", "phone")}
    )


def differing(one: Household, other: Household, opener: SignedIn) -> list[str]:
    """Return the fields in which two records say something different."""
    found = []
    for field, columns in FIELDS.items():
        pair = [[value(row, column, opener) for column in columns] for row in (one, other)]
        if pair[0] != pair[1]:
            found.append(field)
    return found


def value(household: Household, column: str, opener: SignedIn) -> object:
    is_sealed = column.endswith("_sealed")
    return opened(household, column, opener) if is_sealed else getattr(household, column)
