"""What goes out: the dates of the centre, without anybody's name; and what lies on a stick to be read."""

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from kiosk.activities.models import Activity, Occurrence, Series, Unit
from kiosk.activities.queries import dates_with_activity
from kiosk.core import state
from kiosk.core.calendars import Event
from kiosk.core.erasure import Tombstone
from kiosk.core.errors import NotFoundError
from kiosk.core.outbox import Outbox
from kiosk.core.pages import settings
from kiosk.core.today import now_here
from kiosk.courier.queries import Stick, sticks
from kiosk.transfer.forms import LARGEST_FILE, safe

SUFFIXES, MOST_FILES, MARK_LETTERS = frozenset({".ics", ".csv"}), 12, 16
DAYS_BACK, DAYS_AHEAD, MOST_DATES = 28, 366, 2_000
COLUMNS = (
    "title", "about", "room", "date", "start", "end", "places", "taken", "languages", "function", "called_off"
)  # fmt: skip


class Found(msgspec.Struct, frozen=True):
    """A file on a stick that may hold activities."""

    path: Path
    stick: Stick

    @property
    def mark(self) -> str:
        """What a button names the file by: it tells no folder of this machine."""
        return hashlib.sha256(os.fsencode(self.path)).hexdigest()[:MARK_LETTERS]


def present_sticks() -> list[Stick]:
    return sticks(settings().courier_folder)


def files(stick: Stick) -> list[Found]:
    """Return the calendars and tables that lie open on a stick, by name; hidden ones and folders are passed over."""
    try:
        paths = sorted(stick.folder.iterdir())
    except OSError:
        return []
    return [Found(path, stick) for path in paths if is_open(path)][:MOST_FILES]


def is_open(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()


def file_with(mark: str) -> Found:
    """Return a file by the mark of its button. Raises NotFoundError when the stick was pulled out."""
    for stick in present_sticks():
        for found in files(stick):
            if found.mark == mark:
                return found
    raise NotFoundError


def content_of(found: Found) -> bytes:
    """Return what a file holds, at most one byte more than may be read. Raises NotFoundError."""
    try:
        with found.path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotFoundError from error


def known(ids: Iterable[UUID]) -> set[UUID]:
    """Return those ids that are activities here."""
    return {row.id for row in Activity.select(Activity.id).where(Activity.id.in_(list(ids)))}


def erased(ids: Iterable[UUID]) -> set[UUID]:
    """Return those ids that were erased here or elsewhere, whether central has heard of it yet or not."""
    named = [one.hex for one in ids]
    told = Tombstone.select(Tombstone.record).where(Tombstone.record.in_(named))
    waiting = Outbox.select(Outbox.record).where(Outbox.record.in_(named), Outbox.is_erased == True)  # noqa: E712  SQL
    return {UUID(row.record) for row in (*told, *waiting)}


def own_dates() -> list[Any]:
    """Return the dates of this centre of the last weeks and the year to come, soonest first."""
    now = now_here()
    rows = dates_with_activity().where(
        Activity.centre == UUID(state.get("centre")),
        Occurrence.starts_at > now - timedelta(days=DAYS_BACK),
        Occurrence.starts_at < now + timedelta(days=DAYS_AHEAD),
    )
    return list(rows.order_by(Occurrence.starts_at, Occurrence.id).limit(MOST_DATES))


def events(language: str) -> Iterator[Event]:
    """Yield each date as an event of a calendar, in the words of a language."""
    for row in own_dates():
        yield Event(
            uid=f"{row.date.id}@parents-point",
            title=row.of.title.shown_in(language).text,
            about=row.of.about.shown_in(language).text,
            place=row.of.room.shown_in(language).text,
            starts=row.date.starts_at,
            ends=row.date.ends_at,
            is_cancelled=row.date.is_cancelled,
        )


def table(language: str) -> bytes:
    """Return the dates as a table (CSV, UTF-8 with a mark, so that spreadsheets know it)."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    lines.writerows([safe(cell) for cell in cells(row, row.of, row.date, language)] for row in own_dates())
    return written.getvalue().encode("utf-8-sig")


def cells(series: Series, activity: Activity, date: Occurrence, language: str) -> tuple[object, ...]:
    unit = series.id if series.unit == Unit.SERIES else date.id
    return (
        *(getattr(activity, name).shown_in(language).text for name in ("title", "about", "room")),
        date.starts_at.strftime("%Y-%m-%d"),
        date.starts_at.strftime("%H:%M"),
        date.ends_at.strftime("%H:%M"),
        series.capacity,
        series.taken.get(unit.hex, 0),
        " ".join(activity.languages),
        activity.function,
        "yes" if date.is_cancelled else "",
    )
