"""Numbers of changes: one after the other, and never the same one twice."""

from peewee import SqliteDatabase

from kiosk.centres.models import Centre
from kiosk.core import outbox
from kiosk.core.outbox import Outbox


def new_centre(name: str = "Zuidwijk") -> Centre:
    return Centre.create(name=name, area="NL-RTM")


def test_it_starts_at_nothing(database: SqliteDatabase) -> None:
    assert outbox.head() == 0


def test_the_head_is_the_last_number_captured(database: SqliteDatabase) -> None:
    for name in ("Zuidwijk", "Beverwaard", "Pendrecht"):
        new_centre(name)

    assert [change.n for change in Outbox.select().order_by(Outbox.n)] == [1, 2, 3]
    assert outbox.head() == 3


def test_a_number_is_never_given_again_after_pruning(database: SqliteDatabase) -> None:
    new_centre()
    new_centre()
    Outbox.delete().execute()

    assert outbox.head() == 2
    new_centre()

    assert Outbox.get().n == 3
    assert outbox.head() == 3


def test_a_number_that_was_rolled_back_was_never_given(database: SqliteDatabase) -> None:
    new_centre()
    with database.atomic() as transaction:
        new_centre()
        transaction.rollback()
    new_centre()

    assert [change.n for change in Outbox.select()] == [1, 2]


def test_an_author_is_written_on_her_changes_only(database: SqliteDatabase) -> None:
    with outbox.authored("a-key-mother"):
        new_centre()
    new_centre()

    assert [change.author for change in Outbox.select().order_by(Outbox.n)] == ["a-key-mother", ""]


def test_a_boot_and_its_clock_are_written_on_every_change(database: SqliteDatabase) -> None:
    outbox.stamp(boot="b" * 32, is_trusted=True)
    new_centre()
    outbox.stamp(boot="c" * 32, is_trusted=False)
    new_centre()

    changes = list(Outbox.select().order_by(Outbox.n))

    assert [(change.boot[0], change.is_trusted) for change in changes] == [("b", True), ("c", False)]


def test_what_waits_of_an_erased_record_keeps_its_number_and_nothing_else(database: SqliteDatabase) -> None:
    gone, kept = new_centre("Zuidwijk"), new_centre("Beverwaard")
    gone.name = "Zuidwijk-Oost"
    gone.save()

    gone.delete_instance()

    rows = list(Outbox.select().order_by(Outbox.n))
    assert [row.n for row in rows] == [1, 2, 3, 4]
    assert {(row.is_erased, row.fields) for row in rows if row.record == gone.id.hex} == {(True, "{}")}
    assert [kept.name in row.fields for row in rows] == [False, True, False, False]
