"""The value that did not stand: central writes it down, and it comes to every kiosk of the centre whose it is."""

from peewee import BigIntegerField, TextField, UUIDField

from kiosk.core.fields import JsonField
from kiosk.core.record import Record


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
