"""A card is a parent's own for good: three pictures and a number, and no name on it."""

from peewee import BigIntegerField, TextField, UUIDField

from kiosk.core.record import Record


class Card(Record):
    """What a kiosk needs to know a card again. `handle` and the key that wraps `key_wrapped` come from its secret.

    `public_key` (X25519, base64url) is what the household's envelopes are sealed to besides the centre's.
    A card that is re-issued or lost is deleted: its tombstone makes it dead everywhere.
    """

    household = UUIDField(index=True)
    handle = TextField(index=True)
    public_key = TextField()
    key_wrapped = TextField()
    issued_at = BigIntegerField()
