"""What happens when, whose it is, and which activity has come to its end without another one after it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from peewee import fn

from kiosk.activities.models import Activity, Occurrence, OccurrenceStatus, Series, Stage, Unit
from kiosk.activities.queries import dates_of, dates_with_activity
from kiosk.core import state
from kiosk.core.errors import NotFoundError
from kiosk.core.today import now_here
from kiosk.planning.models import Plan
from kiosk.planning.queries import is_own
from kiosk.registration import queries as registrations
from kiosk.registration.models import Registration, RegistrationStatus

# Somebody is asked what comes after it from so many days before its end on, and for half a year.
DAYS_BEFORE, DAYS_AFTER = 14, 182
ENDS = "ends"
MOST_DATES = 400


class Kept(msgspec.Struct, frozen=True):
    """One date in the calendar, with its activity, and whether it is this centre's own."""

    occurrence: Occurrence
    activity: Activity
    is_own: bool


class Ending(msgspec.Struct, frozen=True):
    """An activity that nothing follows yet: its last date, and for how many days there was none (0: it is to come)."""

    activity: Activity
    last: datetime
    days: int


def days(first: date, count: int) -> dict[date, list[Kept]]:
    """Return what happens on so many days from the first on, by day, in order; days with nothing too."""
    begin, end = datetime.combine(first, time()), datetime.combine(first, time()) + timedelta(days=count)
    # Only what a calendar shows: a month has dozens of dates, and each activity eight languages of words.
    rows: Any = (
        Occurrence.select(
            Occurrence,
            *(Activity.id, Activity.centre, Activity.title, Activity.function, Activity.drawing),
        )
        .join(Series, on=(Series.id == Occurrence.series))
        .switch(Occurrence)
        .join(Activity, on=(Activity.id == Series.activity), attr="of")
        .where(Occurrence.starts_at >= begin, Occurrence.starts_at < end)
        .where(Activity.stage.is_null() | (Activity.stage != Stage.DRAFT))
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    found: dict[date, list[Kept]] = {first + timedelta(days=day): [] for day in range(count)}
    for row in rows.limit(MOST_DATES):
        found[row.starts_at.date()].append(Kept(row, row.of, is_own(row.of)))
    return found


def date_of(occurrence_id: UUID) -> tuple[Occurrence, Series, Activity]:
    """Return a date with its series and its activity. Raises NotFoundError."""
    row = dates_with_activity().where(Occurrence.id == occurrence_id).first()
    if row is None:
        raise NotFoundError
    return row.date, row, row.of


def coming(series: Series) -> list[Occurrence]:
    """Return its dates that are planned and not over."""
    now = now_here()
    return [one for one in dates_of([series.id]) if not one.is_cancelled and one.ends_at > now]


def most_taken(series: Series) -> int:
    """Return the most places that are promised at once, as counted here or by their home."""
    counted = registrations.taken_by_series([series.id]).get(series.id, {})
    return max([*counted.values(), *map(int, series.taken.values()), 0])


def has_people_from_elsewhere(series: Series) -> bool:
    """Say whether somebody who registered at another centre has a place on a date to come, or waits for one."""
    dates = [one.id for one in coming(series)]
    theirs = Registration.select().where(
        Registration.series == series.id,
        Registration.recipient == state.get("centre"),
        Registration.status != RegistrationStatus.CANCELLED,
        Registration.occurrence.is_null() | Registration.occurrence.in_(dates),
    )
    return bool(dates and theirs.exists())


def people_of(series: Series, occurrence: Occurrence) -> tuple[int, int]:
    """Return how many people have a place on a date, and how many wait for one."""
    unit = None if series.unit == Unit.SERIES else occurrence.id
    waiting = Registration.select(fn.SUM(Registration.people)).where(
        registrations.of_unit(series, unit), Registration.status == RegistrationStatus.WAITING
    )
    return registrations.taken_places(series, unit), int(waiting.scalar() or 0)


def ending() -> list[tuple[UUID, datetime]]:
    """Return which activities of this centre are over or nearly so, with their last date, if nothing follows (SPEC B5).

    The one that was over first comes first.
    """
    now = now_here()
    soon = now + timedelta(days=DAYS_BEFORE)
    planned = Occurrence.status == OccurrenceStatus.PLANNED
    near = (Occurrence.starts_at > now - timedelta(days=DAYS_AFTER)) & (Occurrence.starts_at <= soon)
    later = Occurrence.select(Occurrence.series).where(planned, Occurrence.starts_at > soon)
    followed = Activity.select(Activity.successor_of).where(Activity.successor_of.is_null(False))
    last = fn.MAX(Occurrence.starts_at)
    rows: Any = (
        Occurrence.select(Activity.id, Activity.checked, last.alias("last"))
        .join(Series, on=(Series.id == Occurrence.series))
        .join(Activity, on=(Activity.id == Series.activity))
        .where(planned, near, Series.id.not_in(later), Activity.id.not_in(followed))
        .where(Activity.centre == UUID(state.get("centre")))
        .where(Activity.stage.is_null() | (Activity.stage == Stage.PUBLISHED))
        .group_by(Series.id)
        .order_by(last, Activity.id)
    )
    told = [(row.id, row.checked or [], row.last) for row in rows.objects()]
    return [(found, datetime.fromisoformat(str(at))) for found, checked, at in told if ENDS not in checked]


def endings(page: list[tuple[UUID, datetime]]) -> list[Ending]:
    """Return these activities with what is shown of them."""
    today = now_here().date()
    rows = {row.id: row for row in Activity.select().where(Activity.id.in_([one for one, _last in page]))}
    return [Ending(rows[one], last, max(0, (today - last.date()).days)) for one, last in page]


def successors(activity: Activity) -> list[Activity]:
    return list(Activity.select().where(Activity.successor_of == activity.id).order_by(Activity.id))


def plan_like(series: Series) -> Plan:
    """Return a plan with the hours and the rhythm of what happened before; its days are still to say."""
    dates = dates_of([series.id])
    if not dates:
        return Plan()
    last = dates[-1]
    minutes = (last.ends_at - last.starts_at) // timedelta(minutes=1)
    return Plan(starts=last.starts_at.time(), minutes=minutes, weeks=weeks_between(series, dates))


def weeks_between(series: Series, dates: list[Occurrence]) -> int:
    """Return how many weeks lie between two dates: as the rule says, else as the last two lie apart; 0 for one date."""
    if len(dates) < 2:  # noqa: PLR2004  two dates have a distance
        return 0
    if series.rule:
        return 2 if "INTERVAL=2" in series.rule else 1
    return 2 if (dates[-1].starts_at - dates[-2].starts_at).days >= 14 else 1  # noqa: PLR2004  days of two weeks
