"""What can be chosen, soonest first, with how many places are left and since when that is known."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from kiosk.activities.models import (
    Activity,
    Coming,
    Occurrence,
    OccurrenceStatus,
    Offer,
    Places,
    Series,
    Stage,
    Unit,
)
from kiosk.core import clock, state, today
from kiosk.core.errors import NotFoundError
from kiosk.core.said import Said, among, listed
from kiosk.core.today import now_here

if TYPE_CHECKING:
    from peewee import ModelSelect

# With a card for the state of the page, the question and the functions: seven pages of four cards (SCREENS L1).
MOST_OFFERS = 25
FAR_AHEAD = timedelta(days=366)
CANCELLED = OccurrenceStatus.CANCELLED
# Nobody can choose what is not offered yet, or not any more.
UNOFFERED = frozenset({Stage.DRAFT, Stage.CLOSED})


class Brief(NamedTuple):
    """What tells whether a date can be chosen, and no more; `date` is its id, `id` that of its series."""

    id: UUID
    unit: str
    capacity: int
    taken: dict[str, int]
    home: str
    counted_at: int
    date: UUID
    status: str


class Look(NamedTuple):
    """At which kiosk and at which moment (UTC) places are looked at; a count of another holds for some hours."""

    kiosk: str | None
    moment: datetime
    fresh_hours: int


def look(fresh_hours: int) -> Look:
    """Return how places are looked at now: once for a page, as the moment is asked of the database."""
    moment = datetime.fromtimestamp(today.present() / clock.MILLISECONDS, UTC)
    return Look(state.get("kiosk"), moment, fresh_hours)


def is_home(series: Series) -> bool:
    """Say whether this kiosk is the one that may promise places of the series (DESIGN 6)."""
    return is_home_at(series, state.get("kiosk"))


def is_home_at(series: Series | Brief, kiosk: str | None) -> bool:
    return bool(series.home) and series.home == kiosk


def upcoming_dates(now: datetime, *, fresh_hours: int, function: str | None = None) -> list[Coming]:
    """Return what starts after `now` (local, without zone), a whole series once at its first coming date."""
    since = Occurrence.starts_at.db_value(now)
    found: dict[UUID, Brief] = {}
    for row in map(Brief._make, SOON_OF(since, function) if function else SOON(since)):
        found.setdefault(row.id if row.unit == Unit.SERIES else row.date, row)
        if len(found) == MOST_OFFERS:
            break
    kept = series_kept([row.id for row in found.values() if row.unit == Unit.SERIES])
    here = look(fresh_hours)
    return [
        Coming(
            row.date,
            is_full=places_left(row, unit, here).is_full,
            is_cancelled=row.id not in kept if row.unit == Unit.SERIES else row.status == CANCELLED,
        )
        for unit, row in found.items()
    ]


def series_kept(series: list[UUID]) -> set[UUID]:
    """Return those of the series that have a date left which is not called off."""
    if not series:
        return set()
    query = Occurrence.select(Occurrence.series).where(
        Occurrence.series.in_(series), Occurrence.status != CANCELLED
    )
    return {row.series for row in query.distinct()}


def offers_of(occurrences: list[UUID], *, fresh_hours: int) -> list[Offer]:
    """Return the offers of these dates, in this order, each with all that belongs to it."""
    if not occurrences:
        return []
    rows = list(OFFERED(listed(one.hex for one in occurrences)))
    dates: dict[UUID, list[Occurrence]] = {}
    for date in dates_of([row.id for row in rows if row.unit == Unit.SERIES]):
        dates.setdefault(date.series, []).append(date)
    here = look(fresh_hours)
    offers = [assemble(row, dates.get(row.id, [row.date]), here) for row in rows]
    return sorted(offers, key=lambda offer: occurrences.index(offer.occurrence.id))


def offer_of(occurrence_id: UUID, *, fresh_hours: int) -> Offer | None:
    """Return one date with all that belongs to it, or None when it or its activity is not here."""
    return next(iter(offers_of([occurrence_id], fresh_hours=fresh_hours)), None)


def dates_of(series: list[UUID]) -> list[Occurrence]:
    """Return all dates of these series, in order; those that are past and those called off too."""
    if not series:
        return []
    return list(DATES(listed(one.hex for one in series)))


def dates_in_brief() -> "ModelSelect[Any]":
    """Return a query of dates, each row with what `Brief` has; no draft yet, and nothing that is closed any more."""
    return (
        Series.select(
            Series.id,
            Series.unit,
            Series.capacity,
            Series.taken,
            Series.home,
            Series.counted_at,
            Occurrence.id.alias("date"),
            Occurrence.status,
        )
        .join(Activity, on=(Activity.id == Series.activity))
        .switch(Series)
        .join(Occurrence, on=(Occurrence.series == Series.id))
        .where(Activity.stage.is_null() | (Activity.stage == Stage.PUBLISHED))
    )


def dates_with_activity() -> "ModelSelect[Any]":
    """Return a query of series, each row with its occurrence and activity. A date without them is not shown.

    No draft is, to anybody; what is closed still says to whom has a ticket that it is called off.
    """
    return (
        Series.select(Series, Activity, Occurrence)
        .join(Activity, on=(Activity.id == Series.activity), attr="of")
        .switch(Series)
        .join(Occurrence, on=(Occurrence.series == Series.id), attr="date")
        .where(Activity.stage.is_null() | (Activity.stage != Stage.DRAFT))
    )


def soon(since: Any) -> "ModelSelect[Any]":
    rows = dates_in_brief().where(Occurrence.starts_at > since).order_by(Occurrence.starts_at, Occurrence.id)
    return rows.limit(MOST_OFFERS * 4).tuples()


SOON = Said(soon)
SOON_OF = Said(lambda since, function: soon(since).where(Activity.function == function))
OFFERED = Said(lambda dates: dates_with_activity().where(Occurrence.id.in_(among(dates))))
DATES = Said(
    lambda series: (
        Occurrence.select().where(Occurrence.series.in_(among(series))).order_by(Occurrence.starts_at)
    )
)


def assemble(row: Any, dates: list[Occurrence], here: Look) -> Offer:
    unit = row.id if row.unit == Unit.SERIES else row.date.id
    places = places_left(row, unit, here)
    return Offer(row.date, row, row.of, places, has_home_here=is_home_at(row, here.kiosk), dates=dates)


def places_left(series: Series | Brief, unit: UUID, here: Look) -> Places:
    left = max(0, series.capacity - int(series.taken.get(unit.hex, 0)))
    if is_home_at(series, here.kiosk):
        return Places(left, here.moment)
    # Another kiosk's clock may say anything: far ahead is as little known as long ago, and never an error.
    latest = (here.moment + FAR_AHEAD).timestamp()
    counted = datetime.fromtimestamp(min(max(series.counted_at / clock.MILLISECONDS, 0), latest), UTC)
    is_fresh = abs(here.moment - counted) <= timedelta(hours=here.fresh_hours)
    return Places(left if is_fresh else None, counted)


def first_date(series_id: UUID) -> UUID:
    """Return the first date of a series that is still to come, else its last. Raises NotFoundError without dates."""
    dates = dates_of([series_id])
    if not dates:
        raise NotFoundError
    now = now_here()
    coming = (date.id for date in dates if date.ends_at > now and not date.is_cancelled)
    found: UUID = next(coming, dates[-1].id)
    return found
