"""Who is here now follows from the hours of each week; where nobody is, the next hours are told (SPEC A5)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

import msgspec

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import is_genuine, working_staff
from kiosk.core.today import is_day_known, now_here
from kiosk.rota.models import Shift

DAYS = range(7)
HOURS = range(8, 21)
Slot = tuple[int, int]


class Hours(msgspec.Struct, frozen=True):
    """One stretch of somebody's week: weekday 0 is Monday, times as the wall clock of the centre shows them."""

    staff: UUID
    weekday: int
    starts: time
    ends: time

    def covers(self, now: datetime) -> bool:
        return self.weekday == now.weekday() and self.starts <= now.time() < self.ends

    def start_after(self, now: datetime) -> datetime:
        """Return the first moment after `now` at which these hours begin."""
        day = now.date() + timedelta(days=(self.weekday - now.weekday()) % len(DAYS))
        start = datetime.combine(day, self.starts)
        return start if start > now else start + timedelta(weeks=1)

    def slots(self) -> set[Slot]:
        """Return the whole hours that this stretch touches, as weekday and hour."""
        last = self.ends.hour + (self.ends.minute > 0)
        return {(self.weekday, hour) for hour in range(self.starts.hour, last)}


class Presence(msgspec.Struct, frozen=True):
    """What the public screen tells: who is here, else when somebody is next; `is_told` is false where nobody knows."""

    people: list[Staff]
    following: datetime | None = None
    is_told: bool = True


def presence() -> Presence:
    """Return who is here at this moment. While the day is not known nothing is said of anybody (G9)."""
    if not is_day_known() or not Shift.select().exists():
        return Presence([], is_told=False)
    now = now_here()
    people = here_now(now)
    following = None if people else next_hours(now)
    return Presence(people, following, is_told=bool(people or following))


def here_now(now: datetime) -> list[Staff]:
    """Return those whose hours cover `now` (wall time of the centre, without zone)."""
    here = {one.staff for one in all_hours() if one.covers(now)}
    # Asked by the picker: only the signatures of those few are looked at, not of everybody.
    rows = Staff.select().where(Staff.id.in_(list(here))).order_by(Staff.id)
    return [one for one in rows if one.is_active and one.is_person and is_genuine(one)]


def next_hours(now: datetime) -> datetime | None:
    """Return when somebody who works here is here next, at most a week ahead; None when nobody has hours."""
    working = {one.id for one in working_staff()}
    return min((one.start_after(now) for one in all_hours() if one.staff in working), default=None)


def slots_of(staff_id: UUID) -> set[Slot]:
    """Return the hours of one person as weekday and hour: what the grid shows as touched."""
    return {slot for one in all_hours() if one.staff == staff_id for slot in one.slots()}


def week() -> dict[Slot, list[Staff]]:
    """Return who is here in each hour of the week; an hour that is missing has nobody."""
    working = {one.id: one for one in working_staff()}
    found: dict[Slot, dict[UUID, Staff]] = {}
    for hours in all_hours():
        if hours.staff in working:
            for slot in hours.slots():
                found.setdefault(slot, {})[hours.staff] = working[hours.staff]
    return {slot: list(people.values()) for slot, people in found.items()}


def all_hours() -> Iterator[Hours]:
    """Yield the hours of everybody; a row that came in and cannot be read as hours is passed over."""
    for shift in Shift.select().order_by(Shift.weekday, Shift.starts, Shift.id):
        try:
            starts, ends = time.fromisoformat(shift.starts), time.fromisoformat(shift.ends)
        except ValueError:
            continue
        if shift.weekday in DAYS and starts < ends:
            yield Hours(shift.staff, shift.weekday, starts, ends)
