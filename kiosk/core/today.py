"""No clock decides what is over: while the wall's cannot be believed, the centre counts on from a moment that could."""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from kiosk.core import clock, state
from kiosk.core.clock import Reading

USUAL_ZONE = "Europe/Amsterdam"
# How far the wall clock may be from what central told before somebody should set it; within the first, nobody cares.
NEAR, TOLERATED = 60 * clock.MILLISECONDS, 60 * 60 * clock.MILLISECONDS
# How often the passing time is written down.
NOTED = 600 * clock.MILLISECONDS
# The word of an exchange that failed as central's certificate is not of this time (sync/agent/errors.py).
CLOCK_PROBLEM = "clock"


class Anchor(NamedTuple):
    """A moment that is known (milliseconds since 1970), and what the steady clock of that boot read then.

    `is_told`: central said it. Otherwise it is the wall's, while that could be believed, or the last that could be:
    then it is later by now, never earlier.
    """

    boot: str
    ticks: int
    at: int
    is_told: bool

    def count_on(self, reading: Reading) -> int | None:
        """Return the moment of a reading of the same boot, None for another's."""
        return self.at + reading.ticks - self.ticks if self.boot == reading.boot else None


class Moment(NamedTuple):
    """The present (milliseconds since 1970), as well as it is known here.

    `is_sure`: it can be gone by. `is_right`: the wall clock says so too, or nothing speaks against it. `is_told`:
    central said it, since this machine was switched on.
    """

    at: int
    is_sure: bool
    is_right: bool
    is_told: bool = False


def judge(reading: Reading, last_seen: int, anchor: Anchor | None) -> Moment:
    """Say which moment it is: as central told, counted on; else the wall's, if it may follow the last one seen.

    With neither, the last one seen, and whatever the steady clock counted since this boot began to wonder.
    """
    counted = anchor.count_on(reading) if anchor else None
    if anchor and counted is not None and anchor.is_told:
        distance = abs(reading.wall - counted)
        at = reading.wall if distance <= NEAR else counted
        return Moment(at, is_sure=True, is_right=distance <= TOLERATED, is_told=True)
    is_right = clock.is_plausible(reading.wall, last_seen) if last_seen else clock.can_be_first(reading.wall)
    at = reading.wall if is_right or not last_seen else max(last_seen, counted or 0)
    return Moment(at, is_sure=is_right, is_right=is_right)


def moment(reading: Reading | None = None) -> Moment:
    """Return the present moment, or that of a reading taken just now."""
    return judge(reading or clock.read(), *remembered())


def present() -> int:
    """Return the moment to write down, in milliseconds since 1970: as well as it is known, whatever the wall says."""
    return moment().at


def remembered() -> tuple[int, Anchor | None]:
    """Return the last moment that was believed, 0 for none, and what this machine counts on from."""
    anchor = state.get("anchor")
    return state.get("last_seen") or 0, Anchor(*anchor) if anchor else None


def told(at: int) -> dict[str, Any]:
    """Return what to remember in `state` when central has just said which moment it is.

    A central that was never set says nothing.
    """
    if at < clock.EARLIEST:
        return {}
    reading = clock.read()
    return {"anchor": Anchor(reading.boot, reading.ticks, at, is_told=True)}


def note(at_least: int = NOTED) -> None:
    """Remember how late it is, if that is known and `at_least` so many milliseconds have passed.

    While it is not known, the time that this machine runs is added up, and is less than what has really passed. A
    clock behind by less than an hour is waited for, as it will be right again by itself.
    """
    reading = clock.read()
    last_seen, anchor = remembered()
    found = judge(reading, last_seen, anchor)
    is_here = anchor is not None and anchor.boot == reading.boot
    if found.is_sure:
        if not is_here or abs(found.at - last_seen) >= at_least:
            keeps = {} if anchor and is_here and anchor.is_told else anchored(reading, found.at)
            state.put(last_seen=found.at, **keeps)
    elif last_seen and not is_here:
        state.put(**anchored(reading, last_seen))
    elif abs(reading.wall - found.at) > TOLERATED and found.at - last_seen >= max(at_least, NEAR):
        state.put(last_seen=found.at)


def believe(wall: int) -> bool:
    """Go by the wall clock from now on, as somebody here has looked at it and said that it is right (SCREENS 4.2).

    `wall` is what she saw; where the clock shows another moment by now nothing is done. Returns whether it was.
    """
    reading = clock.read()
    if abs(reading.wall - wall) > NOTED or not clock.can_be_first(reading.wall) or moment(reading).is_told:
        return False
    state.put(last_seen=reading.wall, **anchored(reading, reading.wall))
    return True


def anchored(reading: Reading, at: int) -> dict[str, Any]:
    return {"anchor": Anchor(reading.boot, reading.ticks, at, is_told=False)}


def is_clock_unsure() -> bool:
    """Say whether the wall clock contradicts what is known, so that every page with a date warns (SCREENS 4.2).

    Central's certificate counts for that too where it is too young or too old by this clock.
    """
    found = moment()
    return not found.is_right or (not found.is_told and state.get("last_error") == CLOCK_PROBLEM)


def is_day_known() -> bool:
    """Say whether dates can be gone by, although the wall clock may be wrong."""
    return moment().is_sure


def now_here() -> datetime:
    """Return the moment to compare dates with, as the people of the centre read it, without zone."""
    return here(moment().at, state.get("zone", USUAL_ZONE))


def here(at: int, zone: str) -> datetime:
    """Return a moment in milliseconds as people of a zone read it, without zone."""
    return (
        datetime.fromtimestamp(at / clock.MILLISECONDS, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    )
