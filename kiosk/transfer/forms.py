"""What calendars and tables of other programs say, line by line, and what of it is not understood."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from kiosk.core import calendars
from kiosk.core.languages import BY_CODE
from kiosk.planning.forms import LONGEST_TITLE
from kiosk.planning.models import MOST_MINUTES, USUAL_MINUTES, Plan
from kiosk.screen.typing import NameMissingError, NameTooLongError, clean_name
from kiosk.transfer.models import Fault, NotUnderstoodError, Row, TooLargeError, UnreadableError

LARGEST_FILE, MOST_ROWS, MOST_PLACES, MOST_WEEKS = 1024 * 1024, 500, 999, 2
LONGEST_TEXT = 600
NEEDED = frozenset({"title", "date", "start"})
DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
HOURS = ("%H:%M", "%H.%M", "%H:%M:%S")
# A cell that begins so is a formula to a spreadsheet; what we write there begins with an apostrophe.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
Facts = Callable[[], dict[str, Any]]


def read(name: str, content: bytes, *, today: date, zone: str) -> list[Row]:
    """Return the lines of a file, in order; what is wrong with a line stands in it.

    Raises UnreadableError for a file that is neither a calendar nor a table, TooLargeError.
    """
    if len(content) > LARGEST_FILE:
        raise TooLargeError
    told = of_calendar(content, zone) if Path(name).suffix.lower() == ".ics" else of_table(content)
    rows = []
    for line, (key, facts) in enumerate(told, start=1):
        if line > MOST_ROWS:
            raise TooLargeError
        rows.append(judged(line, key, facts, today))
    if not rows:
        raise UnreadableError
    return rows


def judged(line: int, key: str, facts: Facts, today: date) -> Row:
    """Return a line as it was understood, or with its fault."""
    try:
        found = facts()
        found["title"] = titled(found["title"])
        still_to_come(found["plan"], today)
    except NotUnderstoodError as error:
        return Row(line=line, key=key, title=key.partition("|")[0][:LONGEST_TITLE], fault=error.fault)
    return Row(line=line, key=key, **found)


def still_to_come(plan: Plan, today: date) -> None:
    dates = plan.dates()
    if not dates or dates[-1][0].date() < today:
        raise NotUnderstoodError(Fault.PAST)


def titled(text: str) -> str:
    """Return a title without what nobody can see. Raises NotUnderstoodError."""
    try:
        title = clean_name(text[: LONGEST_TEXT + 1])
    except NameMissingError as error:
        raise NotUnderstoodError(Fault.NO_TITLE) from error
    except NameTooLongError as error:
        raise NotUnderstoodError(Fault.LONG_TITLE) from error
    if len(title) > LONGEST_TITLE:
        raise NotUnderstoodError(Fault.LONG_TITLE)
    return title


def of_table(content: bytes) -> Iterator[tuple[str, Facts]]:
    """Yield the lines of a table with a head (CSV; commas, semicolons or tabs). Raises UnreadableError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(",;\t", key=head.count))
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if not set(names) >= NEEDED:
            raise UnreadableError
        for row in reader:
            cells = dict(zip(names, map(bare, row), strict=False))
            if any(cells.values()):
                yield "|".join(cells.get(name, "") for name in ("title", "date", "start")), told_by(cells)
    except csv.Error as error:
        raise UnreadableError from error


def bare(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULAS) else cell


def safe(cell: object) -> str:
    """Return what stands in a cell, so that no spreadsheet takes it for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULAS) else text


def told_by(cells: dict[str, str]) -> Facts:
    def facts() -> dict[str, Any]:
        day = moment_in(cells.get("date", ""), DAYS, Fault.NO_DAY).date()
        starts = moment_in(cells.get("start", ""), HOURS, Fault.NO_HOUR).time()
        ends = moment_in(cells["end"], HOURS, Fault.NO_HOUR).time() if cells.get("end") else None
        until = cells.get("until", "")
        last = moment_in(until, DAYS, Fault.NO_DAY).date() if until else None
        return {
            "title": cells.get("title", ""),
            "about": cells.get("about", "")[:LONGEST_TEXT],
            "room": cells.get("room", "")[:LONGEST_TEXT],
            "plan": planned(
                day, starts, minutes_between(starts, ends), weeks_of(cells.get("every_weeks", "")), last
            ),
            "places": places_of(cells.get("places", "")),
            "languages": tuple(code for code in cells.get("languages", "").split() if code in BY_CODE),
        }

    return facts


def planned(day: date, starts: time, minutes: int, weeks: int, until: date | None, *left_out: date) -> Plan:
    """Return the plan. Raises NotUnderstoodError for a length or a rule that nobody plans with here."""
    if not 0 < minutes <= MOST_MINUTES:
        raise NotUnderstoodError(Fault.ENDS_BEFORE)
    if not 0 <= weeks <= MOST_WEEKS or (weeks and until is None):
        raise NotUnderstoodError(Fault.RULE)
    return Plan(
        day=day,
        starts=starts,
        minutes=minutes,
        weeks=weeks,
        until=until if weeks else None,
        left_out=frozenset(left_out),
    )


def moment_in(text: str, forms: tuple[str, ...], fault: Fault) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  of the centre's wall
        except ValueError:
            continue
    raise NotUnderstoodError(fault)


def minutes_between(starts: time, ends: time | None) -> int:
    return USUAL_MINUTES if ends is None else (ends.hour - starts.hour) * 60 + ends.minute - starts.minute


def weeks_of(text: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise NotUnderstoodError(Fault.RULE)
    return int(text or 0)


def places_of(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PLACES)) and int(text) >= 1):
        raise NotUnderstoodError(Fault.PLACES)
    return int(text)


def of_calendar(content: bytes, zone: str) -> Iterator[tuple[str, Facts]]:
    """Yield the events of a calendar but those called off. Raises UnreadableError."""
    try:
        for found in calendars.read(content, zone):
            if isinstance(found, calendars.UnknownRuleError):
                yield str(found), unknown
            elif not found.is_cancelled:
                yield found.uid or f"{found.title}|{found.starts}", told_of(found)
    except calendars.NoCalendarError as error:
        raise UnreadableError from error


def unknown() -> dict[str, Any]:
    raise NotUnderstoodError(Fault.RULE)


def told_of(event: calendars.Event) -> Facts:
    def facts() -> dict[str, Any]:
        starts, ends = event.starts, event.ends
        if not isinstance(starts, datetime):
            raise NotUnderstoodError(Fault.NO_HOUR)
        minutes = int((ends - starts).total_seconds() // 60) if isinstance(ends, datetime) else USUAL_MINUTES
        return {
            "title": event.title,
            "about": event.about[:LONGEST_TEXT],
            "room": event.place[:LONGEST_TEXT],
            "plan": planned(starts.date(), starts.time(), minutes, event.weeks, event.until, *event.left_out),
        }

    return facts
