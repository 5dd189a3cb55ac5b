"""Days are touched on a calendar, hours on a row of clocks, numbers one up or one down."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from babel.dates import get_day_names, get_month_names
from flask_babel import lazy_gettext as _

from kiosk.activities.models import Unit
from kiosk.core.errors import InvalidInputError, NotFoundError
from kiosk.core.i18n import page_language
from kiosk.planning import forms
from kiosk.planning.models import FAR, Plan

HOURS, QUARTERS = range(7, 22), (0, 15, 30, 45)
LENGTHS = (30, 45, 60, 90, 120, 150, 180, 240)
TIMES = (2, 4, 6, 8, 10, 12, 20)
USUAL_PLACES = 12
WEEKS = {
    0: (_("Once"), "day", "weld"),
    1: (_("Every week"), "day", "leaf"),
    2: (_("Every second week"), "day", "indigo"),
}
UNITS = {
    Unit.OCCURRENCE: (_("People choose each day"), "day", "leaf"),
    Unit.SERIES: (_("People come to all days"), "ticket", "indigo"),
}
POINTS = {
    "not_judging": _("It judges nobody."),
    "strengths": _("It says first what people can do."),
    "familiar": _("It begins where people feel at home."),
    "plain": _("The words are plain."),
}
REASONS = {
    # Translators: why a hurtful word may stand in a text all the same.
    "quoted": _("It is what somebody said"),
    "name": _("It is a name"),
    "meant_well": _("Here it hurts nobody"),
}


class Month(msgspec.Struct, frozen=True):
    """A month as it hangs on a wall, weeks from Monday; a day of another month is None."""

    first: date
    weeks: list[list[date | None]]

    @property
    def name(self) -> str:
        names = get_month_names("wide", context="stand-alone", locale=page_language().locale)
        return f"{names[self.first.month]} {self.first.year}"

    @property
    def earlier(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def later(self) -> str:
        return f"{self.first + timedelta(days=31):%Y-%m}"


def month(asked: str, usual: date) -> Month:
    """Return the month of an address (`YYYY-MM`), or that of a day where there is none."""
    try:
        first = datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007  a month of the wall calendar
    except ValueError:
        first = usual.replace(day=1)
    if not usual.year - 20 < first.year < usual.year + 20:
        first = usual.replace(day=1)
    days = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[day if day.month == first.month else None for day in week] for week in days])


def day_names() -> list[str]:
    """Return the short names of the days, from Monday on."""
    names = get_day_names("abbreviated", context="stand-alone", locale=page_language().locale)
    return [str(names[weekday]) for weekday in range(7)]


def part(name: str) -> str:
    """Return which part of the dates an address asks for. Raises NotFoundError."""
    if name not in forms.DATES:
        raise NotFoundError
    return name


def planned(form: Mapping[str, str], plan: Plan, today: date) -> dict[str, Any]:
    """Return what was touched of the dates. Raises InvalidInputError for what is not on the pages."""
    if "day" in form:
        return {"day": between(form["day"], today, today + FAR)}
    if "starts" in form:
        return {"starts": quarter(form["starts"])}
    if "minutes" in form:
        return {"minutes": number(form["minutes"], LENGTHS)}
    if "weeks" in form:
        return {"weeks": number(form["weeks"], WEEKS)}
    if "until" in form and plan.day:
        return {"until": between(form["until"], plan.day, plan.day + FAR)}
    touched = forms.day(form.get("touch", ""))
    if touched not in {start.date() for start, _end in plan.every_date()}:
        raise InvalidInputError
    return {"left_out": plan.left_out - {touched} if form.get("is") == "on" else plan.left_out | {touched}}


def between(text: str, first: date, last: date) -> date:
    day = forms.day(text)
    if not first <= day <= last:
        raise InvalidInputError
    return day


def quarter(text: str) -> time:
    """Return a touched hour, a quarter at a time. Raises InvalidInputError."""
    shown = {f"{hour:02d}:{minute:02d}": time(hour, minute) for hour in HOURS for minute in QUARTERS}
    if text not in shown:
        raise InvalidInputError
    return shown[text]


def number(text: str, offered: Any) -> int:
    """Return a touched number. Raises InvalidInputError for one that is not offered."""
    found = next((one for one in offered if str(one) == text), None)
    if found is None:
        raise InvalidInputError
    return int(found)


def counted(form: Mapping[str, str], most: Mapping[str, int]) -> dict[str, Any]:
    """Return what was touched of the places. Raises InvalidInputError."""
    if form.get("unit") in set(Unit):
        return {"unit": form["unit"]}
    if told := counts(form, most):
        return told
    raise InvalidInputError


def counts(form: Mapping[str, str], most: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers that a page told, by name; none is more than it may be. Raises InvalidInputError."""
    return {name: number(form[name], range(limit + 1)) for name, limit in most.items() if name in form}


def last_days(plan: Plan) -> list[tuple[int, date]]:
    """Return how many times it may happen, and the last day of so many."""
    if plan.day is None or not plan.weeks:
        return []
    days = [(times, plan.day + timedelta(weeks=plan.weeks * (times - 1))) for times in TIMES]
    return [(times, day) for times, day in days if day <= plan.day + FAR]


def moment(form: Mapping[str, str], starts: datetime, ends: datetime) -> tuple[datetime, int]:
    """Return the start and the minutes that were touched; what was not stays as it is. Raises InvalidInputError."""
    usual = (ends - starts) // timedelta(minutes=1)
    day = forms.day(form["day"]) if "day" in form else starts.date()
    hour = quarter(form["starts"]) if "starts" in form else starts.time()
    minutes = number(form["minutes"], (*LENGTHS, usual)) if "minutes" in form else usual
    return datetime.combine(day, hour), minutes
