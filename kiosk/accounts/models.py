"""Who works here, the ways in which she opens her own key, and the centre's key sealed to it."""

from enum import StrEnum
from typing import Any

from peewee import TextField, UUIDField

from kiosk.core.fields import JsonField
from kiosk.core.record import Record
from kiosk.security.permissions import Role


class StaffStatus(StrEnum):
    NOMINATED = "nominated"
    ACTIVE = "active"
    LEFT = "left"


class Way(StrEnum):
    """How her own private key is wrapped: under her six pictures, her badge, or the code of the recovery sheet."""

    PICTURES = "pictures"
    BADGE = "badge"
    SHEET = "sheet"


class Staff(Record):
    """Somebody who works here, or the recovery sheet (role `sheet`), which holds keys like a person.

    `tile` is the picture she touches to sign in, `shown_name` what the public screen may say (null: nothing),
    `public_key` her own (X25519, base64url). `proof` is the centre's signature over id, role, status and key
    (`kiosk.security.signatures`): a row without a valid one is nobody. `seen_on` is the last day she signed in.
    """

    name_sealed = TextField(null=True)
    shown_name = TextField(null=True)
    portrait = TextField(default="key-mother-1")
    tile = TextField(default="")
    role = TextField()
    status = TextField(default=StaffStatus.NOMINATED)
    language = TextField(default="nl")
    languages: Any = JsonField(shape=list[str], default=list)
    public_key = TextField(default="")
    proof = TextField(default="")
    seen_on = TextField(null=True)

    @property
    def is_active(self) -> bool:
        return bool(self.status == StaffStatus.ACTIVE)

    @property
    def is_person(self) -> bool:
        return bool(self.role != Role.SHEET)

    @property
    def has_key(self) -> bool:
        return bool(self.public_key)


class Wrap(Record):
    """Her private key under one of her secrets; one row a way. `sealed` changes as a whole, never in parts."""

    staff = UUIDField(index=True)
    way = TextField()
    sealed: Any = JsonField(shape=dict[str, Any])


class Grant(Record):
    """The centre's private key sealed to one person's own key; `key_id` tells which centre key it is."""

    staff = UUIDField(index=True)
    key_id = TextField()
    key_sealed = TextField()
