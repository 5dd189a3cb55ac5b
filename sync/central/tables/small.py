"""Who takes part, who runs central, and what its database knows of itself: a few rows, never spread."""

from peewee import BigIntegerField, BlobField, BooleanField, CompositeKey, IntegerField, TextField

from sync.central.tables.base import Table


class Centre(Table):
    id = TextField(primary_key=True)
    name = TextField()
    area = TextField()
    is_office = BooleanField(default=False)


class Code(Table):
    """A one-time code, by its hash only."""

    hash = BlobField(primary_key=True)
    centre = TextField(index=True)
    expires_at = BigIntegerField()
    used_at = BigIntegerField(null=True)


class Replica(Table):
    """A kiosk that may exchange. `acknowledged` is the highest number held of `epoch`.

    `former_token_hash` is good until the new token was used once. `acknowledged_at`: when something of it was last
    taken. `program`: protocol and schema it spoke with last.
    """

    id = TextField(primary_key=True)
    centre = TextField(index=True)
    name = TextField()
    token_hash = BlobField(unique=True)
    public_key = TextField()
    epoch = TextField(default="")
    acknowledged = BigIntegerField(default=0)
    refused = BigIntegerField(default=0)
    enrolled_at = BigIntegerField()
    last_contact_at = BigIntegerField(default=0)
    revoked_at = BigIntegerField(null=True)
    former_token_hash = BlobField(null=True, index=True)
    rotated_at = BigIntegerField(default=0)
    acknowledged_at = BigIntegerField(default=0)
    program = TextField(default="")


class Epoch(Table):
    """An epoch of a replica: a stretch in which its numbers count up. `reason` is why the one before it ended."""

    replica = TextField()
    epoch = TextField()
    former = TextField(default="")
    reason = TextField(default="")
    begun_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("replica", "epoch")


class Life(Table):
    """What this database knows of itself: `timeline`, another one after each start, the `former` ones, and so on."""

    name = TextField(primary_key=True)
    value = TextField()


class Operator(Table):
    """Somebody who runs central; `password` holds salt and hash, `sessions` counts up when one is ended."""

    name = TextField(primary_key=True)
    password = BlobField()
    sessions = IntegerField(default=0)
