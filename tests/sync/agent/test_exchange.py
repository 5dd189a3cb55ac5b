import msgspec
import pytest

from kiosk.core import state
from kiosk.core.database import database
from kiosk.registration.models import Registration
from sync.agent import answer, standing
from sync.agent.call import schema_number
from sync.agent.errors import LineError, TurnedAwayError
from sync.agent.exchange import exchange_once, exchange_until_done
from sync.protocol import ExchangeAnswer, FeedRecord, Judgement, Page
from tests.sync.machines import (
    AREA_FEED,
    NOW,
    OWN_FEED,
    Machine,
    ScriptedLine,
    new_registration,
    page,
    register,
    waiting,
)

pytestmark = pytest.mark.usefixtures("kiosk")
TOO_LARGE = TurnedAwayError(413, "too_large", "smaller, please")


def test_it_names_its_feeds_and_where_it_stopped_reading(line: ScriptedLine) -> None:
    state.put(cursors={AREA_FEED: 4, "area:BE-BRU": 9})

    exchange_once(line)

    assert line.calls[0].cursors == {"network": 0, AREA_FEED: 4, OWN_FEED: 0}


def test_it_reads_on_while_there_is_more(line: ScriptedLine) -> None:
    one, two = new_registration(), new_registration()
    line.script = [
        page(FeedRecord(one[0], "registration", 1, one[1]), more=True),
        page(FeedRecord(two[0], "registration", 2, two[1])),
    ]

    report = exchange_until_done(line)

    assert (report.pulled, Registration.select().count(), len(line.calls)) == (2, 2, 2)
    assert line.calls[1].cursors[OWN_FEED] == 1


def test_a_broken_line_changes_nothing_and_the_same_batch_goes_again(line: ScriptedLine) -> None:
    register()
    register()
    line.script = [LineError("cut")]
    before = standing.read()

    broken = exchange_until_done(line)
    unchanged = standing.read()
    mended = exchange_until_done(line)

    assert (broken.problem, unchanged.last_error) == ("line", "line")
    assert not unchanged.has_moved(before)
    assert line.calls[0].changes == line.calls[1].changes
    assert mended.is_synced
    assert standing.read().last_error == ""


def test_an_answer_is_dropped_when_another_exchange_was_applied_meanwhile(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    came = page(FeedRecord(identity, "registration", 5, fields))
    other = ScriptedLine([page(FeedRecord(identity, "registration", 6, {**fields, "number": 9}))])
    line.script = [{**came, "meanwhile": lambda: exchange_once(other)}]

    exchange_until_done(line)

    assert (Registration.get().number, state.get("cursors")[OWN_FEED]) == (9, 6)
    assert line.calls[1].cursors[OWN_FEED] == 6


def test_rows_cursor_and_receipt_are_written_together_or_not_at_all(line: ScriptedLine) -> None:
    register()
    identity, fields = new_registration()
    trigger = "CREATE TRIGGER plug AFTER DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'pulled'); END"
    database.execute_sql(trigger)
    came = page(FeedRecord(identity, "registration", 5, fields))
    line.script = [came]
    before = standing.read()

    with pytest.raises(Exception, match="pulled"):
        exchange_once(line)

    assert not standing.read().has_moved(before)
    assert (Registration.select().count(), waiting()) == (1, [1])
    assert database.execute_sql("SELECT is_applying FROM capture").fetchone() == (0,)


def test_an_idle_exchange_writes_nothing_for_a_while(line: ScriptedLine) -> None:
    # By the first of them it learns how far its clock is from central's.
    for _time in range(2):
        exchange_once(line)
    written = database.execute_sql("SELECT total_changes()").fetchone()

    exchange_once(line)

    assert database.execute_sql("SELECT total_changes()").fetchone() == written


def test_an_idle_exchange_tells_the_contact_half_a_minute_later(line: ScriptedLine) -> None:
    exchange_once(line)
    line.script = [{"time": NOW + standing.IDLE_WRITE_MILLISECONDS}]

    exchange_once(line)

    assert state.get("last_contact") == NOW + standing.IDLE_WRITE_MILLISECONDS


def test_it_sends_its_clock_its_schema_and_the_protocol(line: ScriptedLine) -> None:
    exchange_once(line)

    (call,) = line.calls
    assert call.protocol == (1, 2)
    assert call.schema == schema_number() >= "0001"
    assert (call.replica, call.epoch) == ("a" * 32, "b" * 32)
    assert call.clock.wall > 0
    assert call.clock.boot


def test_the_agent_reads_the_shapes_that_the_protocol_writes(kiosk: Machine) -> None:
    del kiosk
    record = FeedRecord("c" * 32, "registration", 3, {"number": 1}, gone=True)
    said = ExchangeAnswer(1, NOW, 4, [Judgement(4, version=2)], [Page(OWN_FEED, 3, [record], more=True)], 7)

    read = answer.read(msgspec.json.encode(said))

    assert msgspec.to_builtins(
        msgspec.convert(msgspec.json.decode(msgspec.json.encode(read)), ExchangeAnswer)
    ) == (msgspec.to_builtins(said))


def test_what_was_pulled_before_the_line_broke_stays(line: ScriptedLine) -> None:
    one = new_registration()
    line.script = [page(FeedRecord(one[0], "registration", 1, one[1]), more=True), LineError("cut")]

    report = exchange_until_done(line)

    assert (report.pulled, report.problem, Registration.select().count()) == (1, "line", 1)


def test_to_an_older_central_in_the_place_of_a_newer_one_it_speaks_as_before(line: ScriptedLine) -> None:
    line.script = [{"protocol": 2}, TurnedAwayError(400, "malformed", "…")]
    exchange_until_done(line)

    exchange_until_done(line)
    report = exchange_until_done(line)

    assert report.is_synced
    assert [bool(call.replica) for call in line.calls] == [True, False, True]
