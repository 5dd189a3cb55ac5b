"""Who came to a date, a mark each; and the people who may take a child home."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec
from peewee import BigIntegerField, BooleanField, IntegerField, TextField, UUIDField

from kiosk.core.record import Record
from kiosk.registration.models import Registration


class Mode(StrEnum):
    """How somebody took part (SPEC B12)."""

    HERE = "here"
    ONLINE = "online"


class Attendance(Record):
    """A mark on the list of a date: `people` of a registration came. A guest without one has no `registration`.

    Two kiosks may mark the same registration: the last mark counts (`marked_at`), and undoing unmarks all of them.
    `adults` are those among the people who came, where only a part of a household did (null: all who have a place).
    `collected_at` and `collected_by` tell that the children went home, and with whom (null: with their parent).
    """

    household = UUIDField(null=True, index=True)
    registration = UUIDField(null=True, index=True)
    occurrence = UUIDField(index=True)
    people = IntegerField(default=1)
    mode = TextField(default=Mode.HERE)
    is_present = BooleanField(default=True)
    marked_at = BigIntegerField()
    collected_at = BigIntegerField(null=True)
    collected_by = UUIDField(null=True)
    adults = IntegerField(null=True)


class PickUp(Record):
    """Somebody whom a parent named: may take her children home, and shows a picture and a number for it."""

    household = UUIDField(index=True)
    name_sealed = TextField(null=True)
    dye = TextField()
    animal = TextField()
    number = IntegerField()
    named_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)


def ruling(marks: Iterable[Attendance]) -> Attendance | None:
    """Return the mark that counts among those of one household at one date: the last one."""
    return max(marks, key=lambda mark: (mark.marked_at, mark.id), default=None)


class Line(msgspec.Struct, frozen=True):
    """A household on the list: her name for whom may see it, "" for all others, and what the last mark says."""

    registration: Registration
    name: str
    marks: list[Attendance] = []

    @property
    def mark(self) -> Attendance | None:
        return ruling(self.marks)

    @property
    def is_present(self) -> bool:
        return self.mark is not None and self.mark.is_present

    @property
    def is_online(self) -> bool:
        return self.mark is not None and self.mark.is_present and self.mark.mode == Mode.ONLINE

    @property
    def part(self) -> tuple[int, int] | None:
        """How many people came and how many adults among them, where only some of a household did."""
        mark = self.mark
        if mark is None or not mark.is_present or mark.adults is None:
            return None
        return mark.people, mark.adults

    @property
    def is_besides(self) -> bool:
        """Say whether she waits for a place, or gave hers up and came all the same."""
        return self.registration.is_waiting or (self.registration.is_cancelled and self.is_present)

    @property
    def people(self) -> int:
        """How many came where that was counted, else how many have places."""
        return self.part[0] if self.part else int(self.registration.people)

    @property
    def adults(self) -> int:
        return self.part[1] if self.part else int(self.registration.adults)

    @property
    def children(self) -> int:
        return self.people - self.adults

    @property
    def collected(self) -> Attendance | None:
        """The mark that tells that her children went home, None while they are here."""
        return next((mark for mark in self.marks if mark.collected_at is not None), None)
