"""Lists of who came, families made one, sheets of paper, drafts and series. Frozen; never edit."""

STATEMENTS = [
    'ALTER TABLE "household" ADD COLUMN "kept_by" TEXT',
    'ALTER TABLE "household" ADD COLUMN "merged_into" TEXT',
    'ALTER TABLE "activity" ADD COLUMN "stage" TEXT',
    'ALTER TABLE "activity" ADD COLUMN "ring" TEXT',
    'ALTER TABLE "activity" ADD COLUMN "co_hosts" TEXT',
    'ALTER TABLE "activity" ADD COLUMN "checked" TEXT',
    'ALTER TABLE "activity" ADD COLUMN "overruled" TEXT',
    'ALTER TABLE "activity" ADD COLUMN "successor_of" TEXT',
    'ALTER TABLE "series" ADD COLUMN "rule" TEXT',
    'ALTER TABLE "series" ADD COLUMN "childcare" INTEGER',
    'ALTER TABLE "occurrence" ADD COLUMN "moved_from" TEXT',
    'ALTER TABLE "notice" ADD COLUMN "tried_at" INTEGER',
    'ALTER TABLE "notice" ADD COLUMN "again_on" TEXT',
    'CREATE INDEX "household_kept_by" ON "household" ("kept_by")',
    'CREATE INDEX "household_merged_into" ON "household" ("merged_into")',
    'CREATE TABLE "attendance" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "household" TEXT, "registration" TEXT, "occurrence" TEXT NOT NULL, "people" INTEGER NOT NULL, "mode" TEXT NOT NULL, "is_present" INTEGER NOT NULL, "marked_at" INTEGER NOT NULL, "collected_at" INTEGER, "collected_by" TEXT)',
    'CREATE INDEX "attendance_household" ON "attendance" ("household")',
    'CREATE INDEX "attendance_occurrence" ON "attendance" ("occurrence")',
    'CREATE INDEX "attendance_registration" ON "attendance" ("registration")',
    'CREATE TABLE "merge" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "household" TEXT NOT NULL, "absorbed" TEXT NOT NULL, "moved" TEXT NOT NULL, "merged_at" INTEGER NOT NULL, "undone_at" INTEGER)',
    'CREATE INDEX "merge_absorbed" ON "merge" ("absorbed")',
    'CREATE INDEX "merge_household" ON "merge" ("household")',
    'CREATE TABLE "pick_up" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "household" TEXT NOT NULL, "name_sealed" TEXT, "dye" TEXT NOT NULL, "animal" TEXT NOT NULL, "number" INTEGER NOT NULL, "named_at" INTEGER NOT NULL, "ended_at" INTEGER)',
    'CREATE INDEX "pick_up_household" ON "pick_up" ("household")',
    'CREATE TABLE "sheet" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "form" TEXT NOT NULL, "number" INTEGER NOT NULL, "occurrence" TEXT, "lines" TEXT NOT NULL, "printed_at" INTEGER NOT NULL, "typed_at" INTEGER)',
    'CREATE INDEX "sheet_number" ON "sheet" ("number")',
]


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
