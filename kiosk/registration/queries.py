"""Who has a place, who waits, and in which order."""

from typing import Any
from uuid import UUID

from peewee import Expression, fn

from kiosk.activities.models import Series, Unit
from kiosk.registration.models import Registration, RegistrationStatus


def of_unit(series: Series, occurrence_id: UUID | None) -> Expression:
    """Return the condition for the registrations of one unit: a whole series, or one date of it."""
    if series.unit == Unit.SERIES:
        return Registration.series == series.id
    return (Registration.series == series.id) & (Registration.occurrence == occurrence_id)


def taken_places(series: Series, occurrence_id: UUID | None) -> int:
    """Return how many places are confirmed in a unit."""
    query = Registration.select(fn.SUM(Registration.people)).where(
        of_unit(series, occurrence_id), Registration.status == RegistrationStatus.CONFIRMED
    )
    return int(query.scalar() or 0)


def waiting_in_order(series: Series, occurrence_id: UUID | None) -> list[Registration]:
    """Return who waits for a unit, longest first; the id decides between two of one moment."""
    query = (
        Registration.select()
        .where(of_unit(series, occurrence_id), Registration.status == RegistrationStatus.WAITING)
        .order_by(Registration.registered_at, Registration.id)
    )
    return list(query)


def position_in_line(registration: Registration) -> int:
    """Return her place in the line, 1 for the next one."""
    series = Series.get_by_id(registration.series)
    line = waiting_in_order(series, registration.occurrence)
    return 1 + next((i for i, other in enumerate(line) if other.id == registration.id), len(line))


def registration_with_key(place_key: str) -> Registration | None:
    found: Registration | None = Registration.get_or_none(Registration.place_key == place_key)
    return found


def registrations_with_ticket(dye: str, animal: str, number: int) -> list[Registration]:
    """Return what this ticket stands for now; usually one, after an unlucky draw on two kiosks more."""
    query = Registration.select().where(
        Registration.dye == dye,
        Registration.animal == animal,
        Registration.number == number,
        Registration.status != RegistrationStatus.CANCELLED,
    )
    return list(query.order_by(Registration.registered_at))


def tickets_in_use() -> set[tuple[str, str, int]]:
    query: Any = Registration.select(Registration.dye, Registration.animal, Registration.number)
    return set(query.where(Registration.status != RegistrationStatus.CANCELLED).tuples())
