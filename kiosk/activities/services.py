"""Publishing what the centre offers, and calling off one date of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

from kiosk.activities.models import Activity, Function, Occurrence, OccurrenceStatus, Series, Unit
from kiosk.core import state, today
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError


def publish_activity(
    activity: Activity,
    *,
    dates: Iterable[tuple[datetime, datetime]],
    capacity: int,
    unit: Unit = Unit.OCCURRENCE,
) -> Series:
    """Publish an activity with its dates (local wall time), whole or not at all.

    This kiosk becomes the home of its places. Raises InvalidInputError without a function (SPEC B1), without a title,
    without a date, with a date that ends before it starts or with no places.
    """
    dates = sorted(dates)
    if activity.function not in set(Function):
        raise InvalidInputError("an activity has one function: information, schooling or support")
    if not activity.title.shown_in(activity.title.source).text.strip("…"):
        raise InvalidInputError("an activity has a title")
    if not dates or any(end <= start for start, end in dates):
        raise InvalidInputError("an activity has dates that end after they start")
    if capacity < 1:
        raise InvalidInputError("an activity has at least one place")
    with database.atomic():
        activity.save(force_insert=True)
        series = Series.create(
            activity=activity.id,
            unit=unit,
            capacity=capacity,
            home=state.get("kiosk", ""),
            counted_at=today.present(),
            audience=activity.audience,
        )
        for start, end in dates:
            Occurrence.create(series=series.id, starts_at=start, ends_at=end, audience=activity.audience)
    return series


def repeated(start: datetime, end: datetime, rule: str) -> list[tuple[datetime, datetime]]:
    """Return the dates of a rule (RFC 5545 RRULE) as local wall time: 09:30 stays 09:30 across the clock change."""
    length: timedelta = end - start
    return [(day, day + length) for day in rrulestr(rule, dtstart=start)]


def cancel_date(occurrence: Occurrence) -> None:
    """Call off one date. Nobody is moved to another one (SPEC B6); who must be told is marked by registration."""
    if not occurrence.is_cancelled:
        occurrence.status = OccurrenceStatus.CANCELLED
        occurrence.save(only=[Occurrence.status])
