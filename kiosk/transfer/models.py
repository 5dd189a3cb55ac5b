"""An activity as another program tells it: its words, its plan, and what cannot be understood of it."""

from enum import StrEnum
from uuid import UUID

import msgspec

from kiosk.planning.models import Plan


class Fault(StrEnum):
    """Why a line is left out; each has its sentence in `transfer/desk/preview.html`."""

    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    NO_DAY = "no_day"
    NO_HOUR = "no_hour"
    ENDS_BEFORE = "ends_before"
    PAST = "past"
    RULE = "rule"
    PLACES = "places"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a file. `key` tells the same line again when the file is read a second time."""

    line: int
    key: str = ""
    title: str = ""
    about: str = ""
    room: str = ""
    plan: Plan = msgspec.field(default_factory=Plan)
    places: int | None = None
    languages: tuple[str, ...] = ()
    fault: Fault | None = None


class Compared(msgspec.Struct, frozen=True):
    """What the kiosk knows of the lines of a file: the id of each draft, which are here, which were thrown away."""

    ids: dict[int, UUID]
    here: set[int]
    discarded: set[int]

    @property
    def fresh(self) -> set[int]:
        return self.ids.keys() - self.here - self.discarded


class NotUnderstoodError(ValueError):
    """A line says something that nobody can plan with."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class UnreadableError(ValueError):
    """The file is no calendar and no table."""


class TooLargeError(UnreadableError):
    """The file, or the number of its lines, is more than anybody plans."""
