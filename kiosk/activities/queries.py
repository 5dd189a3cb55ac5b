"""What can be chosen, soonest first, with how many places are left and since when that is known."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kiosk.activities.models import Activity, Occurrence, Series, Unit
from kiosk.core import clock, state
from kiosk.core.errors import NotFoundError

if TYPE_CHECKING:
    from peewee import ModelSelect

# With a card for the state of the page, the question and the functions: seven pages of four cards (SCREENS L1).
MOST_OFFERS = 25


@dataclass(frozen=True, slots=True)
class Places:
    """Places left in a unit. `number` is None when it is too long ago that anybody counted (SPEC B11)."""

    number: int | None
    as_of: datetime

    @property
    def is_full(self) -> bool:
        return self.number == 0

    @property
    def is_probable(self) -> bool:
        return self.number is None


@dataclass(frozen=True, slots=True)
class Offer:
    """One date that a person can choose, with its activity and its series; `dates` are all of a whole series."""

    occurrence: Occurrence
    series: Series
    activity: Activity
    places: Places
    is_here: bool
    dates: list[Occurrence] = field(default_factory=list)

    @property
    def is_whole_series(self) -> bool:
        return bool(self.series.unit == Unit.SERIES)

    @property
    def unit_id(self) -> UUID:
        """The id that people enrol in: the series when it is taken whole, else the occurrence."""
        found: UUID = self.series.id if self.is_whole_series else self.occurrence.id
        return found

    @property
    def is_cancelled(self) -> bool:
        return (
            all(date.is_cancelled for date in self.dates)
            if self.is_whole_series
            else self.occurrence.is_cancelled
        )

    @property
    def has_home_here(self) -> bool:
        return is_home(self.series)

    def has_room_for(self, people: int) -> bool:
        """Say whether this kiosk may promise places for all of them now."""
        return self.has_home_here and self.places.number is not None and people <= self.places.number


def is_home(series: Series) -> bool:
    """Say whether this kiosk is the one that may promise places of the series (DESIGN 6)."""
    return bool(series.home) and series.home == state.get("kiosk")


def upcoming_offers(
    now: datetime, *, fresh_hours: int, function: str | None = None, limit: int = MOST_OFFERS
) -> list[Offer]:
    """Return what starts after `now` (local, without zone), a whole series once at its first coming date."""
    rows = (
        dates_with_activity().where(Occurrence.starts_at > now).order_by(Occurrence.starts_at, Occurrence.id)
    )
    if function:
        rows = rows.where(Activity.function == function)
    offers: list[Offer] = []
    whole: set[UUID] = set()
    for row in rows.limit(limit * 4):
        offer = assemble(row, fresh_hours=fresh_hours)
        if offer.is_whole_series:
            if offer.series.id in whole:
                continue
            whole.add(offer.series.id)
        offers.append(offer)
        if len(offers) == limit:
            break
    return with_all_dates(offers)


def with_all_dates(offers: list[Offer]) -> list[Offer]:
    """Return the offers, those of a whole series with all its dates; one query for all of them."""
    whole = [offer.series.id for offer in offers if offer.is_whole_series]
    if not whole:
        return offers
    dates: dict[UUID, list[Occurrence]] = {}
    for date in Occurrence.select().where(Occurrence.series.in_(whole)).order_by(Occurrence.starts_at):
        dates.setdefault(date.series, []).append(date)
    return [replace(offer, dates=dates.get(offer.series.id, offer.dates)) for offer in offers]


def offer_of(occurrence_id: UUID, *, fresh_hours: int) -> Offer | None:
    """Return one date with all that belongs to it, or None when it or its activity is not here."""
    row = dates_with_activity().where(Occurrence.id == occurrence_id).first()
    if row is None:
        return None
    dates = list(Occurrence.select().where(Occurrence.series == row.id).order_by(Occurrence.starts_at))
    return assemble(row, fresh_hours=fresh_hours, dates=dates)


def dates_with_activity() -> "ModelSelect[Any]":
    """Return a query of series, each row with its occurrence and activity. A date without them is not shown."""
    return (
        Series.select(Series, Activity, Occurrence)
        .join(Activity, on=(Activity.id == Series.activity), attr="of")
        .switch(Series)
        .join(Occurrence, on=(Occurrence.series == Series.id), attr="date")
    )


def assemble(row: Any, *, fresh_hours: int, dates: list[Occurrence] | None = None) -> Offer:
    occurrence, activity = row.date, row.of
    unit = row.id if row.unit == Unit.SERIES else occurrence.id
    places = places_left(row, unit, fresh_hours=fresh_hours)
    is_here = activity.centre.hex == state.get("centre")
    return Offer(occurrence, row, activity, places, is_here, dates if dates is not None else [occurrence])


def places_left(series: Series, unit: UUID, *, fresh_hours: int) -> Places:
    left = max(0, series.capacity - int(series.taken.get(unit.hex, 0)))
    moment = clock.now()
    if is_home(series):
        return Places(left, moment)
    counted = datetime.fromtimestamp(series.counted_at / clock.MILLISECONDS, tz=moment.tzinfo)
    is_fresh = moment - counted <= timedelta(hours=fresh_hours)
    return Places(left if is_fresh else None, counted)


def first_date(series_id: UUID) -> UUID:
    """Return the first date of a series that is still to come, else its last. Raises NotFoundError without dates."""
    dates = list(Occurrence.select().where(Occurrence.series == series_id).order_by(Occurrence.starts_at))
    if not dates:
        raise NotFoundError
    now = clock.local(state.get("zone", "Europe/Amsterdam"))
    found: UUID = next(
        (date.id for date in dates if date.ends_at > now and not date.is_cancelled), dates[-1].id
    )
    return found
