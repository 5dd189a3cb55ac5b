"""What is offered changes: a date is called off, moved or added, there is more room, it ends, another one follows."""

from datetime import date, datetime, timedelta
from uuid import UUID

from kiosk.activities.models import Activity, Occurrence, Series, Stage, Unit
from kiosk.activities.queries import dates_of
from kiosk.activities.services import add_dates, show_to
from kiosk.core import outbox
from kiosk.core.errors import ConflictError, InvalidInputError, NotAllowedError
from kiosk.core.record import Audience
from kiosk.core.today import now_here
from kiosk.planning.models import DAY
from kiosk.planning.queries import is_own, own, series_of
from kiosk.planning.services import PublishedError, write_draft
from kiosk.programme import queries
from kiosk.publishing.services import MOST_CHILDCARE, MOST_PLACES
from kiosk.seats import services as seats
from kiosk.security import audit

# What a copy takes along; dates, ticks and who stands for what are said anew.
COPIED = (
    *("function", "drawing", "title", "about", "room", "bring", "host", "welcome", "languages", "is_women_only"),
    *("has_children_welcome", "is_step_free", "food", "price_cents", "topic", "ring", "co_hosts"),
)  # fmt: skip
MOST_AT_ONCE = 53


class TooFewError(ConflictError):
    """So many people have a place already; nobody loses one. `taken` is how many."""

    def __init__(self, taken: int) -> None:
        super().__init__("places are promised")
        self.taken = taken


class ComingFromElsewhereError(ConflictError):
    """Somebody of another centre comes to it, and must go on finding its hour and its place there."""


def again(source_id: UUID, activity_id: UUID, *, by: UUID, is_successor: bool) -> Activity:
    """Begin a draft with all facts of another activity, and its hours; the days are said anew (SPEC B5)."""
    with outbox.authored(by.hex):
        known: Activity | None = Activity.get_or_none(Activity.id == activity_id)
        if known is not None:
            return known
        source = own(source_id)
        before = series_of(source)
        facts = {name: getattr(source, name) for name in COPIED}
        activity = Activity(id=activity_id, centre=source.centre, stage=Stage.DRAFT, **facts)
        activity.successor_of = source.id if is_successor else None
        kept = {"unit": before.unit, "capacity": before.capacity, "childcare": before.childcare}
        write_draft(activity, queries.plan_like(before), **kept)
    return activity


def cancel(occurrence_id: UUID, *, by: UUID) -> None:
    """Call off one date; everyone registered or waiting is marked to be told (SPEC B6)."""
    with outbox.authored(by.hex):
        occurrence = own_date(occurrence_id)
        if not occurrence.is_cancelled:
            seats.cancel_date(occurrence)
            audit.note("date_cancelled", staff=by, kind="occurrence", subject=occurrence.id.hex)


def move(occurrence_id: UUID, starts_at: datetime, ends_at: datetime, *, by: UUID) -> None:
    """Move one date; everyone keeps her place and is marked to be told. Raises InvalidInputError for what is past."""
    with outbox.authored(by.hex):
        occurrence = own_date(occurrence_id)
        before = occurrence.starts_at, occurrence.ends_at
        seats.move_date(occurrence, starts_at, ends_at)
        if (occurrence.starts_at, occurrence.ends_at) != before:
            audit.note("date_moved", staff=by, kind="occurrence", subject=occurrence.id.hex)


def add(activity_id: UUID, dates: list[tuple[datetime, datetime]], *, by: UUID) -> int:
    """Add dates (local wall time) to what is offered; a day that is there already is not added again.

    Returns how many were added. Raises InvalidInputError for a date that is over, or for more than a year of weeks.
    """
    if len(dates) > MOST_AT_ONCE or any(start <= now_here() or end <= start for start, end in dates):
        raise InvalidInputError
    with outbox.authored(by.hex):
        activity = published(activity_id)
        series = series_of(activity)
        there = {one.starts_at.date() for one in dates_of([series.id])}
        fresh = [pair for pair in dates if pair[0].date() not in there]
        add_dates(series, fresh)
        if fresh and series.rule:
            rule, last = series.rule.rpartition(";UNTIL=")[0], max(start for start, _end in fresh)
            series.rule = f"{rule};UNTIL={last.strftime(DAY)}T235959" if rule else series.rule
            series.save(only=[Series.rule])
        if fresh:
            audit.note("activity_changed", staff=by, kind="series", subject=series.id.hex)
    return len(fresh)


def resize(activity_id: UUID, *, by: UUID, **told: int) -> None:
    """Change how many places there are (`capacity`), or for how many children (`childcare`).

    Whoever waits and fits now gets a place. Raises TooFewError, InvalidInputError.
    """
    if not 1 <= told.get("capacity", 1) <= MOST_PLACES or not 0 <= told.get("childcare", 0) <= MOST_CHILDCARE:
        raise InvalidInputError
    with outbox.authored(by.hex):
        series = series_of(published(activity_id))
        taken = queries.most_taken(series)
        if told.get("capacity", taken) < taken:
            raise TooFewError(taken)
        changed = {name: value for name, value in told.items() if (getattr(series, name) or 0) != value}
        if not changed:
            return
        for name, value in changed.items():
            setattr(series, name, value)
        series.save(only=[getattr(Series, name) for name in changed])
        units = [None] if series.unit == Unit.SERIES else [one.id for one in queries.coming(series)]
        for unit in units if "capacity" in changed else ():
            seats.seat_waiting(series, unit)
        audit.note("activity_changed", staff=by, kind="series", subject=series.id.hex)


def show(activity_id: UUID, *, by: UUID, is_open: bool) -> None:
    """Open it with all its dates to the area, or keep it to this centre again (SPEC A8).

    Raises ComingFromElsewhereError, PublishedError, NotAllowedError for what the office offers to everybody.
    """
    audience = Audience.AREA if is_open else Audience.CENTRE
    with outbox.authored(by.hex):
        activity = published(activity_id)
        if activity.audience == Audience.NETWORK:
            raise NotAllowedError
        if not is_open and queries.has_people_from_elsewhere(series_of(activity)):
            raise ComingFromElsewhereError
        if show_to(activity, audience):
            audit.note("activity_changed", staff=by, kind="activity", subject=activity.id.hex)


def close(activity_id: UUID, *, by: UUID) -> None:
    """End an activity: what is still to come of it is called off, and nobody is offered it any more."""
    with outbox.authored(by.hex):
        activity = own(activity_id)
        if activity.stage == Stage.DRAFT:
            raise PublishedError
        if activity.stage == Stage.CLOSED:
            return
        for series in Series.select().where(Series.activity == activity.id):
            for occurrence in queries.coming(series):
                seats.cancel_date(occurrence)
        activity.stage = Stage.CLOSED
        activity.save(only=[Activity.stage])
        audit.note("activity_closed", staff=by, kind="activity", subject=activity.id.hex)


def say_it_ends(activity_id: UUID, *, by: UUID) -> None:
    """Say that nothing comes after it, so that nobody is asked any more (SPEC B5)."""
    with outbox.authored(by.hex):
        activity = published(activity_id)
        if queries.ENDS not in (activity.checked or []):
            activity.checked = [*(activity.checked or []), queries.ENDS]
            activity.save(only=[Activity.checked])


def published(activity_id: UUID) -> Activity:
    """Return an activity of this centre that is offered. Raises PublishedError for a draft, and for a closed one."""
    activity = own(activity_id)
    if activity.stage in {Stage.DRAFT, Stage.CLOSED}:
        raise PublishedError
    return activity


def own_date(occurrence_id: UUID) -> Occurrence:
    """Return a date of this centre's own that is not over. Raises NotFoundError, NotAllowedError, InvalidInputError."""
    occurrence, _series, activity = queries.date_of(occurrence_id)
    if not is_own(activity):
        raise NotAllowedError
    if occurrence.ends_at <= now_here():
        raise InvalidInputError
    return occurrence


def weeks_more(series: Series, count: int) -> list[tuple[datetime, datetime]]:
    """Return so many dates after the last one, in the rhythm that it has."""
    dates = dates_of([series.id])
    if not dates:
        return []
    last, weeks = dates[-1], max(1, queries.weeks_between(series, dates))
    steps = (timedelta(weeks=weeks * step) for step in range(1, count + 1))
    return [(last.starts_at + step, last.ends_at + step) for step in steps]


def like_the_last(series: Series, day: date) -> list[tuple[datetime, datetime]]:
    """Return one date on another day, at the hours of the last one."""
    last = dates_of([series.id])[-1:]
    return [
        (start := datetime.combine(day, one.starts_at.time()), start + (one.ends_at - one.starts_at))
        for one in last
    ]
