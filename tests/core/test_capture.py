"""What a change says: the fields that changed, as they stand on the wire."""

from typing import Any

import msgspec
import pytest
from peewee import IntegrityError, SqliteDatabase, TextField

from kiosk.activities.models import Activity, Function, Series
from kiosk.centres.models import Centre
from kiosk.core import capture, clock
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.core.record import Record, kinds
from kiosk.core.text import Text
from kiosk.needs import services as needs
from kiosk.needs.models import Need
from kiosk.registration.models import Registration
from tests.sync.machines import register

TITLE = Text.of("nl", {"nl": "Wie ben ik?", "ar": "مَن أنا؟"})


def changes() -> list[dict[str, Any]]:
    return [msgspec.json.decode(change.fields) for change in Outbox.select().order_by(Outbox.n)]


@pytest.fixture
def activity(database: SqliteDatabase) -> Activity:
    stored: Activity = Activity.create(
        centre=new_id(),
        function=Function.SUPPORT,
        drawing="coffee",
        title=TITLE,
        about=TITLE,
        room=TITLE,
        languages=["nl", "ar"],
        is_women_only=True,
        is_step_free=False,
    )
    return stored


def test_a_new_record_travels_whole(activity: Activity) -> None:
    (fields,) = changes()

    assert set(fields) == {field.name for field in Activity.replicated_fields()}


def test_truth_travels_as_true_false_and_null(activity: Activity) -> None:
    (fields,) = changes()

    assert fields["is_women_only"] is True
    assert fields["is_step_free"] is False
    assert fields["has_children_welcome"] is None


def test_documents_travel_as_documents(activity: Activity) -> None:
    (fields,) = changes()

    assert fields["title"] == TITLE.dump()
    assert fields["languages"] == ["nl", "ar"]
    assert fields["bring"] is None


def test_only_the_fields_that_changed_travel(activity: Activity) -> None:
    Activity.update(is_women_only=None, bring=TITLE, drawing="coffee").execute()

    assert changes()[1:] == [{"is_women_only": None, "bring": TITLE.dump()}]


def test_writing_the_same_again_is_no_change(activity: Activity) -> None:
    activity.save()

    assert len(changes()) == 1


def test_the_number_of_central_is_no_change_but_the_base_of_the_next(activity: Activity) -> None:
    Activity.update(version=7).execute()
    Activity.update(price_cents=150).execute()

    bases = [change.base for change in Outbox.select().order_by(Outbox.n)]
    assert bases == [0, 7]
    assert changes()[1] == {"price_cents": 150}


def test_audience_and_recipient_stand_on_the_change(activity: Activity) -> None:
    Activity.update(audience="area").execute()
    elsewhere = new_id().hex
    Registration.create(
        household=new_id(), activity=activity.id, series=new_id(), status="waiting", people=1, adults=1, dye="weld",
        animal="lion", number=1, registered_at=0, recipient=elsewhere, place_key="once",
    )  # fmt: skip

    told = [(change.audience, change.recipient) for change in Outbox.select().order_by(Outbox.n)]
    assert told == [("centre", None), ("area", None), ("centre", elsewhere)]


def test_a_record_keeps_its_id_for_ever(activity: Activity, database: SqliteDatabase) -> None:
    with pytest.raises(IntegrityError, match="keeps its id"):
        database.execute_sql("UPDATE activity SET id = 'another'")


def test_the_wall_reading_is_the_moment_of_writing(database: SqliteDatabase) -> None:
    before = clock.wall()
    Centre.create(name="Zuidwijk", area="NL-RTM")

    assert before - 1 <= Outbox.get().wall_at <= clock.wall() + 1


def test_an_anonymous_need_tells_the_day_only(database: SqliteDatabase) -> None:
    needs.ask("school", "tr")
    needs.hand_on()

    need, change = Need.get(), Outbox.get()
    assert change.wall_at % 86_400_000 == 0
    assert (need.id.int >> 80) % 86_400_000 == 0
    assert set(changes()[0]) == {"topic", "language", "asked_on", "status"}


def test_every_kind_is_watched(database: SqliteDatabase) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    found = {name for (name,) in database.execute_sql(query)}

    assert found == {
        *(
            f"capture_{kind}_{event}"
            for kind in kinds()
            for event in ("insert", "update", "delete", "rename")
        ),
        *(f"capture_registration_{event}_place_key" for event in ("insert", "update")),
        *(f"capture_audit_line_keep_{event}" for event in ("insert", "update", "delete")),
    }


def test_no_record_makes_room_for_another_behind_the_triggers(database: SqliteDatabase) -> None:
    first, second = register(place_key="one"), register(place_key="two")
    third = Registration.insert(**{**second.__data__, "id": new_id(), "place_key": "one"})

    with pytest.raises(IntegrityError):
        third.on_conflict_replace().execute()
    with pytest.raises(IntegrityError):
        database.execute_sql("UPDATE OR REPLACE registration SET place_key = 'one'")

    assert {row.id for row in Registration.select()} == {first.id, second.id}


def test_triggers_follow_a_new_field(database: SqliteDatabase) -> None:
    database.execute_sql("ALTER TABLE series ADD COLUMN note TEXT")
    Series._meta.add_field("note", TextField(null=True))
    try:
        capture.install()
        Series.create(activity=new_id(), capacity=4, note="bring tea")
        Series.update(note="bring coffee").execute()
    finally:
        Series._meta.remove_field("note")

    assert changes()[0]["note"] == "bring tea"
    assert changes()[1] == {"note": "bring coffee"}


def test_triggers_of_a_kind_that_is_gone_go_with_it(database: SqliteDatabase) -> None:
    database.execute_sql(
        "CREATE TRIGGER capture_story_insert AFTER INSERT ON need BEGIN SELECT RAISE(ABORT, 'old'); END"
    )
    capture.install()

    needs.ask("work", "nl")
    needs.hand_on()


def test_a_record_declares_no_field_of_the_outbox_itself() -> None:
    for model in kinds().values():
        assert issubclass(model, Record)
        assert not {"base", "n", "wall_at", "author"} & {field.name for field in model.replicated_fields()}
