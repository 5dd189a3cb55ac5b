import msgspec
import pytest

from kiosk.core import outbox
from kiosk.core.database import database
from kiosk.core.ids import new_id
from kiosk.registration.models import Household, Registration
from sync.agent import push
from sync.agent.exchange import exchange_once, exchange_until_done
from sync.protocol import MAX_CHANGES, Change, Judgement, Verdict
from tests.sync.machines import Machine, ScriptedLine, offer, refetched, register, waiting

pytestmark = pytest.mark.usefixtures("kiosk")


def test_it_tells_a_change_as_it_was_captured() -> None:
    activity = offer("Naaien", audience="area")

    (change,) = push.batch(0)

    sent = msgspec.json.decode(msgspec.json.encode(change), type=Change)
    assert (sent.n, sent.id, sent.kind, sent.base) == (1, activity.id.hex, "activity", 0)
    assert (sent.audience, sent.to, sent.erased) == ("area", "", False)
    assert sent.fields["title"] == {"source": "nl", "texts": {"nl": ["Naaien", "written"]}}
    assert sent.fields["is_women_only"] is None
    assert sent.boot


def test_it_names_the_other_centre_and_the_erasure() -> None:
    other = new_id().hex
    register(recipient=other).delete_instance()

    made, erased = push.batch(0)

    # What waits of an erased record is emptied: its number stays, and erases.
    assert (made.to, made.erased, msgspec.json.encode(made.fields)) == (other, True, b"{}")
    assert (erased.id, erased.erased) == (made.id, True)
    assert msgspec.json.encode(erased.fields) == b"{}"


def test_it_begins_after_what_was_acknowledged() -> None:
    for _time in range(3):
        register()

    assert [change.n for change in push.batch(2)] == [3]


def test_it_stops_at_so_many_rows() -> None:
    household = [{"id": new_id(), "language": "nl"} for _row in range(MAX_CHANGES + 1)]
    Household.insert_many(household).execute()

    assert len(push.batch(0)) == MAX_CHANGES
    assert len(push.batch(0, rows=7)) == 7
    assert len(push.batch(0, rows=MAX_CHANGES * 2)) == MAX_CHANGES


def test_it_stops_at_so_many_bytes() -> None:
    for _time in range(4):
        Household.create(language="nl", note_sealed="x" * (push.BATCH_BYTES * 2 // 5))

    batch = push.batch(0)

    assert [change.n for change in batch] == [1, 2]


def test_it_sends_the_same_bytes_again() -> None:
    register()
    offer("Koken")

    assert msgspec.json.encode(push.batch(0)) == msgspec.json.encode(push.batch(0))


def test_it_lets_no_giant_stand_in_the_way(line: ScriptedLine) -> None:
    giant = Household.create(language="nl", note_sealed="x" * (push.LARGEST_CHANGE_BYTES + 1))
    register()
    judged = [Judgement(1, Verdict.REFUSED, reason="bad_kind"), Judgement(2, version=2)]
    line.script = [{"judgements": judged}]

    report = exchange_until_done(line)

    assert report.is_synced
    assert [change.kind for change in line.calls[0].changes] == ["", "registration"]
    refused = outbox.Refused.get()
    assert (refused.record, refused.kind, refused.reason) == (giant.id.hex, "household", "too_large")
    assert len(refused.fields) > push.LARGEST_CHANGE_BYTES


def test_it_drops_what_was_acknowledged_and_nothing_more(line: ScriptedLine) -> None:
    for _time in range(3):
        register()
    line.script = [{"acknowledged": 2}]

    exchange_once(line)

    assert waiting() == [3]


def test_it_gives_the_next_change_the_base_that_central_told(line: ScriptedLine) -> None:
    row = register()
    line.script = [{"judgements": [Judgement(1, version=41)]}]
    exchange_once(line)

    Registration.update(number=9).where(Registration.id == row.id).execute()

    (change,) = push.batch(1)
    assert change.base == 41
    assert msgspec.json.encode(change.fields) == b'{"number":9}'


def test_it_keeps_the_base_where_central_told_no_version(line: ScriptedLine) -> None:
    row = register()
    line.script = [{"judgements": [Judgement(1, Verdict.CONFLICT)]}]

    exchange_once(line)

    assert refetched(row).version == 0


def test_it_never_takes_a_version_back(line: ScriptedLine) -> None:
    row = register()
    with outbox.applying():
        Registration.update(version=50).execute()
    line.script = [{"judgements": [Judgement(1, Verdict.DUPLICATE, version=41)]}]

    exchange_once(line)

    assert refetched(row).version == 50


def test_it_keeps_a_refused_change_with_its_reason(line: ScriptedLine) -> None:
    row = register()
    register()
    line.script = [
        {"judgements": [Judgement(1, Verdict.REFUSED, reason="office_only"), Judgement(2, version=9)]}
    ]

    report = exchange_until_done(line)

    refused = outbox.Refused.get()
    assert (refused.n, refused.record, refused.reason) == (1, row.id.hex, "office_only")
    assert msgspec.json.decode(refused.fields)["people"] == 2
    assert report.is_synced


def test_it_lets_go_of_a_record_that_is_erased_elsewhere(line: ScriptedLine) -> None:
    row = register()
    line.script = [{"judgements": [Judgement(1, Verdict.DUPLICATE, reason="erased")]}]

    exchange_once(line)

    assert Registration.get_or_none(Registration.id == row.id) is None
    assert outbox.head() == 1


def test_what_waits_of_a_record_that_is_erased_elsewhere_is_emptied(line: ScriptedLine) -> None:
    row = register()
    row.number = 8
    row.save()
    erased = Verdict.DUPLICATE
    line.script = [
        {"acknowledged": 1, "judgements": [Judgement(1, erased, reason="erased")]},
        {"judgements": [Judgement(2, erased, reason="erased")]},
    ]

    exchange_once(line)
    assert not Registration.select().exists()
    assert [(one.is_erased, one.fields) for one in outbox.Outbox.select()] == [(True, "{}")]
    exchange_once(line)

    assert (line.calls[1].changes[0].erased, line.calls[1].changes[0].fields) == (True, {})


def test_it_captures_nothing_of_what_it_writes_down(line: ScriptedLine) -> None:
    register()

    exchange_once(line)

    assert outbox.head() == 1
    assert waiting() == []
    assert database.execute_sql("SELECT is_applying FROM capture").fetchone() == (0,)


def test_it_keeps_the_numbers_going_after_the_outbox_was_emptied(kiosk: Machine, line: ScriptedLine) -> None:
    register()
    exchange_once(line)
    kiosk.prepare()

    register()

    assert waiting() == [2]
