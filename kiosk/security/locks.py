"""Five misses close a door for a minute, then for twice as long each time, also over a restart (SCREENS P13)."""

from peewee import BigIntegerField, IntegerField, TextField

from kiosk.core.local import LocalModel


class Lock(LocalModel):
    """One door: a person, a machine, the cards. `lasts_seconds` is how long it closes next; nothing of it travels."""

    name = TextField(primary_key=True)
    misses = IntegerField(default=0)
    lasts_seconds = IntegerField(default=60)
    closed_until = BigIntegerField(default=0)
