"""A card is a parent's own for good: three pictures and a number, and no name on it."""

from enum import StrEnum

from peewee import BigIntegerField, TextField, UUIDField

from kiosk.core.record import Record
from kiosk.registration.queries import CALL as CONSENT_CALL
from kiosk.registration.services import CONSENT_PURPOSE, CONSENT_WORDING


class Purpose(StrEnum):
    """What a parent says yes to, each by itself and each to be taken back (SPEC, "Consent per purpose")."""

    PLACE = CONSENT_PURPOSE  # keep what her places need
    REMEMBER = "remember"  # keep her name for next time
    CALL = CONSENT_CALL  # a key mother may call her
    VOUCHER = "voucher"  # the key mother who registered her may go on seeing this


# Which words the switches show; a new wording gets a new name, the old one stays in docs/CONSENT.md.
WORDING = CONSENT_WORDING


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
