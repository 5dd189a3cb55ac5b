"""History, holds, readings, epochs and horizons. This step has run: it is never changed again."""

import json
import time
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
    now = time.time_ns() // 1_000_000
    mark = "?" if isinstance(db, SqliteDatabase) else "%s"
    db.execute_sql("UPDATE record SET gone_at = CAST(? AS BIGINT) WHERE is_gone".replace("?", mark), (now,))
    tell_conflicts(lambda sql, values=(): db.execute_sql(sql.replace("?", mark), values))


def tell_conflicts(run: Any) -> None:
    """Let the kiosks of each centre read the conflicts found so far: each becomes a record of its own feed."""
    found = run(
        "SELECT feed, id, record, field, value, written_at, found_at FROM conflict ORDER BY found_at, id"
    )
    for feed, name, about, field, value, written_at, found_at in found.fetchall():
        known = run("SELECT kind, owner FROM record WHERE feed = ? AND id = ?", (feed, about)).fetchone()
        if known is None:
            continue
        kind, owner = known
        home = f"centre:{owner}"
        head = run("SELECT head FROM feed WHERE feed = ?", (home,)).fetchone()[0] + 1
        fields = json.dumps(
            {"about": about, "about_kind": kind, "field": field, "value": json.loads(value)}
            | {"written_at": written_at, "found_at": found_at, "settled_at": None},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        run(
            "INSERT INTO record (feed, id, kind, version, fields, stamps, owner, feeds, writer, size, is_gone, "
            "is_erased, gone_at) VALUES (?, ?, 'conflict', ?, ?, ?, ?, ?, '', ?, ?, ?, 0)",
            (home, name, head, fields, f'{{"":[{head},0,""]}}', owner, home, len(fields), False, False),
        )
        run("UPDATE conflict SET feed = ? WHERE feed = ? AND id = ?", (home, feed, name))
        run("UPDATE feed SET head = ? WHERE feed = ?", (head, home))
