"""Central keeps records without knowing what they mean; keys start with the feed, so feeds can be spread."""

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    IntegerField,
    Model,
    TextField,
)

from sync.central.database import database


class Table(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Feed(Table):
    """One stream of records; `head` is the last number given in it, and its row is the lock of the feed."""

    feed = TextField(primary_key=True)
    head = BigIntegerField(default=0)


class Record(Table):
    """A record in one feed. `feeds`: all feeds it stands in now, by spaces, its home first.

    A row that `is_gone` has left this feed or was erased; `is_erased` absorbs every later change. `size` is
    the length of `fields` (JSON) in characters, `stamps` is JSON of sync.merge.Stamp by field.
    """

    feed = TextField()
    id = TextField()
    kind = TextField()
    version = BigIntegerField()
    fields = TextField()
    stamps = TextField()
    owner = TextField()
    feeds = TextField()
    writer = TextField()
    size = IntegerField()
    is_gone = BooleanField(default=False)
    is_erased = BooleanField(default=False)

    class Meta:
        primary_key = CompositeKey("feed", "id")
        indexes = ((("feed", "version"), False),)


class Receipt(Table):
    """What was answered to the changes `n` to `last_n`: a row for a batch.

    `digests` holds 24 bytes for each, by which the same number with other content is found out: 16 of the content, 8
    of the record it was about. `judgements` is JSON of the answers.
    """

    feed = TextField()
    replica = TextField()
    epoch = TextField()
    n = BigIntegerField()
    last_n = BigIntegerField()
    digests = BlobField()
    judgements = TextField()

    class Meta:
        primary_key = CompositeKey("feed", "replica", "epoch", "n")


class Conflict(Table):
    """The value that did not stand, for a person to choose; it goes when the record is erased."""

    feed = TextField()
    id = TextField()
    record = TextField()
    field = TextField()
    value = TextField()
    version = BigIntegerField()
    writer = TextField()
    written_at = BigIntegerField()
    found_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("feed", "id")
        indexes = ((("feed", "record"), False),)


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
    """A kiosk that may exchange. `acknowledged` is the highest number held of `epoch`."""

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


class Operator(Table):
    """Somebody who runs central; `password` holds salt and hash."""

    name = TextField(primary_key=True)
    password = BlobField()


TABLES: tuple[type[Table], ...] = (Feed, Record, Receipt, Conflict, Centre, Code, Replica, Operator)
