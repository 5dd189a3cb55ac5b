"""A plan says when something will happen, before it has any date: on which day, how long, how often, until when."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Self

import msgspec
from msgspec.structs import fields, replace

from kiosk.activities.services import repeated

USUAL_MINUTES, MOST_MINUTES = 120, 12 * 60
# A year of weeks: beyond it somebody looks at the plan anew.
MOST_DATES = 53
FAR = timedelta(weeks=MOST_DATES)
DAY = "%Y%m%d"
Dates = list[tuple[datetime, datetime]]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of the dates so far; None is what nobody said yet.

    `weeks` between two dates, 0 for a single one, `until` the last day, `left_out` the days on which it does not
    happen. `is_open`: the whole area may come once it is published (SPEC A8).
    """

    day: date | None = None
    starts: time | None = None
    minutes: int = USUAL_MINUTES
    weeks: int | None = None
    until: date | None = None
    left_out: frozenset[date] = frozenset()
    is_open: bool = False

    @property
    def is_told(self) -> bool:
        """Say whether there is nothing left to ask about the dates."""
        return None not in {self.day, self.starts, self.weeks} and not (self.weeks and self.until is None)

    @property
    def start(self) -> datetime | None:
        return datetime.combine(self.day, self.starts) if self.day and self.starts is not None else None

    @property
    def rule(self) -> str | None:
        """How the dates repeat (RFC 5545 RRULE), None for a single one."""
        if not self.weeks or self.until is None:
            return None
        return f"FREQ=WEEKLY;INTERVAL={self.weeks};UNTIL={self.until.strftime(DAY)}T235959"

    def every_date(self) -> Dates:
        """Return all dates of the rule as local wall time, those left out too."""
        start = self.start
        if start is None:
            return []
        end = start + timedelta(minutes=self.minutes)
        return repeated(start, end, self.rule)[:MOST_DATES] if self.rule else [(start, end)]

    def dates(self) -> Dates:
        return [pair for pair in self.every_date() if pair[0].date() not in self.left_out]

    def on(self, day: date) -> Self:
        """Return the plan with its first date on another day; what hung on the old days is asked anew."""
        if day == self.day:
            return self
        return replace(self, day=day, until=None, left_out=frozenset())

    def dump(self) -> str:
        """Return the plan as iCalendar lines (RFC 5545), as a draft keeps it in `series.rule`."""
        lines = [
            self.day and f"DTSTART;VALUE=DATE:{self.day.strftime(DAY)}",
            self.starts is not None and f"X-STARTS:{self.starts.strftime('%H%M')}",
            f"DURATION:PT{self.minutes}M",
            self.weeks is not None and f"X-WEEKS:{self.weeks}",
            self.until and f"X-UNTIL:{self.until.strftime(DAY)}",
            self.left_out and f"EXDATE:{','.join(day.strftime(DAY) for day in sorted(self.left_out))}",
            self.is_open and "CLASS:PUBLIC",
        ]
        return "\n".join(line for line in lines if line)

    @classmethod
    def load(cls, kept: str | None) -> Self:
        """Read what was kept; a line that cannot be read was not said, and is never an error."""
        told: dict[str, Any] = {}
        for line in (kept or "").splitlines():
            name, _colon, value = line.partition(":")
            read = READERS.get(name)
            try:
                told |= read(value) if read else {}
            except ValueError:
                continue
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in told.items() if name in known})


def day_of(text: str) -> date:
    return datetime.strptime(text, DAY).date()  # noqa: DTZ007  a day of the wall calendar


def minutes_of(text: str) -> int:
    minutes = int(text.removeprefix("PT").removesuffix("M"))
    if not 0 < minutes <= MOST_MINUTES:
        raise ValueError(text)
    return minutes


def weeks_of(text: str) -> int:
    if text not in {"0", "1", "2"}:
        raise ValueError(text)
    return int(text)


READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "DTSTART;VALUE=DATE": lambda text: {"day": day_of(text)},
    "X-STARTS": lambda text: {"starts": datetime.strptime(text, "%H%M").time()},  # noqa: DTZ007  of the wall clock
    "DURATION": lambda text: {"minutes": minutes_of(text)},
    "X-WEEKS": lambda text: {"weeks": weeks_of(text)},
    "X-UNTIL": lambda text: {"until": day_of(text)},
    "EXDATE": lambda text: {"left_out": frozenset(map(day_of, text.split(",")))},
    "CLASS": lambda text: {"is_open": text == "PUBLIC"},
}
