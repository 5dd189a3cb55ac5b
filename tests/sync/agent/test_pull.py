import msgspec
import pytest

from kiosk.activities.models import Activity
from kiosk.core import outbox, state
from kiosk.core.ids import new_id
from kiosk.core.parked import Parked
from kiosk.registration.models import Registration
from kiosk.trainings.models import Training
from sync.agent.exchange import exchange_once
from sync.protocol import FeedRecord, Page
from tests.sync.machines import (
    AREA_FEED,
    OWN_FEED,
    ScriptedLine,
    new_registration,
    offer,
    page,
)

pytestmark = pytest.mark.usefixtures("kiosk")


def test_it_writes_whole_records_into_their_tables(line: ScriptedLine) -> None:
    identity, fields = new_registration(bands={"0-3": 2})
    line.script = [page(FeedRecord(identity, "registration", 7, fields))]

    outcome = exchange_once(line)

    (row,) = Registration.select()
    assert (row.id.hex, row.version, row.bands, row.status) == (identity, 7, {"0-3": 2}, "confirmed")
    assert row.household.hex == fields["household"]
    assert outcome.pulled == 1
    assert state.get("cursors")[OWN_FEED] == 7
    assert outbox.head() == 0


def test_it_reads_texts_and_truths(line: ScriptedLine) -> None:
    made = offer("Koken", is_women_only=True, audience="area")
    fields = msgspec.json.decode(outbox.Outbox.get().fields)
    identity = new_id().hex
    line.script = [page(FeedRecord(identity, "activity", 3, fields), feed=AREA_FEED)]

    exchange_once(line)

    other = Activity.get_by_id(identity)
    assert (other.title, other.is_women_only, other.is_step_free) == (made.title, True, None)


def test_it_writes_a_newer_version_over_an_older(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 7, fields)),
        page(FeedRecord(identity, "registration", 9, {**fields, "status": "cancelled"})),
    ]

    exchange_once(line)
    exchange_once(line)

    (row,) = Registration.select()
    assert (row.status, row.version) == ("cancelled", 9)


def test_it_gives_the_default_to_what_the_writer_did_not_know(line: ScriptedLine) -> None:
    text = {"source": "nl", "texts": {}}
    fields = {"key": "steps", "title": text, "about": text, "for_whom": text, "audience": "network"}
    line.script = [page(FeedRecord(new_id().hex, "training", 1, fields), feed="network")]

    exchange_once(line)

    (row,) = Training.select()
    assert (row.is_sponsored, row.fee_cents) == (False, 0)
    assert not Parked.select().exists()


def test_it_deletes_what_is_gone_without_saying_so(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 1, fields)),
        page(FeedRecord(identity, "registration", 2, gone=True)),
    ]

    exchange_once(line)
    exchange_once(line)

    assert (Registration.select().count(), outbox.head()) == (0, 0)


def test_it_keeps_what_only_moved_to_another_feed(line: ScriptedLine) -> None:
    offer("Koken", audience="area")
    fields = msgspec.json.decode(outbox.Outbox.get().fields)
    identity = new_id().hex
    moved = Page(AREA_FEED, 8, [FeedRecord(identity, "activity", 8, fields)])
    left = Page(OWN_FEED, 8, [FeedRecord(identity, "activity", 8, gone=True)])
    line.script = [{"pages": [moved, left]}]

    exchange_once(line)

    assert Activity.get_by_id(identity).audience == "area"
