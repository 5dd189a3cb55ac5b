"""Publishing what the centre offers, and calling off one date of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from kiosk.activities.models import Activity, Function, Occurrence, OccurrenceStatus, Series, Stage, Unit
from kiosk.activities.queries import dates_of
from kiosk.core import state, today
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError
from kiosk.core.ids import new_id


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
    require_whole(activity, dates, capacity)
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
        add_dates(series, dates)
    return series


def publish_draft(activity: Activity, series: Series, *, dates: Iterable[tuple[datetime, datetime]]) -> None:
    """Publish a draft that is kept here with its series, and make its dates; as `publish_activity` else.

    Both stand from now on where the activity says that they are to be seen.
    """
    dates = sorted(dates)
    require_whole(activity, dates, series.capacity)
    with database.atomic():
        activity.stage = Stage.PUBLISHED
        activity.save()
        # Where it was begun: two kiosks that publish one draft at the same time must not both promise its places.
        series.home = series.home or state.get("kiosk", "")
        series.counted_at, series.audience = today.present(), activity.audience
        series.save()
        add_dates(series, dates)


def show_to(activity: Activity, audience: str) -> bool:
    """Let an activity be seen there with all its dates; say whether anything of it was seen elsewhere till now."""
    series = list(Series.select().where(Series.activity == activity.id))
    rows: list[Activity | Series | Occurrence] = [activity, *series, *dates_of([one.id for one in series])]
    changed = [row for row in rows if row.audience != audience]
    with database.atomic():
        for row in changed:
            row.audience = audience
            row.save(only=[type(row).audience])
    return bool(changed)


def show_after_pull(kinds: frozenset[str]) -> None:
    """Let what another kiosk made meanwhile be seen where its activity is; the home of the places says so for all."""
    if not kinds & {Activity.kind(), Series.kind(), Occurrence.kind()}:
        return
    differs = (Series.audience != Activity.audience) | (Occurrence.audience != Activity.audience)
    rows = (
        Activity.select()
        .join(Series, on=(Series.activity == Activity.id))
        .join(Occurrence, on=(Occurrence.series == Series.id))
        .where(Series.home == state.get("kiosk", ""), Series.home != "", differs)
        .distinct()
    )
    with database.atomic():
        for activity in list(rows):
            show_to(activity, activity.audience)


def add_dates(series: Series, dates: Iterable[tuple[datetime, datetime]]) -> None:
    """Make dates of a series (local wall time), seen where it is seen."""
    for start, end in dates:
        named = date_id(series, start)
        is_new = not Occurrence.select().where(Occurrence.id == named).exists()
        facts = {"series": series.id, "starts_at": start, "ends_at": end, "audience": series.audience}
        Occurrence.create(id=named if is_new else new_id(), **facts)


def date_id(series: Series, start: datetime) -> UUID:
    """Return the same id for the same date on every kiosk (UUIDv7): made twice without a line, it is one date."""
    told = sha256(series.id.bytes + start.isoformat().encode()).digest()
    first = series.id.int >> 80 << 80
    return UUID(
        int=first | 7 << 76 | int.from_bytes(told[:2]) >> 4 << 64 | 2 << 62 | int.from_bytes(told[2:10]) >> 2
    )


def require_whole(activity: Activity, dates: list[tuple[datetime, datetime]], capacity: int) -> None:
    if activity.function not in set(Function):
        raise InvalidInputError("an activity has one function: information, schooling or support")
    if not activity.title.shown_in(activity.title.source).text.strip("…"):
        raise InvalidInputError("an activity has a title")
    if not dates or any(end <= start for start, end in dates):
        raise InvalidInputError("an activity has dates that end after they start")
    if capacity < 1:
        raise InvalidInputError("an activity has at least one place")


def repeated(start: datetime, end: datetime, rule: str) -> list[tuple[datetime, datetime]]:
    """Return the dates of a rule (RFC 5545 RRULE) as local wall time: 09:30 stays 09:30 across the clock change."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415  not before it is needed: the kiosk opens sooner

    length: timedelta = end - start
    return [(day, day + length) for day in rrulestr(rule, dtstart=start)]


def cancel_date(occurrence: Occurrence) -> None:
    """Call off one date. Nobody is moved to another one (SPEC B6); who must be told is marked by registration."""
    if not occurrence.is_cancelled:
        occurrence.status = OccurrenceStatus.CANCELLED
        occurrence.save(only=[Occurrence.status])
