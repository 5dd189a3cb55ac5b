"""A household comes together or waits together; its name lies in an envelope that only its centre can open."""

from enum import StrEnum

from peewee import BigIntegerField, BooleanField, IntegerField, TextField, UUIDField

from kiosk.core.fields import JsonField
from kiosk.core.record import Record


class Household(Record):
    """Who comes together. Sealed fields hold envelopes (DESIGN 5), `bands` the children of each age.

    `vouched_by` is the key mother who registered her (null: she came herself); until `confirmed_at` she has not said
    yes herself. `is_open_to_voucher`: afterwards the key mother sees details only where she was invited (SPEC C5).
    `kept_by` is the key mother she was handed over to, or whom she chose (null: who vouched for her). `merged_into` is
    the household that turned out to be the same; this one is then shown nowhere, and can be told apart again.
    """

    language = TextField()
    adults = IntegerField(default=1)
    bands = JsonField(shape=dict[str, int], default=dict)
    name_sealed = TextField(null=True)
    phone_sealed = TextField(null=True)
    note_sealed = TextField(null=True)
    vouched_by = UUIDField(null=True, index=True)
    vouched_at = BigIntegerField(null=True)
    confirmed_at = BigIntegerField(null=True)
    is_open_to_voucher = BooleanField(default=False)
    kept_by = UUIDField(null=True, index=True)
    merged_into = UUIDField(null=True, index=True)

    @property
    def is_unconfirmed(self) -> bool:
        """Say whether a key mother registered her and she has not said yes herself yet (SPEC C5)."""
        return self.vouched_by is not None and self.confirmed_at is None


class RegistrationStatus(StrEnum):
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Registration(Record):
    """Places for a household in one occurrence, or in a whole series (`occurrence` is then null).

    `people` counts all places, taken together or not at all. `dye`, `animal` and `number` are the ticket.
    `recipient` is the centre whose activity it is, when that is another one; `centre` is then where she registered and
    is told. `place_key` is the one-time key of the page it came from: the same page sent twice is one registration.
    """

    household = UUIDField(index=True)
    activity = UUIDField(index=True)
    series = UUIDField(index=True)
    occurrence = UUIDField(null=True, index=True)
    status = TextField()
    people = IntegerField()
    adults = IntegerField()
    bands = JsonField(shape=dict[str, int], default=dict)
    dye = TextField()
    animal = TextField()
    number = IntegerField()
    registered_at = BigIntegerField()
    recipient = TextField(null=True)
    place_key = TextField(unique=True)
    centre = TextField(null=True)

    class Meta:
        indexes = ((("dye", "animal", "number"), False),)

    @property
    def is_confirmed(self) -> bool:
        return bool(self.status == RegistrationStatus.CONFIRMED)

    @property
    def is_waiting(self) -> bool:
        return bool(self.status == RegistrationStatus.WAITING)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.status == RegistrationStatus.CANCELLED)


class Consent(Record):
    """A yes, in the language it was read in, to the words of one version (SPEC, "Consent per purpose")."""

    household = UUIDField(index=True)
    purpose = TextField()
    language = TextField()
    wording = TextField()
    given_at = BigIntegerField()
    withdrawn_at = BigIntegerField(null=True)


class NoticeReason(StrEnum):
    DATE_CANCELLED = "date_cancelled"
    DATE_MOVED = "date_moved"
    PLACE_GIVEN = "place_given"


class Notice(Record):
    """Something a person must still be told; her waiting clock starts when she was told, not before (SPEC idea 5).

    `recipient` is the centre that tells her, when she registered at another one than the activity's. `tried_at` is when
    nobody answered last; until the day of `again_on` (YYYY-MM-DD) she is on nobody's list.
    """

    registration = UUIDField(index=True)
    occurrence = UUIDField(null=True)
    reason = TextField()
    arose_at = BigIntegerField()
    told_at = BigIntegerField(null=True)
    recipient = TextField(null=True)
    tried_at = BigIntegerField(null=True)
    again_on = TextField(null=True)
