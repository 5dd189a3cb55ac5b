"""Conflicts, clocks, snapshots, and epochs of what was refused. Frozen; never edit."""

STATEMENTS = [
    'ALTER TABLE "notice" ADD COLUMN "recipient" TEXT',
    'ALTER TABLE "registration" ADD COLUMN "centre" TEXT',
    'CREATE TABLE "asked_need" ("id" TEXT NOT NULL PRIMARY KEY, "topic" TEXT NOT NULL, "language" TEXT NOT NULL, "asked_on" TEXT NOT NULL) WITHOUT ROWID',
    'CREATE TABLE "absent" ("record" TEXT NOT NULL, "kind" TEXT NOT NULL, "names" TEXT NOT NULL, PRIMARY KEY ("record", "kind"))',
    'CREATE TABLE "conflict" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "about" TEXT NOT NULL, "about_kind" TEXT NOT NULL, "field" TEXT NOT NULL, "value" TEXT, "written_at" INTEGER NOT NULL, "found_at" INTEGER NOT NULL, "settled_at" INTEGER)',
    'CREATE INDEX "conflict_about" ON "conflict" ("about")',
    'CREATE TABLE "incoming" ("feed" TEXT NOT NULL, "record" TEXT NOT NULL, "kind" TEXT NOT NULL, "version" INTEGER NOT NULL, "fields" TEXT NOT NULL, PRIMARY KEY ("feed", "record"))',
    'DROP INDEX "refused_record"',
    'ALTER TABLE "refused" RENAME TO "refused_before"',
    'CREATE TABLE "refused" ("epoch" TEXT NOT NULL, "n" INTEGER NOT NULL, "record" TEXT NOT NULL, "kind" TEXT NOT NULL, "fields" TEXT NOT NULL, "reason" TEXT NOT NULL, "refused_at" INTEGER NOT NULL, PRIMARY KEY ("epoch", "n"))',
    'INSERT INTO "refused" ("epoch", "n", "record", "kind", "fields", "reason", "refused_at") SELECT coalesce((SELECT json_extract("value", \'$\') FROM "state" WHERE "name" = \'epoch\'), \'\'), "n", "record", "kind", "fields", "reason", 0 FROM "refused_before"',
    'DROP TABLE "refused_before"',
    'CREATE INDEX "refused_record" ON "refused" ("record")',
    'ALTER TABLE "outbox" ADD COLUMN "stood" INTEGER',
    'CREATE TABLE "tombstone" ("record" TEXT NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "audience" TEXT NOT NULL, "version" INTEGER NOT NULL, "erased_at" INTEGER NOT NULL)',
    'CREATE TABLE "stretch" ("name" TEXT NOT NULL PRIMARY KEY, "boot" TEXT NOT NULL, "wall" INTEGER NOT NULL, "monotonic" INTEGER NOT NULL)',
]


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
