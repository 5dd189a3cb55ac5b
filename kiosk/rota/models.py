"""The rota says who is here when, week after week."""

from peewee import IntegerField, TextField, UUIDField

from kiosk.core.record import Record


class Shift(Record):
    """Hours of one person on one weekday (0 is Monday), as the wall clock of the centre shows them: `HH:MM`."""

    staff = UUIDField(index=True)
    weekday = IntegerField()
    starts = TextField()
    ends = TextField()
