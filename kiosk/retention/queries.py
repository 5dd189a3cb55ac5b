"""How long each thing about a household is still kept, counted from the last time it had to do with the centre."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from peewee import OP, BigIntegerField, Expression, Field, fn

from kiosk.activities.models import Occurrence
from kiosk.core import clock, state, today
from kiosk.core.ids import build
from kiosk.core.pages import settings
from kiosk.core.record import Record, kinds
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.registration.queries import kept_household
from kiosk.retention.models import DAY, WEEK, Lives

# A reading outside of this was made by a clock that was wrong: it says nothing about when something was (G9).
EARLIEST = 1_767_225_600_000
FAR_AHEAD = 30 * DAY
CHUNK = 500
# How long a kiosk may not have heard from central and still forget others by itself.
IN_TOUCH = 7 * DAY
# How long a record waits for its household, as pages come in any order.
ORPHANED = 30 * DAY
# What `strftime` says of an hour of the centre is its seconds as if it were UTC: an hour or two do not count here.
ENDS_AT = fn.MAX(fn.strftime("%s", Occurrence.ends_at).cast("INTEGER"))


def weeks_left(household: Household, field: str) -> int | None:
    """Return for how many weeks, rounded up, `field` is still kept if nothing happens; None where nothing is kept.

    `field` is a field of Household, as `name_sealed` or `name`, `language`, `bands`. Needs an app context.
    """
    column = field if hasattr(Household, field) else f"{field}_sealed"
    if getattr(household, column) is None:
        return None
    lives, now = Lives.of(settings()), present()
    last = last_activity([household], now=now)[household.id]
    ends = last + lives.of_field(column)
    if household.is_unconfirmed:
        ends = min(ends, fades_at(household, lives, last=last, now=now))
    return max(0, -(-(ends - now) // WEEK))


def days_left(household: Household) -> int:
    """Return for how many days, rounded up, an unconfirmed household is still kept. Needs an app context."""
    now = present()
    last = last_activity([household], now=now)[household.id]
    return max(0, -(-(fades_at(household, Lives.of(settings()), last=last, now=now) - now) // DAY))


def present() -> int:
    """Return the moment to count from, in milliseconds: as central told, the wall's, or the last believed (G9)."""
    return today.moment().at


def fades_at(household: Household, lives: Lives, *, last: int, now: int) -> int:
    """Return when an unconfirmed household is forgotten: counted from the vouching, or else from the last activity."""
    vouched_at = household.vouched_at or 0
    return (vouched_at if is_believable(vouched_at, now) else last) + lives.unconfirmed


def is_believable(reading: int, now: int) -> bool:
    return EARLIEST <= reading <= now + FAR_AHEAD


def last_activity(households: list[Household], *, now: int) -> dict[UUID, int]:
    """Return when each of these had to do with the centre last: ends of dates, registrations, consents, cards.

    Readings of a clock that was wrong are passed over; who has no other counts as seen now.
    """
    ids = [household.id for household in households]
    found: dict[UUID, int] = {}
    for identity, reading in readings(households, ids):
        if reading and is_believable(reading, now):
            found[identity] = max(found.get(identity, 0), reading)
    for identity, seconds in ends_of_dates(ids):
        found[identity] = max(found.get(identity, 0), (seconds or 0) * clock.MILLISECONDS)
    return {identity: found.get(identity, now) for identity in ids}


def readings(households: list[Household], ids: list[UUID]) -> Iterator[tuple[UUID, int | None]]:
    """Yield every moment that is written down about these households, and the birth of each record's name."""
    for household in households:
        yield household.id, int(household.id.hex[:12], 16)
        yield household.id, household.vouched_at
        yield household.id, household.confirmed_at
    for model in about_households():
        for field in moments(model):
            query: Any = model.select(owner(model), fn.MAX(field)).where(owner(model).in_(ids))
            yield from query.group_by(owner(model)).tuples()


def ends_of_dates(ids: list[UUID]) -> Iterator[tuple[UUID, int | None]]:
    """Yield the end (seconds since 1970) of the last date that each of these is or was registered for."""
    of_hers = (Occurrence.series == Registration.series) & (
        Registration.occurrence.is_null() | (Occurrence.id == Registration.occurrence)
    )
    query: Any = (
        Registration.select(Registration.household, ENDS_AT)
        .join(Occurrence, on=of_hers)
        .where(Registration.household.in_(ids), Registration.status != RegistrationStatus.CANCELLED)
        .group_by(Registration.household)
    )
    yield from query.tuples()


def about_households() -> list[type[Record]]:
    """Return every kind whose records name the household they are about, whichever room they belong to."""
    return [model for model in kinds().values() if field_of(model, "household")]


def field_of(model: type[Record], name: str) -> Field | None:
    return next((field for field in model.replicated_fields() if field.name == name), None)


def owner(model: type[Record]) -> Field:
    """Return the field that names the household."""
    return next(field for field in model.replicated_fields() if field.name == "household")


def moments(model: type[Record]) -> list[Field]:
    fields = model.replicated_fields()
    return [field for field in fields if field.name.endswith("_at") and isinstance(field, BigIntegerField)]


def households(lives: Lives, *, now: int) -> Iterator[tuple[Household, int]]:
    """Yield every household that may lose something, with its last activity; few are in memory at a time (G15)."""
    shortest = min([lives.unconfirmed, lives.household, *lives.fields.values()])
    after = UUID(int=0)
    while chunk := list(Household.select().where(Household.id > after).order_by(Household.id).limit(CHUNK)):
        last = last_activity(chunk, now=now)
        yield from (
            (row, last[row.id]) for row in chunk if row.is_unconfirmed or last[row.id] + shortest <= now
        )
        after = chunk[-1].id


def is_over(household: Household, lives: Lives, *, last: int, now: int) -> bool:
    """Say whether a whole household is to be forgotten now; one that is the same as another one goes with that."""
    kept = kept_household(household.id) if household.merged_into else household
    if kept is not None and kept.id != household.id:
        return False
    has_faded = household.is_unconfirmed and fades_at(household, lives, last=last, now=now) <= now
    return has_faded or last + lives.household <= now


def is_in_touch() -> bool:
    """Say whether this kiosk is alone, or has heard from central lately enough to know who came elsewhere."""
    if not state.get("replica"):
        return True
    return present() - int(state.get("last_contact", 0)) <= IN_TOUCH


def leftovers(lives: Lives, *, now: int) -> Iterator[tuple[type[Record], list[UUID]]]:
    """Yield what belongs to no household any more, and questions that have lived long enough; a chunk at a time.

    A kiosk that heard late of somebody's erasure may have written about her meanwhile. What another centre sent here
    has its household there.
    """
    old = build(now - ORPHANED) if now > ORPHANED else UUID(int=0)
    known = Household.select(Household.id)
    for model in about_households():
        condition = owner(model).not_in(known) & (model.id < old)
        recipient = field_of(model, "recipient")
        if recipient is not None:
            condition &= recipient.is_null() | (recipient != state.get("centre"))
        yield from chunks(model, condition)
    need = kinds().get("need")
    asked_on = field_of(need, "asked_on") if need else None
    if need is not None and asked_on is not None:
        last_day = datetime.fromtimestamp((now - lives.need) / clock.MILLISECONDS, UTC).date()
        yield from chunks(need, Expression(asked_on, OP.LT, last_day.isoformat()))


def chunks(model: type[Record], condition: Expression) -> Iterator[tuple[type[Record], list[UUID]]]:
    """Yield the ids of the rows for which the condition holds; whoever asks takes them away before the next chunk."""
    while ids := [row.id for row in model.select(model.id).where(condition).limit(CHUNK)]:
        yield model, ids
