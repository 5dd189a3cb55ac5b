"""Hours are touched one by one, and kept as what they are together: from when to when."""

from collections.abc import Iterator
from uuid import UUID

from kiosk.core import outbox
from kiosk.core.errors import InvalidInputError
from kiosk.rota import queries
from kiosk.rota.models import Shift
from kiosk.security import audit


def touch_hour(staff_id: UUID, weekday: int, hour: int, *, by: UUID) -> None:
    """Give somebody an hour of the week, or take it back when she has it.

    Raises InvalidInputError for an hour that is not on the page.
    """
    if weekday not in queries.DAYS or hour not in queries.HOURS:
        raise InvalidInputError
    with outbox.authored(by.hex):
        hours = {taken for day, taken in queries.slots_of(staff_id) if day == weekday} ^ {hour}
        write_day(staff_id, weekday, set(stretches(hours)))
        audit.note("changed_hours", staff=by, kind="staff", subject=staff_id.hex)


def write_day(staff_id: UUID, weekday: int, wanted: set[tuple[str, str]]) -> None:
    """Keep of a day what stays as it is, take out the rest and add what is new."""
    mine = Shift.select().where((Shift.staff == staff_id) & (Shift.weekday == weekday))
    for shift in mine:
        if (shift.starts, shift.ends) in wanted:
            wanted.discard((shift.starts, shift.ends))
        else:
            shift.delete_instance()
    for starts, ends in sorted(wanted):
        Shift(staff=staff_id, weekday=weekday, starts=starts, ends=ends).save()


def stretches(hours: set[int]) -> Iterator[tuple[str, str]]:
    """Yield from when to when: hours that follow one another are one stretch."""
    starts = sorted(hour for hour in hours if hour - 1 not in hours)
    ends = sorted(hour + 1 for hour in hours if hour + 1 not in hours)
    for first, last in zip(starts, ends, strict=True):
        yield f"{first:02d}:00", f"{last:02d}:00"
