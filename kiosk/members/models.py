"""Two records of one family become one, and can be told apart again."""

from peewee import BigIntegerField, UUIDField

from kiosk.core.fields import JsonField
from kiosk.core.record import Record


class Merge(Record):
    """The family `absorbed` is the same as `household`; `moved` are its records by kind, given to that one."""

    household = UUIDField(index=True)
    absorbed = UUIDField(index=True)
    moved = JsonField(shape=dict[str, list[str]], default=dict)
    merged_at = BigIntegerField()
    undone_at = BigIntegerField(null=True)
