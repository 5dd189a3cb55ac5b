"""History, holds, readings, epochs and horizons. This step has run: it is never changed again."""

from typing import Any

from peewee import (
    BigIntegerField,
    BlobField,
    CompositeKey,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)
from playhouse.migrate import PostgresqlMigrator, SqliteMigrator, migrate


def up(_migrator: Any, db: Any) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class History(Table):
        feed = TextField()
        id = TextField()
        record = TextField()
        field = TextField()
        value = TextField()
        version = BigIntegerField()
        writer = TextField()
        written_at = BigIntegerField()
        replaced_at = BigIntegerField()

        class Meta:
            primary_key = CompositeKey("feed", "id")
            indexes = ((("feed", "record"), False), (("feed", "replaced_at"), False))

    class Hold(Table):
        feed = TextField()
        record = TextField()
        recipient = TextField()
        reason = TextField()
        held_at = BigIntegerField()

        class Meta:
            primary_key = CompositeKey("feed", "record")

    class Reading(Table):
        feed = TextField()
        replica = TextField()
        cursor = BigIntegerField()
        read_at = BigIntegerField()

        class Meta:
            primary_key = CompositeKey("feed", "replica")

    class Epoch(Table):
        replica = TextField()
        epoch = TextField()
        former = TextField(default="")
        reason = TextField(default="")
        begun_at = BigIntegerField()

        class Meta:
            primary_key = CompositeKey("replica", "epoch")

    class Life(Table):
        name = TextField(primary_key=True)
        value = TextField()

    db.create_tables([History, Hold, Reading, Epoch, Life])
    migrator = SqliteMigrator(db) if isinstance(db, SqliteDatabase) else PostgresqlMigrator(db)
    added = (
        ("feed", "horizon", BigIntegerField(default=0)),
        ("record", "gone_at", BigIntegerField(default=0)),
        ("replica", "former_token_hash", BlobField(null=True, index=True)),
        ("replica", "rotated_at", BigIntegerField(default=0)),
        ("replica", "acknowledged_at", BigIntegerField(default=0)),
        ("replica", "program", TextField(default="")),
        ("operator", "sessions", IntegerField(default=0)),
    )
    migrate(*(migrator.add_column(*column) for column in added))
    migrate(migrator.add_index("record", ("feed", "gone_at"), unique=False))
