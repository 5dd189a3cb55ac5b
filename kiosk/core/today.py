"""No clock decides what is over: while it cannot be believed, the centre goes by the last moment that could (G9)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.core import clock, state

USUAL_ZONE = "Europe/Amsterdam"


def is_clock_unsure() -> bool:
    """Say whether the wall clock contradicts what was last seen, so that every page with a date warns (SCREENS 4.2)."""
    last_seen = state.get("last_seen", 0)
    return bool(last_seen) and not clock.is_plausible(clock.wall(), last_seen)


def now_here() -> datetime:
    """Return the moment to compare dates with, as the people of the centre read it, without zone."""
    zone = state.get("zone", USUAL_ZONE)
    if not is_clock_unsure():
        return clock.local(zone)
    seen = datetime.fromtimestamp(state.get("last_seen") / clock.MILLISECONDS, UTC)
    return seen.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
