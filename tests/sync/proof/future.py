"""A kind of record that only some kiosks know: those whose program is newer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from peewee import IntegerField, Model, TextField

from kiosk.core.database import database
from kiosk.core.record import Record

KIND = "novelty"


class Unknown(Model):
    """What a kind is to a program that does not know it: no record."""

    class Meta:
        database = database
        legacy_table_names = False


class Novelty(Record):
    """Something that a program of tomorrow keeps."""

    colour = TextField()
    size = IntegerField(default=0)


Novelty.__bases__ = (Unknown,)


@contextmanager
def known(is_known: Any) -> Iterator[None]:
    """Let the program that runs now know the kind, or not."""
    before = Novelty.__bases__
    Novelty.__bases__ = (Record if is_known else Unknown,)
    try:
        yield
    finally:
        Novelty.__bases__ = before
