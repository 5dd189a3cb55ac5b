"""First schema: records of the features, the outbox and what the machine remembers. Frozen; never edit."""

STATEMENTS = [
    'CREATE TABLE "activity" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "centre" TEXT NOT NULL, "function" TEXT NOT NULL, "drawing" TEXT NOT NULL, "title" TEXT NOT NULL, "about" TEXT NOT NULL, "room" TEXT NOT NULL, "bring" TEXT, "host" TEXT, "welcome" TEXT NOT NULL, "languages" TEXT NOT NULL, "is_women_only" INTEGER, "has_children_welcome" INTEGER, "is_step_free" INTEGER, "food" TEXT, "price_cents" INTEGER NOT NULL, "topic" TEXT, "training" TEXT)',
    'CREATE INDEX "activity_centre" ON "activity" ("centre")',
    'CREATE TABLE "centre" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "name" TEXT NOT NULL, "area" TEXT NOT NULL, "address" TEXT NOT NULL, "zone" TEXT NOT NULL, "public_key" TEXT NOT NULL)',
    'CREATE TABLE "consent" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "household" TEXT NOT NULL, "purpose" TEXT NOT NULL, "language" TEXT NOT NULL, "wording" TEXT NOT NULL, "given_at" INTEGER NOT NULL, "withdrawn_at" INTEGER)',
    'CREATE INDEX "consent_household" ON "consent" ("household")',
    'CREATE TABLE "household" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "language" TEXT NOT NULL, "adults" INTEGER NOT NULL, "bands" TEXT NOT NULL, "name_sealed" TEXT, "phone_sealed" TEXT, "note_sealed" TEXT)',
    'CREATE TABLE "module" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "position" INTEGER NOT NULL, "title" TEXT NOT NULL, "competences" TEXT NOT NULL, "trainings" TEXT NOT NULL)',
    'CREATE TABLE "need" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "topic" TEXT NOT NULL, "language" TEXT NOT NULL, "asked_on" TEXT NOT NULL, "status" TEXT NOT NULL)',
    'CREATE TABLE "notice" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "registration" TEXT NOT NULL, "occurrence" TEXT, "reason" TEXT NOT NULL, "arose_at" INTEGER NOT NULL, "told_at" INTEGER)',
    'CREATE INDEX "notice_registration" ON "notice" ("registration")',
    'CREATE TABLE "occurrence" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "series" TEXT NOT NULL, "starts_at" TEXT NOT NULL, "ends_at" TEXT NOT NULL, "status" TEXT NOT NULL)',
    'CREATE INDEX "occurrence_series" ON "occurrence" ("series")',
    'CREATE INDEX "occurrence_starts_at" ON "occurrence" ("starts_at")',
    'CREATE TABLE "registration" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "household" TEXT NOT NULL, "activity" TEXT NOT NULL, "series" TEXT NOT NULL, "occurrence" TEXT, "status" TEXT NOT NULL, "people" INTEGER NOT NULL, "adults" INTEGER NOT NULL, "bands" TEXT NOT NULL, "dye" TEXT NOT NULL, "animal" TEXT NOT NULL, "number" INTEGER NOT NULL, "registered_at" INTEGER NOT NULL, "recipient" TEXT, "place_key" TEXT NOT NULL)',
    'CREATE INDEX "registration_household" ON "registration" ("household")',
    'CREATE INDEX "registration_activity" ON "registration" ("activity")',
    'CREATE INDEX "registration_series" ON "registration" ("series")',
    'CREATE INDEX "registration_occurrence" ON "registration" ("occurrence")',
    'CREATE UNIQUE INDEX "registration_place_key" ON "registration" ("place_key")',
    'CREATE INDEX "registration_dye_animal_number" ON "registration" ("dye", "animal", "number")',
    'CREATE TABLE "series" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "activity" TEXT NOT NULL, "unit" TEXT NOT NULL, "capacity" INTEGER NOT NULL, "home" TEXT NOT NULL, "taken" TEXT NOT NULL, "counted_at" INTEGER NOT NULL)',
    'CREATE INDEX "series_activity" ON "series" ("activity")',
    'CREATE TABLE "topic" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "key" TEXT NOT NULL, "name" TEXT NOT NULL, "position" INTEGER NOT NULL)',
    'CREATE INDEX "topic_key" ON "topic" ("key")',
    'CREATE TABLE "training" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "key" TEXT NOT NULL, "title" TEXT NOT NULL, "about" TEXT NOT NULL, "for_whom" TEXT NOT NULL, "is_sponsored" INTEGER NOT NULL, "fee_cents" INTEGER NOT NULL, "reward_cents" INTEGER NOT NULL)',
    'CREATE INDEX "training_key" ON "training" ("key")',
    'CREATE TABLE "outbox" ("n" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "record" TEXT NOT NULL, "kind" TEXT NOT NULL, "base" INTEGER NOT NULL, "audience" TEXT NOT NULL, "recipient" TEXT, "is_erased" INTEGER NOT NULL, "fields" TEXT NOT NULL, "wall_at" INTEGER NOT NULL, "boot" TEXT NOT NULL, "is_trusted" INTEGER NOT NULL, "author" TEXT NOT NULL)',
    'CREATE INDEX "outbox_record" ON "outbox" ("record")',
    'CREATE TABLE "refused" ("n" INTEGER NOT NULL PRIMARY KEY, "record" TEXT NOT NULL, "kind" TEXT NOT NULL, "fields" TEXT NOT NULL, "reason" TEXT NOT NULL)',
    'CREATE INDEX "refused_record" ON "refused" ("record")',
    'CREATE TABLE "capture" ("id" INTEGER NOT NULL PRIMARY KEY, "is_applying" INTEGER NOT NULL, "author" TEXT NOT NULL, "boot" TEXT NOT NULL, "is_trusted" INTEGER NOT NULL)',
    'CREATE TABLE "state" ("name" TEXT NOT NULL PRIMARY KEY, "value" TEXT)',
    'CREATE TABLE "parked" ("record" TEXT NOT NULL, "kind" TEXT NOT NULL, "version" INTEGER NOT NULL, "fields" TEXT NOT NULL, PRIMARY KEY ("record", "kind"))',
]


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
