"""A centre is a place in a neighbourhood with a door, a kiosk and a key of its own."""

from typing import Any

from peewee import TextField

from kiosk.core.fields import JsonField
from kiosk.core.record import SharedRecord


class Centre(SharedRecord):
    """A centre. `public_key` (base64url, X25519) is what names are sealed to; `name` is a proper noun.

    `signing_key` (Ed25519) is the public half of what signs who works here. `keys` lists every pair there was, oldest
    first, each signed by the one before: `{"public": …, "signing": …, "proof": …}` (`kiosk.security.signatures`).
    """

    name = TextField()
    area = TextField()
    address = TextField(default="")
    zone = TextField(default="Europe/Amsterdam")
    public_key = TextField(default="")
    signing_key = TextField(default="")
    keys: Any = JsonField(shape=list[dict[str, str]], default=list)
