"""What a newer kiosk sent and this one does not know yet is kept word for word until it does."""

from peewee import CompositeKey, IntegerField, TextField

from kiosk.core.fields import JsonField
from kiosk.core.local import LocalModel


class Parked(LocalModel):
    """One record of an unknown kind, or the unknown fields of a known one, as central sent them."""

    record = TextField()
    kind = TextField()
    version = IntegerField()
    fields = TextField()

    class Meta:
        primary_key = CompositeKey("record", "kind")


class Absent(LocalModel):
    """Fields of a record that its writer did not know: here they have their default, at central they are not there."""

    record = TextField()
    kind = TextField()
    names = JsonField()

    class Meta:
        primary_key = CompositeKey("record", "kind")
