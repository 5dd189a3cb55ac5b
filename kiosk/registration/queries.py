"""Who has a place, who waits, and in which order."""

from typing import Any
from uuid import UUID

from peewee import Expression, fn

from kiosk.activities.models import Activity, Occurrence, Series, Unit
from kiosk.core.database import database
from kiosk.core.errors import NotFoundError
from kiosk.core.said import Said
from kiosk.core.today import now_here
from kiosk.registration.models import Consent, Household, Registration, RegistrationStatus
from kiosk.tickets.models import Ticket

# What a yes is for: to the words above the button of W6, and to being called at her number.
PLACE, CALL = "place", "call"
DATES = (
    "SELECT 1 FROM occurrence WHERE occurrence.series = registration.series"
    " AND (registration.occurrence IS NULL OR occurrence.id = registration.occurrence)"
)
HELD = (
    "SELECT EXISTS (SELECT 1 FROM registration WHERE dye = ? AND animal = ? AND number = ? AND status != 'cancelled'"  # noqa: S608
    f" AND (EXISTS ({DATES} AND occurrence.ends_at > ?) OR NOT EXISTS ({DATES})))"
)


def of_unit(series: Series, occurrence_id: UUID | None) -> Expression:
    """Return the condition for the registrations of one unit: a whole series, or one date of it."""
    if series.unit == Unit.SERIES:
        return Registration.series == series.id
    return (Registration.series == series.id) & (Registration.occurrence == occurrence_id)


UNIT = Said(
    lambda occurrence: (
        Series.select(
            *(Series.id, Series.unit, Series.capacity, Series.home, Series.taken),
            *(Occurrence.id, Occurrence.status, Occurrence.ends_at),
            *(Activity.id, Activity.centre, Activity.stage),
        )
        .join(Occurrence, on=(Occurrence.series == Series.id), attr="date")
        .switch(Series)
        .join(Activity, on=(Activity.id == Series.activity), attr="of")
        .where(Occurrence.id == occurrence)
    )
)


def who_may_be_called(households: list[UUID]) -> set[UUID]:
    """Return those among these who said yes to being called, and have not taken it back."""
    given = (Consent.purpose == CALL) & Consent.withdrawn_at.is_null()
    return {row.household for row in Consent.select().where(given, Consent.household.in_(households))}


def unit_of(occurrence_id: UUID) -> tuple[Occurrence, Series, Activity]:
    """Return a date, its series and its activity, with what a place depends on. Raises NotFoundError."""
    row = UNIT(occurrence_id.hex).first()
    if row is None:
        raise NotFoundError
    return row.date, row, row.of


TAKEN = "SELECT SUM(people) FROM registration WHERE status = ? AND series = ?"


def taken_places(series: Series, occurrence_id: UUID | None) -> int:
    """Return how many places are confirmed in a unit."""
    # Plain SQL, as every registration asks it.
    among = [RegistrationStatus.CONFIRMED.value, series.id.hex]
    if series.unit == Unit.SERIES:
        row = database.execute_sql(TAKEN, among).fetchone()
    else:
        date = occurrence_id.hex if occurrence_id else None
        row = database.execute_sql(f"{TAKEN} AND occurrence = ?", [*among, date]).fetchone()
    return int(row[0] or 0)


def waiting_in_order(series: Series, occurrence_id: UUID | None) -> list[Registration]:
    """Return who waits for a unit, longest first; the id decides between two of one moment."""
    query = (
        Registration.select()
        .where(of_unit(series, occurrence_id), Registration.status == RegistrationStatus.WAITING)
        .order_by(Registration.registered_at, Registration.id)
    )
    return list(query)


def next_in_line(series: Series, occurrence_id: UUID | None, *, now: int) -> int:
    """Return the moment to write down for who registers now: `now`, but never before who waits already (G9)."""
    last = (
        Registration.select(fn.MAX(Registration.registered_at))
        .where(of_unit(series, occurrence_id), Registration.status == RegistrationStatus.WAITING)
        .scalar()
    )
    return now if last is None else max(now, last + 1)


def taken_by_series(series_ids: list[UUID]) -> dict[UUID, dict[str, int]]:
    """Return the confirmed places of each unit (id in hexadecimal digits) of these series, by series."""
    query: Any = (
        Registration.select(Registration.series, Registration.occurrence, fn.SUM(Registration.people))
        .where(Registration.series.in_(series_ids), Registration.status == RegistrationStatus.CONFIRMED)
        .group_by(Registration.series, Registration.occurrence)
    )
    found: dict[UUID, dict[str, int]] = {}
    for series, occurrence, people in query.tuples():
        found.setdefault(series, {})[(occurrence or series).hex] = int(people)
    return found


def position_in_line(registration: Registration) -> int:
    """Return her place in the line, 1 for the next one."""
    # The ticket of another kiosk may be here before the series it belongs to.
    unit = Unit.OCCURRENCE if registration.occurrence else Unit.SERIES
    series = Series.get_or_none(Series.id == registration.series) or Series(id=registration.series, unit=unit)
    line = waiting_in_order(series, registration.occurrence)
    return 1 + next((i for i, other in enumerate(line) if other.id == registration.id), len(line))


ONE = Said(lambda registration: Registration.select().where(Registration.id == registration))


def registration(registration_id: UUID) -> Registration:
    """Return a registration. Raises NotFoundError when it was erased meanwhile."""
    found: Registration | None = ONE(registration_id.hex).first()
    if found is None:
        raise NotFoundError
    return found


def registration_with_key(place_key: str) -> Registration | None:
    # Plain SQL: a registration asks it twice, mostly to hear no, and the query would take longer to make than to run.
    row = database.execute_sql("SELECT id FROM registration WHERE place_key = ?", (place_key,)).fetchone()
    return None if row is None else registration(UUID(row[0]))


def registrations_with_ticket(dye: str, animal: str, number: int) -> list[Registration]:
    """Return what this ticket stands for now; usually one, after an unlucky draw on two kiosks more."""
    query = Registration.select().where(with_ticket(dye, animal, number))
    return list(query.order_by(Registration.registered_at))


def is_ticket_held(ticket: Ticket) -> bool:
    """Say whether somebody comes with this ticket; looked up by it, however many registrations are kept."""
    # Plain SQL, as `with_ticket` says it: where most tickets are held it is asked forty times for one registration.
    asked = (ticket.dye, ticket.animal, ticket.number, Occurrence.ends_at.db_value(now_here()))
    return bool(database.execute_sql(HELD, asked).fetchone()[0])


def kept_household(household_id: UUID) -> Household | None:
    """Return a household, or the one it turned out to be the same as; None when that was forgotten.

    Two kiosks may have made each of two the other's: then the elder of the circle is meant.
    """
    passed: dict[UUID, Household] = {}
    while household_id not in passed:
        found: Household | None = Household.get_or_none(Household.id == household_id)
        if found is None or found.merged_into is None:
            return found
        passed[household_id] = found
        household_id = found.merged_into
    circle = list(passed)[list(passed).index(household_id) :]
    return passed[min(circle)]


def one_family(household_id: UUID) -> list[UUID]:
    """Return a household and all that turned out to be the same as it, by whatever steps."""
    found = [household_id]
    for one in found:
        same = Household.select(Household.id).where(Household.merged_into == one)
        found += [row.id for row in same if row.id not in found]
    return found


def has_agreed(household: Household) -> bool:
    """Say whether she has said yes to what is kept for her places, herself, and has not taken it back."""
    given = (Consent.household == household.id) & (Consent.purpose == PLACE)
    kept = Consent.select().where(given & Consent.withdrawn_at.is_null())
    return not household.is_unconfirmed and bool(kept.exists())


def with_ticket(dye: str, animal: str, number: int) -> Expression:
    """Return the condition for what a ticket stands for: not given up, and not over on every date that is known.

    There are 4,752 tickets, so each is given again once its date is over.
    """
    dates = Occurrence.select().where(
        Occurrence.series == Registration.series,
        Registration.occurrence.is_null() | (Occurrence.id == Registration.occurrence),
    )
    now = now_here()
    condition: Expression = (
        (Registration.dye == dye)
        & (Registration.animal == animal)
        & (Registration.number == number)
        & (Registration.status != RegistrationStatus.CANCELLED)
        & (fn.EXISTS(dates.where(Occurrence.ends_at > now)) | ~fn.EXISTS(dates))
    )
    return condition
