"""A key mother is nominated by the coach and trusted by another mother, or she is not a key mother (SPEC A1, A2)."""

from peewee import BigIntegerField, TextField, UUIDField

from kiosk.core.record import Record


class Nomination(Record):
    """The coach's word for somebody: three private notes, sealed to coach and deputy alone, never a score."""

    staff = UUIDField(index=True)
    development_sealed = TextField(null=True)
    engagement_sealed = TextField(null=True)
    acceptance_sealed = TextField(null=True)
    approved_at = BigIntegerField(null=True)


class TrustLink(Record):
    """One mother trusts one key mother. Which mother lies in the envelope, for the two and the coach alone.

    `mother_sealed` holds the id of her household, and the name she is known by to the key mother.
    """

    staff = UUIDField(index=True)
    mother_sealed = TextField()
