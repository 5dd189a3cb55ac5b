"""A key that the centre used before opens what was sealed to it until all of it is sealed anew."""

from peewee import TextField

from kiosk.core.record import Record


class RetiredKey(Record):
    """An earlier private key of the centre, sealed to its present one."""

    key_id = TextField()
    key_sealed = TextField()
