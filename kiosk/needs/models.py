"""A need is what a mother brings; asked without a name it leads back to nobody."""

from enum import StrEnum

from peewee import TextField

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
