"""A sheet on the table: printed, written on, and typed in again."""

from uuid import UUID

from kiosk.activities.models import Occurrence
from kiosk.attendance.models import Attendance
from kiosk.attendance.queries import marks_of, present_people
from kiosk.paper.models import Sheet
from tests.people import Guest


def printed(guest: Guest, **form: str) -> Sheet:
    """Let somebody at the desk print a sheet, and return it."""
    answer = guest.post("desk/paper/", form)
    assert answer.status_code == 303, answer.text
    made: Sheet = Sheet.select().order_by(Sheet.id.desc()).get()
    return made


def page(sheet: Sheet, rest: str = "") -> str:
    return f"desk/returned/{sheet.id}{rest}"


def touch(guest: Guest, sheet: Sheet, line: int, **more: str) -> None:
    assert guest.post(page(sheet), {"line": str(line), **more}).status_code == 303


def write_down(guest: Guest, sheet: Sheet, name: str, *, keep: bool = True, children: str = "0") -> None:
    """Type a family in, after its lines were touched."""
    guest.post(page(sheet, "/name"), {"name": name, "go": "1"})
    guest.post(page(sheet, "/people"), {"children": children})
    if keep:
        guest.post(page(sheet, "/people"), {"keep": "1"})
    assert guest.post(page(sheet, "/family")).status_code == 303


def present(date: Occurrence) -> int:
    return present_people(marks_of([date.id])[date.id])


def marks(registration: UUID) -> int:
    return Attendance.select().where(Attendance.registration == registration).count()
