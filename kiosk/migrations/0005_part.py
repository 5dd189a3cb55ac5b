"""How many adults came where only a part of a family did. Frozen; never edit."""

STATEMENTS = [
    'ALTER TABLE "attendance" ADD COLUMN "adults" INTEGER',
]


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
