"""Seats move: who gives one up makes room for who waited longest, and whoever must hear of it is marked to be told."""

from typing import Any
from uuid import UUID

from kiosk.activities import services as activity_services
from kiosk.activities.models import Occurrence, Series
from kiosk.activities.queries import is_home
from kiosk.core import state, today
from kiosk.core.database import database
from kiosk.registration import queries
from kiosk.registration.models import Notice, NoticeReason, Registration, RegistrationStatus
from kiosk.registration.services import count_places, recount
from kiosk.seats.queries import homes_to_come, is_still_to_come, untold


def withdraw(registration: Registration) -> None:
    """Give up a place or leave the line; who waited longest and fits moves up and is marked to be told."""
    with database.atomic():
        if registration.is_cancelled:
            return
        registration.status = RegistrationStatus.CANCELLED
        registration.save(only=[Registration.status])
        series = Series.get_or_none(Series.id == registration.series)
        if series is not None:
            seat_waiting(series, registration.occurrence)


def change(registration: Registration, status: str) -> None:
    """Say anew whether somebody comes: who does stands in line as before, and has a place where there is one.

    Only the home of the places promises one (DESIGN 6): a place is never given back to her who gave it up, and again to
    who got it since.
    """
    if status == RegistrationStatus.CANCELLED:
        withdraw(registration)
        return
    with database.atomic():
        registration.status = RegistrationStatus.WAITING
        registration.save(only=[Registration.status])
        series = Series.get_or_none(Series.id == registration.series)
        seated = seat_waiting(series, registration.occurrence) if series is not None else []
        if registration.id in {one.id for one in seated}:
            registration.status = RegistrationStatus.CONFIRMED


def seat_waiting(series: Series, occurrence_id: UUID | None) -> list[Registration]:
    """Give free places to those who wait, in order; a family that does not fit keeps its turn and blocks nobody."""
    if not is_home(series) or not is_still_to_come(series, occurrence_id):
        return []
    left = series.capacity - queries.taken_places(series, occurrence_id)
    seated = []
    for waiting in queries.waiting_in_order(series, occurrence_id):
        if waiting.people <= left:
            waiting.status = RegistrationStatus.CONFIRMED
            waiting.save(only=[Registration.status])
            mark_to_tell(waiting, NoticeReason.PLACE_GIVEN, occurrence_id)
            left -= waiting.people
            seated.append(waiting)
    count_places(series, occurrence_id)
    return seated


def cancel_date(occurrence: Occurrence) -> int:
    """Call off one date and mark everyone registered and waiting to be told; nobody is moved (SPEC B6)."""
    with database.atomic():
        # Read anew: who holds an older reading of the date must not mark everybody a second time.
        if Occurrence.get_by_id(occurrence.id).is_cancelled:
            return 0
        activity_services.cancel_date(occurrence)
        concerned = Registration.select().where(
            Registration.series == occurrence.series,
            (Registration.occurrence == occurrence.id) | Registration.occurrence.is_null(),
            Registration.status != RegistrationStatus.CANCELLED,
        )
        for registration in concerned:
            mark_to_tell(registration, NoticeReason.DATE_CANCELLED, occurrence.id)
        return len(concerned)


def mark_to_tell(registration: Registration, reason: NoticeReason, occurrence_id: UUID | None) -> Notice:
    """Write down that she must hear of it; who came to another centre for it is told there."""
    teller = registration.centre
    notice: Notice = Notice.create(
        registration=registration.id,
        occurrence=occurrence_id,
        reason=reason,
        arose_at=today.present(),
        recipient=None if teller == state.get("centre") else teller,
    )
    return notice


def note_told(registrations: list[UUID]) -> int:
    """Write down that whoever holds these places knows by now, and return how many things that were."""
    waiting = untold(registrations)
    if waiting:
        ids = [notice.id for notice in waiting]
        Notice.update(told_at=today.present()).where(Notice.id.in_(ids)).execute()
    return len(waiting)


def seat_after_pull(kinds: frozenset[str]) -> None:
    """Count anew after registrations came in from elsewhere, and see who of those that wait can be given a place."""
    if Registration.kind() not in kinds:
        return
    with database.atomic():
        homes = {series.id: series for series in homes_to_come(state.get("kiosk"))}
        if not homes:
            return
        recount(list(homes.values()))
        units: Any = (
            Registration.select(Registration.series, Registration.occurrence)
            .where(Registration.status == RegistrationStatus.WAITING, Registration.series.in_(list(homes)))
            .distinct()
            .tuples()
        )
        for series_id, occurrence_id in list(units):
            seat_waiting(homes[series_id], occurrence_id)
