"""A need is what a mother brings; asked without a name it leads back to nobody."""

from enum import StrEnum
from uuid import uuid4

from peewee import TextField, UUIDField

from kiosk.core.local import LocalModel
from kiosk.core.record import Record


class NeedTopic(StrEnum):
    """What a question is about, as drawn on the ask page (SCREENS W1b)."""

    SCHOOL = "school"
    DUTCH = "dutch"
    GROWTH = "growth"
    HEALTH = "health"
    MONEY = "money"
    HOUSING = "housing"
    WORK = "work"
    OTHER = "other"


class Need(Record):
    """An anonymous question: topic, language and day, nothing else (SPEC A11)."""

    is_day_precise = True

    topic = TextField()
    language = TextField()
    asked_on = TextField()
    status = TextField(default="open")


class AskedNeed(LocalModel):
    """A question that waits here until others wait with it: its name is chance, and the table lies in order of names.

    A `Need` gets a number of the outbox, and what is written just before or after has one too (SPEC A11).
    """

    id = UUIDField(primary_key=True, default=uuid4)
    topic = TextField()
    language = TextField()
    asked_on = TextField()

    class Meta:
        # No row has a number of its own, which would tell who came first.
        without_rowid = True
