"""Time comes from here: readings that say how far they can be trusted, because a kiosk may wake up in 1970."""

import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

MILLISECONDS = 1000
FORGOTTEN_DAYS = 30
# A clock before 2026 was never set, and one after 2050 is not to be believed by itself: neither is remembered.
EARLIEST, LATEST = 1_767_225_600_000, 2_556_144_000_000
# It counts on while the machine sleeps; where a system has no such clock, the one that stands still then.
STEADY_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Reading(NamedTuple):
    """Both clocks of this machine at one moment, in milliseconds: the wall's, and the steady one of this boot."""

    wall: int
    ticks: int
    boot: str


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def wall() -> int:
    """Return the wall reading in milliseconds since 1970, as it travels with every change."""
    return time.time_ns() // 1_000_000


def ticks() -> int:
    """Return the milliseconds of a clock that runs from boot to boot, and that no hand and no server sets."""
    return time.clock_gettime_ns(STEADY_CLOCK) // 1_000_000


def read() -> Reading:
    """Read both clocks at once."""
    return Reading(wall(), ticks(), boot_id())


def local(zone: str) -> datetime:
    """Return the present moment as the people of the centre read it, without zone, as activities are kept."""
    return now().astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def boot_id() -> str:
    """Name this boot of the machine, so that readings of one boot can be corrected together (DESIGN 4)."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip().replace("-", "")
    except OSError:
        return uuid4().hex


def can_be_first(reading: int) -> bool:
    """Say whether a wall reading may be believed by a machine that has seen no moment yet."""
    return EARLIEST <= reading < LATEST


def is_plausible(reading: int, last_seen: int) -> bool:
    """Say whether a wall reading may follow the last one seen: not earlier, not over 30 days later (SCREENS 4.2)."""
    return last_seen <= reading <= last_seen + FORGOTTEN_DAYS * 86_400 * MILLISECONDS
