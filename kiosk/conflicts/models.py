"""The value that did not stand: central writes it down, and it comes to every kiosk of the centre whose it is."""

from typing import Any

import msgspec
from peewee import BigIntegerField, TextField, UUIDField

from kiosk.activities.models import Activity, Occurrence
from kiosk.conflicts import forms
from kiosk.core.fields import JsonField
from kiosk.core.record import Record
from kiosk.registration.models import Registration


class Conflict(Record):
    """One value of one field, kept until somebody chooses.

    `about` and `about_kind` name the record; `value` is as it would stand there (an envelope stays one). `written_at`
    is when it was written (trusted milliseconds, 0: nobody knows). `settled_at` is set by the choice, whichever it was.
    """

    about = UUIDField(index=True)
    about_kind = TextField()
    field = TextField()
    value = JsonField(null=True)
    written_at = BigIntegerField()
    found_at = BigIntegerField()
    settled_at = BigIntegerField(null=True)


class Subject(msgspec.Struct, frozen=True):
    """What something is about: its kind in words, and what tells it apart, where the reader may see that."""

    kind: forms.Kind
    name: str = ""
    place: Registration | None = None
    activity: Activity | None = None
    date: Occurrence | None = None


class Answer(msgspec.Struct, frozen=True):
    """One of two values, as it is shown. `is_closed`: an envelope that this reader cannot open."""

    value: Any
    is_closed: bool = False


class Question(msgspec.Struct, frozen=True):
    """Something with two answers. Without `field` there is nothing that a person could choose, only to put it aside.

    `is_private`: it is for others to see, and this reader learns no more than that it is there.
    """

    conflict: Conflict
    row: Record | None
    subject: Subject
    field: forms.Field | None = None
    standing: Answer = Answer(None)
    other: Answer = Answer(None)
    is_private: bool = False

    @property
    def can_be_chosen(self) -> bool:
        is_open = not (self.standing.is_closed or self.other.is_closed)
        return self.field is not None and is_open and not self.is_private
