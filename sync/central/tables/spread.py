"""Central keeps records without knowing what they mean; keys start with the feed, so feeds can be spread."""

from peewee import BigIntegerField, BlobField, BooleanField, CompositeKey, IntegerField, TextField

from sync.central.tables.base import Table


class Feed(Table):
    """One stream of records; `head` is the last number given in it, and its row is the lock of the feed.

    What was gone at number `horizon` or before may be forgotten: who has read less gets the feed as a snapshot. Below
    `unmarked` it was forgotten by a central that left no mark of it.
    """

    feed = TextField(primary_key=True)
    head = BigIntegerField(default=0)
    horizon = BigIntegerField(default=0)
    unmarked = BigIntegerField(default=0)


class Record(Table):
    """A record in one feed. `feeds`: all feeds it stands in now, by spaces, its home first.

    A row that `is_gone` has left this feed or was erased, at `gone_at` (milliseconds, 0: never); `is_erased` absorbs
    every later change. `size` is that of `fields` (JSON) in characters, `stamps` is JSON of sync.merge.Stamp by field.
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
    gone_at = BigIntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("feed", "id")
        indexes = ((("feed", "version"), False),)


Record.add_index(
    Record.index(Record.feed, Record.gone_at, where=Record.gone_at > 0, name="record_feed_gone_at")
)


class Forgotten(Table):
    """A record that was gone from the feed for so long that its row was deleted: 8 bytes of its id, as a number."""

    feed = TextField()
    mark = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("feed", "mark")


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


class Value(Table):
    """A value of one field of a record that does not stand, with its stamp."""

    feed = TextField()
    id = TextField()
    record = TextField()
    field = TextField()
    value = TextField()
    version = BigIntegerField()
    writer = TextField()
    written_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("feed", "id")
        indexes = ((("feed", "record"), False),)


class Conflict(Value):
    """The value that did not stand, for a person to choose; it goes when the record is erased.

    It travels to the centre as a record of kind `conflict` with the same `id`, in the centre's own feed.
    """

    found_at = BigIntegerField()


class History(Value):
    """A value that stood and was followed by another one, until it is past its time or the record is erased."""

    replaced_at = BigIntegerField()

    class Meta:
        indexes = ((("feed", "record"), False), (("feed", "replaced_at"), False))


class Hold(Table):
    """A record that stands at its home and waits to be handed to the centre it is for (`recipient`)."""

    feed = TextField()
    record = TextField()
    recipient = TextField()
    reason = TextField()
    held_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("feed", "record")


class Reading(Table):
    """How far a replica said it has read a feed."""

    feed = TextField()
    replica = TextField()
    cursor = BigIntegerField()
    read_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("feed", "replica")
