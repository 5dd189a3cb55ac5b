"""A centre is a place in a neighbourhood with a door, a kiosk and a key of its own."""

from peewee import TextField

from kiosk.core.record import SharedRecord


class Centre(SharedRecord):
    """A centre. `public_key` (base64url, X25519) is what names are sealed to; `name` is a proper noun."""

    name = TextField()
    area = TextField()
    address = TextField(default="")
    zone = TextField(default="Europe/Amsterdam")
    public_key = TextField(default="")
