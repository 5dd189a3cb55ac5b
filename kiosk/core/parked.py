"""What a newer kiosk sent and this one does not know yet is kept word for word until it does."""

from peewee import CompositeKey, IntegerField, Model, TextField

from kiosk.core.database import database


class Parked(Model):
    """One record of an unknown kind, or the unknown fields of a known one, as central sent them."""

    record = TextField()
    kind = TextField()
    version = IntegerField()
    fields = TextField()

    class Meta:
        database = database
        legacy_table_names = False
        primary_key = CompositeKey("record", "kind")
