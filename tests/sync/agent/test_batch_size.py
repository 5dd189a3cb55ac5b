import pytest

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.registration.models import Household
from sync.agent import standing
from sync.agent.errors import SlowLineError, TurnedAwayError
from sync.agent.exchange import exchange_until_done
from sync.protocol import MAX_CHANGES
from tests.sync.machines import (
    ScriptedLine,
    register,
    waiting,
)

pytestmark = pytest.mark.usefixtures("kiosk")
TOO_LARGE = TurnedAwayError(413, "too_large", "smaller, please")


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


def test_no_answer_in_time_to_who_said_nothing_tells_nothing_of_batches(line: ScriptedLine) -> None:
    line.script = [SlowLineError("60 s")]

    report = exchange_until_done(line)

    assert (report.problem, standing.read().batch_rows) == ("slow", MAX_CHANGES)


def test_ten_thousand_changes_are_all_acknowledged_in_eleven_calls(line: ScriptedLine) -> None:
    with database.atomic():
        for _time in range(20):
            Household.insert_many([{"language": "nl"} for _row in range(500)]).execute()

    report = exchange_until_done(line)

    assert report.text("UTC").startswith("10000 of 10000 acknowledged")
    assert (len(line.calls), waiting(), outbox.head()) == (11, [], 10_000)
