"""Each thing that tells who somebody is has a life in weeks, and only so many fields of hers have one of their own."""

from typing import Self

import msgspec

from kiosk.core import clock
from kiosk.core.settings import Settings

DAY = 86_400 * clock.MILLISECONDS
WEEK = 7 * DAY


class Lives(msgspec.Struct, frozen=True):
    """How long things are kept after the last activity, in milliseconds; `fields` fade before the household does."""

    household: int
    unconfirmed: int
    need: int
    fields: dict[str, int]

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            household=settings.weeks_household * WEEK,
            unconfirmed=settings.unconfirmed_days * DAY,
            need=settings.weeks_need * WEEK,
            fields={
                "name_sealed": settings.weeks_name * WEEK,
                "phone_sealed": settings.weeks_phone * WEEK,
                "note_sealed": settings.weeks_note * WEEK,
            },
        )

    def of_field(self, field: str) -> int:
        """Return the life of one field of a household; what has none of its own goes with the household."""
        return min(self.fields.get(field, self.household), self.household)
