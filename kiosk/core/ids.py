"""A record is named at the first touch: UUIDv7, so that names sort by birth and two kiosks never meet on one."""

import secrets
from datetime import datetime
from uuid import UUID

from kiosk.core import clock


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562 5.7): 48 bits of milliseconds, 74 bits of chance."""
    return build(clock.wall())


def day_id(day: datetime) -> UUID:
    """Make a UUIDv7 that tells the day and nothing finer, for what nobody may trace to a minute (SPEC A11)."""
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return build(int(midnight.timestamp()) * clock.MILLISECONDS)


def build(milliseconds: int) -> UUID:
    chance = secrets.randbits(74)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | (chance >> 62) << 64
    value |= 0b10 << 62 | chance & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=value)
