"""A printed sheet is remembered line by line, so that it can be typed back in."""

from enum import StrEnum

from peewee import BigIntegerField, IntegerField, TextField, UUIDField

from kiosk.core.fields import JsonField
from kiosk.core.record import Record


class Form(StrEnum):
    WEEK = "week"
    ROSTER = "roster"
    NEEDS = "needs"


class Sheet(Record):
    """One sheet, with its `number` on it; `lines` are registrations or dates in order, "" for a blank line."""

    form = TextField()
    number = IntegerField(index=True)
    occurrence = UUIDField(null=True)
    lines = JsonField(shape=list[str], default=list)
    printed_at = BigIntegerField()
    typed_at = BigIntegerField(null=True)
