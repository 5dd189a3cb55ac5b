"""Calendars of other programs (RFC 5545): what they say is read as plain events, and written so that they read ours."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NoCalendarError(ValueError):
    """The file is no calendar."""


class UnknownRuleError(ValueError):
    """It repeats in a way that is not weekly, or without an end."""


class Event(msgspec.Struct, frozen=True):
    """One event. `starts` is a day where no hour is said; hours are those of the wall, without zone.

    `weeks` between two dates, 0 for a single one; `until` the last day, `left_out` the days without it.
    """

    uid: str
    title: str
    starts: date
    ends: date | None = None
    about: str = ""
    place: str = ""
    weeks: int = 0
    until: date | None = None
    left_out: frozenset[date] = frozenset()
    is_cancelled: bool = False


def read(content: bytes, zone: str) -> Iterator[Event | UnknownRuleError]:
    """Yield the events, those called off too; a fault in place of one that repeats in an unknown way.

    A single moved date of a series is passed over. Raises NoCalendarError.
    """
    # Loaded with the first calendar (0.6 s): most kiosks never read one.
    from icalendar import Calendar  # noqa: PLC0415

    try:
        found = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise NoCalendarError from error
    for event in found.walk("VEVENT"):
        if "RECURRENCE-ID" in event:
            continue
        try:
            yield plain(event, ZoneInfo(zone))
        except (UnknownRuleError, ValueError, TypeError, AttributeError, OverflowError) as error:
            fault = UnknownRuleError(str(event.get("SUMMARY", "")))
            fault.__cause__ = error
            yield fault


def plain(event: Any, zone: ZoneInfo) -> Event:
    """Raise UnknownRuleError for an event without a day, or with a rule nobody here plans with."""
    starts = here(event.get("DTSTART"), zone)
    if starts is None:
        raise UnknownRuleError
    ends, length = here(event.get("DTEND"), zone), event.get("DURATION")
    return Event(
        uid=str(event.get("UID", "")),
        title=str(event.get("SUMMARY", "")),
        starts=starts,
        ends=starts + length.dt if ends is None and length is not None else ends,
        about=str(event.get("DESCRIPTION", "")),
        place=str(event.get("LOCATION", "")),
        left_out=frozenset(days_left_out(event.get("EXDATE", []), zone)),
        is_cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
        **repeats(event.get("RRULE"), starts, zone),
    )


def here(told: Any, zone: ZoneInfo) -> date | None:
    """Return a day, or an hour on the wall of the zone."""
    at = getattr(told, "dt", None)
    if isinstance(at, datetime):
        return (at.astimezone(zone) if at.tzinfo else at).replace(tzinfo=None, second=0, microsecond=0)
    return at if isinstance(at, date) else None


def day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def repeats(rule: Any, starts: date, zone: ZoneInfo) -> dict[str, Any]:
    """Return how an event repeats: once, or each so many weeks on the weekday of its first date, until a day."""
    if rule is None:
        return {}
    said = {name: rule.get(name, [None])[0] for name in ("FREQ", "INTERVAL", "UNTIL", "COUNT")}
    weekdays = [str(day) for day in rule.get("BYDAY", [])]
    is_weekly = said["FREQ"] == "WEEKLY" and weekdays in ([], [WEEKDAYS[starts.weekday()]])
    weeks = int(said["INTERVAL"] or 1)
    if said["COUNT"] is not None:
        last: date | None = starts + timedelta(weeks=weeks * (int(said["COUNT"]) - 1))
    else:
        until = said["UNTIL"]
        last = until.astimezone(zone) if isinstance(until, datetime) and until.tzinfo else until
    if not is_weekly or last is None:
        raise UnknownRuleError
    return {"weeks": weeks, "until": day_of(last)}


def days_left_out(told: Any, zone: ZoneInfo) -> Iterator[date]:
    for dates in told if isinstance(told, list) else [told]:
        for one in dates.dts:
            at = here(one, zone)
            if at is not None:
                yield day_of(at)


def write(events: Iterable[Event], *, zone: str, name: str, now: datetime) -> bytes:
    """Return a calendar of single events, each with its own name, so that reading it anew changes and doubles none."""
    from icalendar import Calendar  # noqa: PLC0415  as above
    from icalendar import Event as Written  # noqa: PLC0415

    made = Calendar()
    made.add("prodid", "-//Parents' Point//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for event in events:
        one = Written()
        one.add("uid", event.uid)
        one.add("dtstamp", now.astimezone(UTC))
        one.add("summary", event.title)
        one.add("dtstart", on_the_wall(event.starts, zone))
        if event.ends is not None:
            one.add("dtend", on_the_wall(event.ends, zone))
        for field, text in (("description", event.about), ("location", event.place)):
            if text:
                one.add(field, text)
        one.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
        made.add_component(one)
    written: bytes = made.to_ical()
    return written


def on_the_wall(moment: date, zone: str) -> date:
    """Return an hour as one in UTC, which every program knows; a day as it is."""
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if isinstance(moment, datetime) else moment
