"""Seats move: who gives one up makes room for who waited longest, and whoever must hear of it is marked to be told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kiosk.activities import services as activity_services
from kiosk.activities.models import Occurrence, Series
from kiosk.activities.queries import is_home
from kiosk.core import state, today
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError
from kiosk.registration import queries
from kiosk.registration.models import Notice, NoticeReason, Registration, RegistrationStatus
from kiosk.registration.services import count_places, recount
from kiosk.seats.queries import concerned, homes_to_come, is_still_to_come, untold


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
        take_back_moves(occurrence)
        return tell_all(occurrence, NoticeReason.DATE_CANCELLED)


def move_date(occurrence: Occurrence, starts_at: datetime, ends_at: datetime) -> int:
    """Move one date (local wall time) and mark everyone registered and waiting to be told; nobody loses her place.

    Whoever was not told yet of an earlier move is told of this one only. Returns how many households must hear of it:
    none where the date is called off, or at that hour already. Raises InvalidInputError for an end before the start,
    and for a date that is over or would be.
    """
    with database.atomic():
        date = Occurrence.get_by_id(occurrence.id)
        if date.is_cancelled or (date.starts_at, date.ends_at) == (starts_at, ends_at):
            return 0
        if ends_at <= starts_at or min(date.ends_at, ends_at) <= today.now_here():
            raise InvalidInputError("a date ends after it starts, and is not over, now or then")
        first = date.moved_from or date.starts_at
        occurrence.moved_from = None if first == starts_at else first
        occurrence.starts_at, occurrence.ends_at = starts_at, ends_at
        occurrence.save(only=[Occurrence.starts_at, Occurrence.ends_at, Occurrence.moved_from])
        take_back_moves(occurrence)
        return tell_all(occurrence, NoticeReason.DATE_MOVED)


def take_back_moves(occurrence: Occurrence) -> None:
    """Erase what was still to be told of earlier moves of a date: who hears of it now, hears how it is now."""
    Notice.delete().where(
        Notice.registration.in_(concerned(occurrence).select(Registration.id)),
        Notice.occurrence == occurrence.id,
        Notice.reason == NoticeReason.DATE_MOVED,
        Notice.told_at.is_null(),
    ).execute()


def tell_all(occurrence: Occurrence, reason: NoticeReason) -> int:
    """Mark everyone who comes to a date, or waits for it, to be told; return how many that are."""
    for registration in (found := list(concerned(occurrence))):
        mark_to_tell(registration, reason, occurrence.id)
    return len(found)


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
    """Count anew after registrations came in from elsewhere, and see who of those that wait can be given a place.

    Another kiosk of the centre may also have made room: then nobody is counted, and only who fits now is seated.
    """
    if not kinds & {Registration.kind(), Series.kind()}:
        return
    is_counted = Registration.kind() in kinds
    with database.atomic():
        homes = {series.id: series for series in homes_to_come(state.get("kiosk"))}
        if not homes:
            return
        if is_counted:
            recount(list(homes.values()))
        units: Any = (
            Registration.select(Registration.series, Registration.occurrence)
            .where(Registration.status == RegistrationStatus.WAITING, Registration.series.in_(list(homes)))
            .distinct()
            .tuples()
        )
        for series_id, occurrence_id in list(units):
            if is_counted or fits_now(homes[series_id], occurrence_id):
                seat_waiting(homes[series_id], occurrence_id)


def fits_now(series: Series, occurrence_id: UUID | None) -> bool:
    """Say whether there is room for somebody who waits; counting writes, and what is written is pulled elsewhere."""
    left = series.capacity - queries.taken_places(series, occurrence_id)
    return any(one.people <= left for one in queries.waiting_in_order(series, occurrence_id))
