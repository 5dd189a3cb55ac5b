"""A table of another program is read line by line: what is understood, and why the rest is not."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.transfer.forms import FORMULAS, LARGEST_FILE, MOST_ROWS, bare, read, safe
from kiosk.transfer.models import Fault, Row, TooLargeError, UnreadableError

TODAY = date(2026, 3, 2)
HEAD = "title,date,start,end,every_weeks,until,places,languages,room"


def rows(text: str, encoding: str = "utf-8") -> list[Row]:
    return read("plan.csv", text.encode(encoding), today=TODAY, zone="Europe/Amsterdam")


def row(line: str) -> Row:
    (found,) = rows(f"{HEAD}\n{line}")
    return found


def test_a_line_says_what_when_where_and_for_how_many() -> None:
    found = row("Samen naaien,2026-03-10,09:30,11:30,1,2026-03-31,12,nl ar xx,Keuken")

    assert found.fault is None
    assert (found.title, found.room, found.places, found.languages) == (
        "Samen naaien",
        "Keuken",
        12,
        ("nl", "ar"),
    )
    assert [f"{start:%d %H:%M}–{end:%H:%M}" for start, end in found.plan.dates()] == [
        "10 09:30–11:30", "17 09:30–11:30", "24 09:30–11:30", "31 09:30–11:30"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",2026-03-10,09:30", Fault.NO_TITLE),
        ("\u200f\u202e,2026-03-10,09:30", Fault.NO_TITLE),
        ("x" * 61 + ",2026-03-10,09:30", Fault.LONG_TITLE),
        ("Naaien,31-02-2026,09:30", Fault.NO_DAY),
        ("Naaien,,09:30", Fault.NO_DAY),
        ("Naaien,2026-03-10,half ten", Fault.NO_HOUR),
        ("Naaien,2026-03-10,09:30,09:30", Fault.ENDS_BEFORE),
        ("Naaien,2026-03-10,09:30,08:00", Fault.ENDS_BEFORE),
        ("Naaien,2026-02-10,09:30,11:30", Fault.PAST),
        ("Naaien,2026-03-10,09:30,11:30,3,2026-06-01", Fault.RULE),
        ("Naaien,2026-03-10,09:30,11:30,1,", Fault.RULE),
        ("Naaien,2026-03-10,09:30,11:30,weekly,2026-06-01", Fault.RULE),
        ("Naaien,2026-03-10,09:30,11:30,,,0", Fault.PLACES),
        ("Naaien,2026-03-10,09:30,11:30,,,٩", Fault.PLACES),
        ("Naaien,2026-03-10,09:30,11:30,,,99999", Fault.PLACES),
    ],
)
def test_what_is_wrong_with_a_line_is_told(line: str, fault: Fault) -> None:
    assert row(line).fault == fault


@pytest.mark.parametrize("day", ["2026-03-10", "10-03-2026", "10/03/2026", "10.03.2026"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_days_and_marks_are_read_as_spreadsheets_write_them(day: str, mark: str) -> None:
    (found,) = rows(mark.join(["Title", "Date", "Start"]) + "\r\n" + mark.join(["Naaien", day, "9.30"]))

    assert found.plan.dates()[0][0].isoformat() == "2026-03-10T09:30:00"


def test_a_table_of_an_old_program_is_read_too() -> None:
    (found,) = rows("title,date,start\nCafé,2026-03-10,09:30", encoding="cp1252")

    assert found.title == "Café"


@pytest.mark.parametrize("text", ["", "\n\n", "name,day\nx,y", HEAD, "\x00\x01", '"'])
def test_what_is_no_table_is_told(text: str) -> None:
    with pytest.raises(UnreadableError):
        rows(text)


def test_what_nobody_could_have_planned_is_too_large() -> None:
    with pytest.raises(TooLargeError):
        rows("x" * (LARGEST_FILE + 1))
    with pytest.raises(TooLargeError):
        rows(HEAD + "\nNaaien,2026-03-10,09:30" * (MOST_ROWS + 1))


@given(st.text(max_size=40))
def test_no_cell_is_a_formula_and_none_is_changed_by_going_out_and_in(text: str) -> None:
    written = safe(text)

    assert not written.startswith(FORMULAS)
    if text == text.strip() and not text.startswith("'"):
        assert bare(written) == text


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    for name in ("a.csv", "a.ics"):
        try:
            read(name, content, today=TODAY, zone="Europe/Amsterdam")
        except UnreadableError:
            continue


@given(st.lists(st.lists(st.text(max_size=12), min_size=9, max_size=9), min_size=1, max_size=5))
def test_no_line_breaks_the_reader(lines: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([HEAD.split(","), *lines])
    try:
        found = rows(written.getvalue(), "utf-8")
    except (UnreadableError, UnicodeEncodeError):
        return
    assert all(one.fault or one.title for one in found)
