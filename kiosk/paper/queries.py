"""What stands on a sheet: the dates of a week, or who comes to a date, line by line."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from kiosk.activities.models import Occurrence, Offer, Series
from kiosk.activities.queries import dates_in_brief, offer_of, offers_of
from kiosk.core import clock, today
from kiosk.core.errors import NotFoundError
from kiosk.core.pages import settings
from kiosk.core.today import now_here
from kiosk.paper.models import Form, Sheet
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.registration.queries import of_unit
from kiosk.vouching.queries import name_of, seen_by

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

# A sheet comes back within weeks or never; its number is then given again.
KEPT_DAYS = 90
LOWEST, HIGHEST = 100, 999
BLANK_LINES, MOST_DATES, MOST_LATELY = 12, 24, 6
DAYS_AHEAD = 7
STATUSES = [RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING]


class Line(msgspec.Struct, frozen=True):
    """One numbered line: who comes (the name only for who may see it, SPEC A3), or a line to write on."""

    number: int
    registration: Registration | None = None
    name: str = ""

    @property
    def is_blank(self) -> bool:
        return self.registration is None


def sheet(sheet_id: UUID) -> Sheet:
    """Return a sheet. Raises NotFoundError when it is not here, or no more."""
    found: Sheet | None = Sheet.get_or_none(Sheet.id == sheet_id)
    if found is None:
        raise NotFoundError
    return found


def sheets_with_number(number: int) -> list[Sheet]:
    """Return the sheets that bear this number, the newest first: two kiosks may have given the same one."""
    query = Sheet.select().where(Sheet.number == number, Sheet.printed_at > oldest())
    return list(query.order_by(Sheet.printed_at.desc()))


def lately() -> list[Sheet]:
    """Return the sheets printed last, for printing one once more under its own number."""
    return list(Sheet.select().order_by(Sheet.id.desc()).limit(MOST_LATELY))


def oldest() -> int:
    """Return the moment (milliseconds) before which a printed sheet counts as lost."""
    return int(today.present() - KEPT_DAYS * 86_400 * clock.MILLISECONDS)


def free_number() -> int:
    """Draw a number of three digits that no sheet bears that may still come back."""
    held = {row.number for row in Sheet.select(Sheet.number).where(Sheet.printed_at > oldest())}
    free = [number for number in range(LOWEST, HIGHEST + 1) if number not in held]
    return secrets.choice(free or range(LOWEST, HIGHEST + 1))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def dates_of_week(monday: date) -> list[UUID]:
    """Return what is still to come in seven days, soonest first."""
    first, last = (datetime.combine(monday + timedelta(days=days), time.min) for days in (0, 7))
    rows = dates_in_brief().where(Occurrence.starts_at >= max(first, now_here()), Occurrence.starts_at < last)
    return [
        row.date for row in rows.order_by(Occurrence.starts_at, Occurrence.id).limit(MOST_DATES).objects()
    ]


def coming_dates() -> list[Offer]:
    """Return the dates of seven days, those of today that are over too: a list is made for each."""
    start = datetime.combine(now_here().date(), time.min)
    rows = dates_in_brief().where(
        Occurrence.starts_at >= start, Occurrence.starts_at < start + timedelta(days=DAYS_AHEAD)
    )
    chosen = [
        row.date for row in rows.order_by(Occurrence.starts_at, Occurrence.id).limit(MOST_DATES).objects()
    ]
    return offers(chosen)


def offers(dates: Iterable[UUID]) -> list[Offer]:
    return offers_of(list(dates), fresh_hours=settings().fresh_hours)


def offer(occurrence_id: UUID | None) -> Offer:
    """Return a date with its activity. Raises NotFoundError."""
    found = offer_of(occurrence_id, fresh_hours=settings().fresh_hours) if occurrence_id else None
    if found is None:
        raise NotFoundError
    return found


def expected(series: Series, occurrence_id: UUID) -> list[Registration]:
    """Return who has a place on a date, then who waits, each in the order of the tickets."""
    rows = Registration.select().where(of_unit(series, occurrence_id), Registration.status.in_(STATUSES))
    ticket = (Registration.dye, Registration.animal, Registration.number)
    return list(rows.order_by(Registration.status, *ticket, Registration.id))


def lines_of(printed: Sheet, signed_in: "SignedIn") -> list[Line]:
    """Return the lines of a roster as they stand on the paper; who gave her place up since keeps hers."""
    ids = [UUID(line) for line in printed.lines if line]
    rows = {row.id: row for row in Registration.select().where(Registration.id.in_(ids))} if ids else {}
    wanted = [row.household for row in rows.values()]
    seen = Household.select().where(Household.id.in_(wanted), seen_by(signed_in)) if wanted else ()
    names = {household.id: name_of(household, signed_in) for household in seen}
    return [
        Line(number, row, names.get(row.household, "") if row else "")
        for number, line in enumerate(printed.lines, start=1)
        for row in [rows.get(UUID(line)) if line else None]
    ]


def titled(sheets: list[Sheet]) -> list[tuple[Sheet, Offer | None]]:
    """Return each sheet with the date it is for, None for those that are for no single one."""
    dates = {
        found.occurrence.id: found for found in offers(one.occurrence for one in sheets if one.occurrence)
    }
    return [(one, dates.get(one.occurrence) if one.occurrence else None) for one in sheets]


def week_of(printed: Sheet) -> list[Offer]:
    """Return the dates on a week's sheet, in the order of its lines; one that is not here any more is left out."""
    return offers(UUID(line) for line in printed.lines if line) if printed.form == Form.WEEK else []
