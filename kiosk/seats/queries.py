"""What can still be seated."""

from typing import Any
from uuid import UUID

from kiosk.activities.models import Occurrence, OccurrenceStatus, Series
from kiosk.core.today import now_here
from kiosk.registration.models import Notice, Registration, RegistrationStatus


def is_still_to_come(series: Series, occurrence_id: UUID | None) -> bool:
    """Say whether a unit has a date left that is planned and not over: only then is a freed seat given on."""
    dates = Occurrence.select().where(
        Occurrence.series == series.id,
        Occurrence.status == OccurrenceStatus.PLANNED,
        Occurrence.ends_at > now_here(),
    )
    if occurrence_id is not None:
        dates = dates.where(Occurrence.id == occurrence_id)
    return bool(dates.exists())


def concerned(occurrence: Occurrence) -> Any:
    """Return a query of who comes to a date or waits for it: registrations for it, and for its whole series."""
    return Registration.select().where(
        Registration.series == occurrence.series,
        (Registration.occurrence == occurrence.id) | Registration.occurrence.is_null(),
        Registration.status != RegistrationStatus.CANCELLED,
    )


def untold(registrations: list[UUID]) -> list[Notice]:
    """Return what must still be told about these places, oldest first; written down here or at another centre."""
    if not registrations:
        return []
    query = Notice.select().where(Notice.registration.in_(registrations), Notice.told_at.is_null())
    return list(query.order_by(Notice.arose_at, Notice.id))


def homes_to_come(kiosk: str | None) -> list[Series]:
    """Return the series whose places this kiosk promises and that have a date left; the others need no counting."""
    if not kiosk:
        return []
    coming = Occurrence.select(Occurrence.series).where(Occurrence.ends_at > now_here())
    return list(Series.select().where(Series.home == kiosk, Series.id.in_(coming)))
