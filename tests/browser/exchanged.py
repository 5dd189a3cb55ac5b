"""What an exchange left at a desk: things with two answers, changes that central did not take, news for a neighbour."""

from datetime import datetime, timedelta
from uuid import UUID

from kiosk.activities.models import Activity, Function, Occurrence
from kiosk.activities.services import publish_activity
from kiosk.conflicts.models import Conflict
from kiosk.core import clock, outbox, state
from kiosk.core.ids import new_id
from kiosk.core.outbox import Refused
from kiosk.core.record import Record
from kiosk.core.text import Text
from kiosk.registration.models import Household, NoticeReason, Registration
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import mark_to_tell
from kiosk.security import vault

TITLE = Text.of(
    "nl", {"nl": "Samen naaien en thee drinken", "ar": "نخيط معًا ونشرب الشاي", "tr": "Birlikte dikiş"}
)
OTHER = Text.of("nl", {"nl": "Samen naaien", "ar": "نخيط معًا", "tr": "Dikiş"})


def lay_out(monday: datetime, amal: UUID) -> str:
    """Let a neighbour of Amal's come to sewing, of which much was said twice; returns the id of her household."""
    activity = Activity(
        centre=UUID(state.get("centre")),
        function=Function.SUPPORT,
        drawing="sewing",
        title=TITLE,
        about=TITLE,
        room=OTHER,
    )
    start = monday.replace(tzinfo=None) + timedelta(days=1)
    publish_activity(activity, dates=[(start, start + timedelta(hours=2))], capacity=6)
    date = Occurrence.get()
    samira = Family(language="ar", adults=1, children=2, name="Samira", vouched_by=amal, is_present=False)
    place = register_family(samira, date.id, place_key="hers", will_wait=False)
    household = Household.get_by_id(place.household)
    name = vault.seal(
        "Samira-Nur El Amrani", recipients=[state.get("centre_key")], record=household.id, field="name_sealed"
    )
    for row, field, value in (
        (activity, "title", OTHER.dump()),
        (household, "name_sealed", name),
        (place, "status", "cancelled"),
        (household, "bands", {"2-3": 1, "4-6": 2}),
        (activity, "drawing", "cooking"),
        (date, "starts_at", "2026-09-08T14:00"),
        (household, "vouched_by", None),
        (household, "mood", "well"),
    ):
        differ(row, field, value)
    for number, (row, reason) in enumerate(
        [(place, "not_owner"), (activity, "office_only"), (household, "held_unknown_centre")], start=1
    ):
        refuse(row, reason, number)
    mark_to_tell(Registration.get(), NoticeReason.PLACE_GIVEN, date.id)
    return str(household.id)


def differ(row: Record, field: str, value: object) -> None:
    about = {"about": row.id, "about_kind": row.kind(), "field": field, "value": value}
    with outbox.applying():
        Conflict.create(id=new_id(), version=3, written_at=0, found_at=clock.wall(), **about)


def refuse(row: Record, reason: str, number: int) -> None:
    change = outbox.Outbox.select().where(outbox.Outbox.record == row.id.hex).first()
    said = {"record": row.id.hex, "kind": row.kind(), "fields": change.fields}
    Refused.create(epoch="e" * 32, n=number, reason=reason, refused_at=clock.wall(), **said)
