"""No write path escapes the outbox, and none leaves anything there that was not written."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from peewee import SqliteDatabase

from kiosk.centres.models import Centre
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox

ROWS = [{"id": new_id(), "name": name, "area": "NL-RTM"} for name in ("Zuidwijk", "Beverwaard")]
INSERT = (
    "INSERT INTO centre (id, version, audience, name, area, address, zone, public_key, signing_key, keys) "
    "VALUES (?, 0, 'centre', 'Zuidwijk', 'NL-RTM', '', 'Europe/Amsterdam', '', '', '[]')"
)


def save(_row: Centre, _database: SqliteDatabase) -> None:
    Centre(name="Zuidwijk", area="NL-RTM").save()


def save_again(row: Centre, _database: SqliteDatabase) -> None:
    row.name = "Zuidwijk"
    row.save(only=[Centre.name])


def create(_row: Centre, _database: SqliteDatabase) -> None:
    Centre.create(name="Zuidwijk", area="NL-RTM")


def create_in_bulk(_row: Centre, _database: SqliteDatabase) -> None:
    Centre.bulk_create([Centre(**row) for row in ROWS])


def insert_many(_row: Centre, _database: SqliteDatabase) -> None:
    Centre.insert_many(ROWS).execute()


def replace(row: Centre, _database: SqliteDatabase) -> None:
    Centre.replace(id=row.id, name="Zuidwijk", area="NL-RTM").execute()


def insert_or_update(row: Centre, _database: SqliteDatabase) -> None:
    insertion = Centre.insert(id=row.id, name="Zuidwijk", area="NL-RTM")
    insertion.on_conflict(conflict_target=[Centre.id], update={Centre.name: "Zuidwijk"}).execute()


def update_query(_row: Centre, _database: SqliteDatabase) -> None:
    Centre.update(name="Zuidwijk").execute()


def update_in_bulk(row: Centre, _database: SqliteDatabase) -> None:
    row.name = "Zuidwijk"
    Centre.bulk_update([row], fields=[Centre.name])


def raw_insert(_row: Centre, database: SqliteDatabase) -> None:
    database.execute_sql(INSERT, (new_id().hex,))


def raw_update(_row: Centre, database: SqliteDatabase) -> None:
    database.execute_sql("UPDATE centre SET name = 'Zuidwijk'")


def delete_row(row: Centre, _database: SqliteDatabase) -> None:
    row.delete_instance()


def delete_query(_row: Centre, _database: SqliteDatabase) -> None:
    Centre.delete().execute()


def raw_delete(_row: Centre, database: SqliteDatabase) -> None:
    database.execute_sql("DELETE FROM centre")


Path = Callable[[Centre, SqliteDatabase], Any]
WRITES: dict[Path, int] = {
    save: 1, save_again: 1, create: 1, create_in_bulk: 2, insert_many: 2, replace: 1, insert_or_update: 1,
    update_query: 1, update_in_bulk: 1, raw_insert: 1, raw_update: 1,
}  # fmt: skip
ERASURES: dict[Path, int] = {delete_row: 1, delete_query: 1, raw_delete: 1}


@pytest.fixture
def row(database: SqliteDatabase) -> Centre:
    """Store one record and forget that it was captured."""
    stored: Centre = Centre.create(name="Pendrecht", area="NL-RTM")
    Outbox.delete().execute()
    return stored


@pytest.mark.parametrize(("path", "count"), [*WRITES.items(), *ERASURES.items()])
def test_a_write_is_captured(path: Path, count: int, row: Centre, database: SqliteDatabase) -> None:
    path(row, database)

    assert Outbox.select().count() == count


@pytest.mark.parametrize("path", [*WRITES, *ERASURES])
def test_a_write_that_is_taken_back_was_never_captured(
    path: Path, row: Centre, database: SqliteDatabase
) -> None:
    with database.atomic() as transaction:
        path(row, database)
        assert Outbox.select().count()
        transaction.rollback()

    assert not Outbox.select().count()
    assert [centre.name for centre in Centre.select()] == ["Pendrecht"]


@pytest.mark.parametrize("path", WRITES)
def test_what_was_written_is_what_travels(path: Path, row: Centre, database: SqliteDatabase) -> None:
    path(row, database)

    change = Outbox.select().order_by(Outbox.n).first()
    assert msgspec.json.decode(change.fields)["name"] == "Zuidwijk"
    assert change.kind == "centre"
    assert not change.is_erased
    assert Centre.get_by_id(change.record).name == "Zuidwijk"


@pytest.mark.parametrize("path", ERASURES)
def test_an_erasure_travels_without_what_was_erased(
    path: Path, row: Centre, database: SqliteDatabase
) -> None:
    path(row, database)

    change = Outbox.get()
    assert (change.record, change.is_erased, change.fields) == (row.id.hex, True, "{}")


def test_an_inner_step_taken_back_leaves_the_outer_one_captured(database: SqliteDatabase) -> None:
    with database.atomic():
        Centre.create(name="Zuidwijk", area="NL-RTM")
        with database.atomic() as inner:
            Centre.create(name="Beverwaard", area="NL-RTM")
            inner.rollback()

    assert [msgspec.json.decode(change.fields)["name"] for change in Outbox.select()] == ["Zuidwijk"]


def test_a_new_record_with_its_id_already_set_is_inserted(database: SqliteDatabase) -> None:
    record_id = new_id()
    record = Centre(id=record_id, name="Zuidwijk", area="NL-RTM")

    record.save()
    record.name = "Beverwaard"
    record.save()

    assert Centre.get_by_id(record_id).name == "Beverwaard"
    assert Centre.select().count() == 1


def test_a_record_that_was_read_is_updated(row: Centre) -> None:
    read = Centre.get_by_id(row.id)
    read.name = "Beverwaard"
    read.save()

    assert [centre.name for centre in Centre.select()] == ["Beverwaard"]
