"""What a card stands for: the places of its household that are still to come."""

from uuid import UUID

from peewee import fn

from kiosk.activities.models import Occurrence
from kiosk.core.today import now_here
from kiosk.registration.models import Registration, RegistrationStatus


def places_to_come(household_id: UUID) -> list[Registration]:
    """Return her registrations that are not given up and not over, as far as their dates are known here."""
    dates = Occurrence.select().where(
        Occurrence.series == Registration.series,
        Registration.occurrence.is_null() | (Occurrence.id == Registration.occurrence),
    )
    query = (
        Registration.select()
        .where(
            Registration.household == household_id,
            Registration.status != RegistrationStatus.CANCELLED,
            fn.EXISTS(dates.where(Occurrence.ends_at > now_here())) | ~fn.EXISTS(dates),
        )
        .order_by(Registration.registered_at, Registration.id)
    )
    return list(query)
