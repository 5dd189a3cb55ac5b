"""A training is a row of modules, each with what one can do afterwards."""

from enum import StrEnum
from typing import Any

from peewee import BooleanField, IntegerField, TextField

from kiosk.core.fields import JsonField
from kiosk.core.record import SharedRecord
from kiosk.core.text import TextColumn


class Motive(StrEnum):
    """Why somebody comes to a training, as drawn on its page (SPEC C1, B10); UNTOLD is an answer too."""

    CHILDREN = "children"
    WORK = "work"
    OTHERS = "others"
    HELPING = "helping"
    UNTOLD = "untold"


class Training(SharedRecord):
    """A training (SPEC B7, B8). `fee_cents` is paid; `reward_cents` comes back when every occasion was attended."""

    key = TextField(index=True)
    title = TextColumn()
    about = TextColumn()
    for_whom = TextColumn()
    is_sponsored = BooleanField(default=False)
    fee_cents = IntegerField(default=0)
    reward_cents = IntegerField(default=0)


class Module(SharedRecord):
    """One module of trainings (SPEC B9); `trainings` holds the ids of those it belongs to."""

    position = IntegerField()
    title = TextColumn()
    competences = JsonField(shape=list[Any], default=list)
    trainings = JsonField(shape=list[str], default=list)
