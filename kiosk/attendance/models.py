"""Who came to a date, a mark each; and the people who may take a child home."""

from enum import StrEnum

from peewee import BigIntegerField, BooleanField, IntegerField, TextField, UUIDField

from kiosk.core.record import Record


class Mode(StrEnum):
    """How somebody took part (SPEC B12)."""

    HERE = "here"
    ONLINE = "online"


class Attendance(Record):
    """A mark on the list of a date: `people` of a registration came. A guest without one has no `registration`.

    Two kiosks may mark the same registration: the last mark counts (`marked_at`), and undoing unmarks all of them.
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


class PickUp(Record):
    """Somebody whom a parent named: may take her children home, and shows a picture and a number for it."""

    household = UUIDField(index=True)
    name_sealed = TextField(null=True)
    dye = TextField()
    animal = TextField()
    number = IntegerField()
    named_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
