"""A feed that begins anew is gathered here until it is whole; only then does it take the place of what stands."""

from peewee import CompositeKey, IntegerField, TextField

from kiosk.core.local import LocalModel


class Incoming(LocalModel):
    """One record of a snapshot that is under way, as central sent it."""

    feed = TextField()
    record = TextField()
    kind = TextField()
    version = IntegerField()
    fields = TextField()

    class Meta:
        primary_key = CompositeKey("feed", "record")
