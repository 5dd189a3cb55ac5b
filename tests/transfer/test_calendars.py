"""A calendar of another program is read, and ours is read by it (RFC 5545)."""

from datetime import UTC, date, datetime

import pytest

from kiosk.core import calendars
from kiosk.core.calendars import Event
from kiosk.transfer.forms import read
from kiosk.transfer.models import Fault, Row, UnreadableError

TODAY, ZONE = date(2026, 3, 2), "Europe/Amsterdam"


def rows(*lines: str) -> list[Row]:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""])
    return read("week.ics", text.encode(), today=TODAY, zone=ZONE)


def event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:one@x", "SUMMARY:Naaien", *lines, "END:VEVENT")


def one(*lines: str) -> Row:
    (found,) = rows(*event(*lines))
    return found


def starts(row: Row) -> list[str]:
    return [f"{start:%m-%d %H:%M}" for start, _end in row.plan.dates()]


@pytest.mark.parametrize(
    "start",
    ["DTSTART:20260310T083000Z", "DTSTART;TZID=Europe/Amsterdam:20260310T093000", "DTSTART:20260310T093000"],
)
def test_an_hour_is_that_of_the_wall_here(start: str) -> None:
    assert starts(one(start)) == ["03-10 09:30"]


def test_a_series_keeps_its_hour_when_the_clock_changes_and_leaves_days_out() -> None:
    found = one(
        "DTSTART;TZID=Europe/Amsterdam:20260317T093000",
        "DURATION:PT2H",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Amsterdam:20260324T093000",
    )

    assert starts(found) == ["03-17 09:30", "03-31 09:30", "04-07 09:30"]
    assert found.plan.minutes == 120


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("DTSTART;VALUE=DATE:20260310",), Fault.NO_HOUR),
        (("DTSTART:20260310T093000", "RRULE:FREQ=MONTHLY;COUNT=3"), Fault.RULE),
        (("DTSTART:20260310T093000", "RRULE:FREQ=WEEKLY"), Fault.RULE),
        (("DTSTART:20260310T093000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=9"), Fault.RULE),
        (("DTSTART:20260310T093000", "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=9"), Fault.RULE),
        (("DTSTART:20260310T093000", "DTEND:20260310T083000"), Fault.ENDS_BEFORE),
        (("DTSTART:20250310T093000",), Fault.PAST),
        ((), Fault.RULE),
    ],
)
def test_what_cannot_be_planned_is_told(lines: tuple[str, ...], fault: Fault) -> None:
    assert one(*lines).fault == fault


def test_what_is_called_off_or_moved_is_passed_over() -> None:
    found = rows(
        *event("DTSTART:20260310T093000"),
        *event("DTSTART:20260311T093000", "STATUS:CANCELLED"),
        *event("DTSTART:20260312T093000", "RECURRENCE-ID:20260310T093000"),
    )

    assert [starts(row) for row in found] == [["03-10 09:30"]]


@pytest.mark.parametrize(
    "content", [b"", b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", b"\xff\xfe"]
)
def test_what_is_no_calendar_is_told(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read("week.ics", content, today=TODAY, zone=ZONE)


def test_ours_is_read_as_it_was_meant() -> None:
    planned = Event(
        uid="a@x",
        title="Naaien, en thee; أهلا",
        about="Lijn één\nlijn twee",
        place="Keuken",
        starts=datetime(2026, 3, 31, 9, 30),  # noqa: DTZ001  of the wall
        ends=datetime(2026, 3, 31, 11, 30),  # noqa: DTZ001  likewise
    )
    gone = Event(uid="b@x", title="Koken", starts=planned.starts, is_cancelled=True)

    written = calendars.write([planned, gone], zone=ZONE, name="x", now=datetime(2026, 3, 2, tzinfo=UTC))

    assert list(calendars.read(written, ZONE)) == [planned, gone]
