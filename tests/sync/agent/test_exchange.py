import msgspec
import pytest
import time_machine

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.registration.models import Household, Registration
from sync.agent import answer, exchange, standing
from sync.agent.errors import LineError, SlowLineError, TurnedAwayError
from sync.agent.exchange import exchange_once, exchange_until_done
from sync.agent.report import Report
from sync.protocol import ExchangeAnswer, FeedRecord, Judgement, Page
from tests.sync.machines import (
    AREA_FEED,
    NOW,
    OWN_FEED,
    Machine,
    ScriptedLine,
    enrol_by_hand,
    new_registration,
    page,
    register,
    waiting,
)

pytestmark = pytest.mark.usefixtures("kiosk")
TOO_LARGE = TurnedAwayError(413, "too_large", "smaller, please")


def test_it_says_all_is_there_only_when_every_number_was_acknowledged(line: ScriptedLine) -> None:
    for _time in range(12):
        register()

    report = exchange_until_done(line)

    assert report.is_synced
    assert report.text("Europe/London") == "12 of 12 acknowledged, last contact 21 November 10:42"


def test_it_never_says_so_while_something_waits(line: ScriptedLine) -> None:
    for _time in range(12):
        register()
    line.script = [{"acknowledged": 7}, LineError("gone")]

    report = exchange_until_done(line)

    assert not report.is_synced
    assert report.text("Europe/Amsterdam") == (
        "7 of 12 acknowledged, last contact 21 November 11:42, stopped by: line"
    )


def test_it_says_when_there_never_was_a_contact() -> None:
    assert Report(0, 3, problem="line").text() == "0 of 3 acknowledged, last contact never, stopped by: line"


def test_it_is_not_synced_when_the_last_word_was_a_problem() -> None:
    assert not Report(3, 3, problem="revoked").is_synced


def test_it_counts_what_was_written_while_it_was_talking(line: ScriptedLine) -> None:
    register()
    line.script = [{"meanwhile": register}]

    report = exchange_until_done(line)

    assert (report.acknowledged, report.head, len(line.calls)) == (2, 2, 2)


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


def test_it_halves_a_batch_that_is_too_large_and_remembers(line: ScriptedLine) -> None:
    for _time in range(8):
        register()
    line.script = [TOO_LARGE, TOO_LARGE]

    report = exchange_until_done(line)

    assert report.is_synced
    assert [len(call.changes) for call in line.calls][:3] == [8, 4, 2]
    assert 1 < standing.read().batch_rows < 8


def test_it_grows_again_after_full_batches(line: ScriptedLine) -> None:
    state.put(batch_rows=1)
    for _time in range(9):
        register()

    exchange_until_done(line)

    assert [len(call.changes) for call in line.calls] == [1, 2, 3, 3]


def test_it_gives_up_on_a_single_change_that_is_too_large(line: ScriptedLine) -> None:
    register()
    line.script = [TOO_LARGE]

    report = exchange_until_done(line)

    assert (report.problem, waiting(), len(line.calls)) == ("too_large", [1], 1)


def test_it_sends_less_after_no_answer_in_time(line: ScriptedLine) -> None:
    for _time in range(8):
        register()
    line.script = [SlowLineError("60 s")]

    report = exchange_until_done(line)

    assert (report.problem, standing.read().batch_rows) == ("slow", 4)


@pytest.mark.parametrize("word", ["revoked", "number_reused", "gap"])
def test_it_stops_loudly_when_only_a_person_can_help(line: ScriptedLine, word: str) -> None:
    register()
    line.script = [TurnedAwayError(409, word, "…")]

    report = exchange_until_done(line)

    assert (report.problem, state.get("last_error"), waiting()) == (word, word, [1])


def test_it_notices_that_central_was_set_back(line: ScriptedLine) -> None:
    for _time in range(5):
        register()
    line.script = [{}, {"acknowledged": 3}]
    exchange_until_done(line)

    report = exchange_until_done(line)

    assert (report.problem, report.acknowledged) == ("gap", 5)


def test_it_notices_that_its_own_card_was_set_back(line: ScriptedLine) -> None:
    register()
    line.script = [{"acknowledged": 40}]

    report = exchange_until_done(line)

    assert (report.problem, waiting()) == ("restored", [1])


def test_it_does_not_ask_for_ever_when_nothing_moves(line: ScriptedLine) -> None:
    register()
    line.script = [{"acknowledged": 0, "judgements": []}]

    assert exchange_until_done(line).problem == "stuck"


def test_it_does_not_turn_pages_that_lead_nowhere(line: ScriptedLine) -> None:
    line.script = [{"pages": [Page(OWN_FEED, 0, more=True)]}]

    assert exchange_until_done(line).problem == "stuck"


def test_it_cannot_read_what_is_not_centrals_language() -> None:
    class Portal:
        def call(self, _path: str, _message: msgspec.Struct) -> bytes:
            return b"<html>Pay for the internet here</html>"

    assert exchange_until_done(Portal()).problem == "unreadable"


def test_it_says_so_when_nobody_enrolled_it() -> None:
    state.put(token="")

    assert exchange_until_done().problem == "not_enrolled"


def test_it_opens_no_line_that_shows_the_token() -> None:
    enrol_by_hand(central="http://central.example")

    report = exchange_until_done()

    assert (report.problem, state.get("last_error")) == ("insecure", "insecure")


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
    exchange_once(line)
    written = database.execute_sql("SELECT total_changes()").fetchone()

    exchange_once(line)

    assert database.execute_sql("SELECT total_changes()").fetchone() == written


def test_an_idle_exchange_tells_the_contact_half_a_minute_later(line: ScriptedLine) -> None:
    exchange_once(line)
    line.script = [{"time": NOW + standing.IDLE_WRITE_MILLISECONDS}]

    exchange_once(line)

    assert state.get("last_contact") == NOW + standing.IDLE_WRITE_MILLISECONDS


@pytest.mark.parametrize(
    ("wall", "seen"),
    [(5_000, NOW), (NOW - 60_000, NOW - 60_000), (NOW + 60_000, NOW + 60_000), (4 * NOW // 3, NOW)],
)
def test_a_clock_that_is_far_off_is_found_out_and_stops_nothing(
    line: ScriptedLine, wall: int, seen: int
) -> None:
    with time_machine.travel(wall / 1000, tick=False):
        register()
        report = exchange_until_done(line)

    assert report.is_synced
    assert (state.get("last_contact"), state.get("last_seen")) == (NOW, seen)


def test_it_sends_its_clock_its_schema_and_the_protocol(line: ScriptedLine) -> None:
    exchange_once(line)

    (call,) = line.calls
    assert call.protocol == (1, 1)
    assert call.schema == exchange.schema_number() >= "0001"
    assert (call.replica, call.epoch) == ("a" * 32, "b" * 32)
    assert call.clock.wall > 0
    assert call.clock.boot


def test_ten_thousand_changes_are_all_acknowledged_in_ten_calls(line: ScriptedLine) -> None:
    with database.atomic():
        for _time in range(20):
            Household.insert_many([{"language": "nl"} for _row in range(500)]).execute()

    report = exchange_until_done(line)

    assert report.text("UTC").startswith("10000 of 10000 acknowledged")
    assert (len(line.calls), waiting(), outbox.head()) == (10, [], 10_000)


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
