"""Who should come to a date, who came, and how many people that is."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from peewee import fn

from kiosk.activities.models import Activity, Occurrence, Series, Stage
from kiosk.attendance.models import Attendance, Line, ruling
from kiosk.core import state
from kiosk.core.errors import NotFoundError
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.vouching.queries import name_of, seen_by

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

# What a list shows of a registration.
SHOWN = (
    *(Registration.id, Registration.household, Registration.status, Registration.people, Registration.adults),
    *(Registration.dye, Registration.animal, Registration.number),
)
Marks = dict[UUID, dict[UUID | None, list[Attendance]]]


class Day(msgspec.Struct, frozen=True):
    """A date of this centre: its activity, how many people came, and how many have a place."""

    occurrence: Occurrence
    activity: Activity
    present: int
    expected: int


class Roster(msgspec.Struct, frozen=True):
    """The list of a date. `lines` have a place, `others` wait or gave theirs up and came; `guests` just walked in."""

    occurrence: Occurrence
    activity: Activity
    lines: list[Line]
    others: list[Line]
    guests: list[Attendance]
    present: int

    @property
    def expected(self) -> int:
        return sum(line.registration.people for line in self.lines)

    @property
    def with_children(self) -> list[Line]:
        """Return who came with children."""
        return [line for line in [*self.lines, *self.others] if line.is_present and line.children]


def days(day: date) -> list[Day]:
    """Return the dates of this centre on a day, soonest first; those called off too."""
    midnight = datetime.combine(day, time())
    is_that_day = (Occurrence.starts_at >= midnight) & (Occurrence.starts_at < midnight + timedelta(days=1))
    rows = list(own_dates().where(is_that_day).order_by(Occurrence.starts_at, Occurrence.id))
    expected, marks = expected_people(rows), marks_of([row.date.id for row in rows])
    return [
        Day(row.date, row.of, present_people(marks[row.date.id]), expected[row.date.id] + expected[row.id])
        for row in rows
    ]


def own_dates() -> Any:
    """Return a query of the series of this centre, each row with a date (`date`) and its activity (`of`)."""
    return (
        Series.select(Series, Activity, Occurrence)
        .join(Activity, on=(Activity.id == Series.activity), attr="of")
        .switch(Series)
        .join(Occurrence, on=(Occurrence.series == Series.id), attr="date")
        .where(
            Activity.centre == UUID(state.get("centre")),
            Activity.stage.is_null() | (Activity.stage != Stage.DRAFT),
        )
    )


def own_date(occurrence_id: UUID) -> tuple[Occurrence, Activity]:
    """Return a date of this centre. Raises NotFoundError."""
    row = own_dates().where(Occurrence.id == occurrence_id).first()
    if row is None:
        raise NotFoundError
    return row.date, row.of


def expected_people(rows: list[Any]) -> dict[UUID, int]:
    """Return how many people have a place, by the date or the whole series that they took."""
    found: dict[UUID, int] = defaultdict(int)
    dates, series = [row.date.id for row in rows], [row.id for row in rows]
    for unit, ids in ((Registration.occurrence, dates), (Registration.series, series)):
        query: Any = Registration.select(unit, fn.SUM(Registration.people)).where(
            unit.in_(ids), Registration.status == RegistrationStatus.CONFIRMED
        )
        if unit is Registration.series:
            query = query.where(Registration.occurrence.is_null())
        found.update(dict(query.group_by(unit).tuples()))
    return found


def marks_of(occurrences: list[UUID]) -> Marks:
    """Return the marks of these dates by registration; those of guests, who have none, under None."""
    found: Marks = defaultdict(lambda: defaultdict(list))
    for mark in Attendance.select().where(Attendance.occurrence.in_(occurrences)).order_by(Attendance.id):
        found[mark.occurrence][mark.registration].append(mark)
    return found


def present_people(marks: dict[UUID | None, list[Attendance]]) -> int:
    """Return how many people came: a household once, however often it was marked, and each guest."""
    ruled = [ruling(hers) for registration, hers in marks.items() if registration is not None]
    return sum(mark.people for mark in [*ruled, *marks.get(None, [])] if mark and mark.is_present)


def registrations_of(occurrence: Occurrence) -> list[Registration]:
    """Return all registrations for a date and for its whole series, also those that were given up."""
    of_all_dates = Registration.occurrence.is_null() & (Registration.series == occurrence.series)
    query = Registration.select(*SHOWN)
    return list(query.where((Registration.occurrence == occurrence.id) | of_all_dates))


def roster(occurrence_id: UUID, signed_in: "SignedIn") -> Roster:
    """Return the list of a date: who has a place, then who waits or came without one. Raises NotFoundError.

    Those whose name she sees come first, by name; then the tickets, by picture and number.
    """
    occurrence, activity = own_date(occurrence_id)
    marks = marks_of([occurrence.id])[occurrence.id]
    found = registrations_of(occurrence)
    names = names_of([row.household for row in found], signed_in)
    all_lines = (Line(row, names.get(row.household, ""), marks.get(row.id, [])) for row in found)
    lines = sorted(all_lines, key=place_on_list)
    return Roster(
        occurrence,
        activity,
        lines=[line for line in lines if line.registration.is_confirmed],
        others=[line for line in lines if line.is_besides],
        guests=[mark for mark in marks.get(None, []) if mark.is_present],
        present=present_people(marks),
    )


def line_of(found: Roster, registration_id: UUID) -> Line:
    """Return one household on a list. Raises NotFoundError."""
    for line in [*found.lines, *found.others]:
        if line.registration.id == registration_id:
            return line
    raise NotFoundError


def names_of(households: list[UUID], signed_in: "SignedIn") -> dict[UUID, str]:
    """Return the names that she may see, by household (SPEC A3)."""
    shown = (Household.id, Household.name_sealed)
    rows = Household.select(*shown).where(Household.id.in_(set(households)), seen_by(signed_in))
    return {row.id: name_of(row, signed_in) for row in rows}


def place_on_list(line: Line) -> tuple[bool, str, str, int]:
    one = line.registration
    return not line.name, line.name.casefold(), one.animal, one.number
