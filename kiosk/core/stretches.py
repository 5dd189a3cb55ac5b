"""A stretch is a time in which wall clock and monotonic clock ran together: one boot, while nobody set the clock."""

from peewee import BigIntegerField, BooleanField, TextField

from kiosk.core.local import LocalModel


class Stretch(LocalModel):
    """A stretch by its name, which its changes carry as `boot`, and one reading of both clocks in it (milliseconds).

    The monotonic reading of a change is its wall reading, less `wall`, plus `monotonic`.
    """

    name = TextField(primary_key=True)
    boot = TextField()
    wall = BigIntegerField()
    monotonic = BigIntegerField()
    is_trusted = BooleanField()
