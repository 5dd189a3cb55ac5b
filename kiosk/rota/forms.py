"""An hour of the week as it is touched and as it is named."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import get_day_names

from kiosk.core.errors import InvalidInputError
from kiosk.core.i18n import page_language
from kiosk.rota.queries import DAYS, HOURS, Slot


def slot(form: Mapping[str, str]) -> Slot:
    """Return the touched hour, sent as `weekday-hour`. Raises InvalidInputError for one that is not on the page."""
    shown = {f"{weekday}-{hour}": (weekday, hour) for weekday in DAYS for hour in HOURS}
    touched = form.get("hour", "")
    if touched not in shown:
        raise InvalidInputError
    return shown[touched]


def day_name(weekday: int) -> str:
    """Return the name of a weekday in the language of the page; 0 is Monday."""
    return str(get_day_names("wide", context="stand-alone", locale=page_language().locale)[weekday])


def days(now: datetime) -> list[tuple[int, str, bool]]:
    """Return weekday, its name and whether it is today, for each row of a grid."""
    today = now.weekday()
    return [(weekday, day_name(weekday), weekday == today) for weekday in DAYS]
