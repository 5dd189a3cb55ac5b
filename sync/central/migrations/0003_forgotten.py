"""A mark of each record that was forgotten. This step has run: it is never changed again."""

from typing import Any

from peewee import BigIntegerField, CompositeKey, Model, SqliteDatabase, TextField
from playhouse.migrate import PostgresqlMigrator, SqliteMigrator, migrate


def up(_migrator: Any, db: Any) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Forgotten(Table):
        feed = TextField()
        mark = BigIntegerField()

        class Meta:
            primary_key = CompositeKey("feed", "mark")
            # A row is its key and nothing else; only SQLite keeps a key twice.
            without_rowid = isinstance(db, SqliteDatabase)

    db.create_tables([Forgotten])
    migrator = SqliteMigrator(db) if isinstance(db, SqliteDatabase) else PostgresqlMigrator(db)
    migrate(migrator.add_column("feed", "unmarked", BigIntegerField(default=0)))
    # What was forgotten until now left no mark.
    db.execute_sql("UPDATE feed SET unmarked = horizon")
