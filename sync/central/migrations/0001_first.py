"""The tables that central began with. This step has run: it is never changed again."""

from typing import Any

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)


def up(_migrator: Any, db: Any) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Feed(Table):
        feed = TextField(primary_key=True)
        head = BigIntegerField(default=0)

    class Record(Table):
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
            # The ids sort by birth, so rows are added at the end of their feed, once; only SQLite keeps a key twice.
            without_rowid = isinstance(db, SqliteDatabase)

    class Receipt(Table):
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
        hash = BlobField(primary_key=True)
        centre = TextField(index=True)
        expires_at = BigIntegerField()
        used_at = BigIntegerField(null=True)

    class Replica(Table):
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
        name = TextField(primary_key=True)
        password = BlobField()

    db.create_tables([Feed, Record, Receipt, Conflict, Centre, Code, Replica, Operator])
