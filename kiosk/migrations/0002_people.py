"""Who works here, keys, cards, trust, the rota and the audit; a household that was vouched for. Frozen; never edit."""

STATEMENTS = [
    'CREATE TABLE "staff" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "name_sealed" TEXT, "shown_name" TEXT, "portrait" TEXT NOT NULL, "tile" TEXT NOT NULL, "role" TEXT NOT NULL, "status" TEXT NOT NULL, "language" TEXT NOT NULL, "languages" TEXT NOT NULL, "public_key" TEXT NOT NULL, "proof" TEXT NOT NULL, "seen_on" TEXT)',
    'CREATE TABLE "wrap" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "staff" TEXT NOT NULL, "way" TEXT NOT NULL, "sealed" TEXT NOT NULL)',
    'CREATE INDEX "wrap_staff" ON "wrap" ("staff")',
    'CREATE TABLE "grant" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "staff" TEXT NOT NULL, "key_id" TEXT NOT NULL, "key_sealed" TEXT NOT NULL)',
    'CREATE INDEX "grant_staff" ON "grant" ("staff")',
    'CREATE TABLE "retired_key" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "key_id" TEXT NOT NULL, "key_sealed" TEXT NOT NULL)',
    'CREATE TABLE "nomination" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "staff" TEXT NOT NULL, "development_sealed" TEXT, "engagement_sealed" TEXT, "acceptance_sealed" TEXT, "approved_at" INTEGER)',
    'CREATE INDEX "nomination_staff" ON "nomination" ("staff")',
    'CREATE TABLE "trust_link" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "staff" TEXT NOT NULL, "mother_sealed" TEXT NOT NULL)',
    'CREATE INDEX "trust_link_staff" ON "trust_link" ("staff")',
    'CREATE TABLE "shift" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "staff" TEXT NOT NULL, "weekday" INTEGER NOT NULL, "starts" TEXT NOT NULL, "ends" TEXT NOT NULL)',
    'CREATE INDEX "shift_staff" ON "shift" ("staff")',
    'CREATE TABLE "audit_line" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "machine" TEXT NOT NULL, "number" INTEGER NOT NULL, "wrote_at" INTEGER NOT NULL, "staff" TEXT NOT NULL, "action" TEXT NOT NULL, "kind_of_subject" TEXT NOT NULL, "subject" TEXT NOT NULL, "previous" TEXT NOT NULL, "digest" TEXT NOT NULL)',
    'CREATE INDEX "audit_line_machine_number" ON "audit_line" ("machine", "number")',
    'CREATE TABLE "card" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "household" TEXT NOT NULL, "handle" TEXT NOT NULL, "public_key" TEXT NOT NULL, "key_wrapped" TEXT NOT NULL, "issued_at" INTEGER NOT NULL)',
    'CREATE INDEX "card_household" ON "card" ("household")',
    'CREATE INDEX "card_handle" ON "card" ("handle")',
    'CREATE TABLE "lock" ("name" TEXT NOT NULL PRIMARY KEY, "misses" INTEGER NOT NULL, "lasts_seconds" INTEGER NOT NULL, "closed_until" INTEGER NOT NULL)',
    'ALTER TABLE "household" RENAME TO "household_before"',
    'CREATE TABLE "household" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "language" TEXT NOT NULL, "adults" INTEGER NOT NULL, "bands" TEXT NOT NULL, "name_sealed" TEXT, "phone_sealed" TEXT, "note_sealed" TEXT, "vouched_by" TEXT, "vouched_at" INTEGER, "confirmed_at" INTEGER, "is_open_to_voucher" INTEGER NOT NULL)',
    'INSERT INTO "household" ("id", "version", "language", "adults", "bands", "name_sealed", "phone_sealed", "note_sealed", "is_open_to_voucher") SELECT "id", "version", "language", "adults", "bands", "name_sealed", "phone_sealed", "note_sealed", 0 FROM "household_before"',
    'DROP TABLE "household_before"',
    'CREATE INDEX "household_vouched_by" ON "household" ("vouched_by")',
    'ALTER TABLE "centre" RENAME TO "centre_before"',
    'CREATE TABLE "centre" ("id" TEXT NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "audience" TEXT NOT NULL, "name" TEXT NOT NULL, "area" TEXT NOT NULL, "address" TEXT NOT NULL, "zone" TEXT NOT NULL, "public_key" TEXT NOT NULL, "signing_key" TEXT NOT NULL, "keys" TEXT NOT NULL)',
    'INSERT INTO "centre" ("id", "version", "audience", "name", "area", "address", "zone", "public_key", "signing_key", "keys") SELECT "id", "version", "audience", "name", "area", "address", "zone", "public_key", \'\', \'[]\' FROM "centre_before"',
    'DROP TABLE "centre_before"',
]


def up(migrator, db):
    # The triggers of a table go with it; they are made anew from what the models declare, once all steps have run.
    for statement in STATEMENTS:
        db.execute_sql(statement)
