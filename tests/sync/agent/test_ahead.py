"""While central judges a batch the next one is made ready; it goes if all was taken, and else what stands then."""

import msgspec
import pytest

from kiosk.core import state
from kiosk.registration.models import Registration
from sync import protocol
from sync.agent import push
from sync.agent.begun import Begun
from sync.agent.exchange import exchange_until_done
from sync.agent.transport import Transport
from sync.protocol import Clock, ExchangeRequest
from tests.sync.machines import Machine, ScriptedLine, register, some_merged, waiting

read = msgspec.json.Decoder(ExchangeRequest).decode
ALL_TAKEN = {"protocol": 2, "judgements": [], "run": (1, 1)}


@pytest.fixture(autouse=True)
def eight_wait(kiosk: Machine) -> None:
    """Let eight changes wait, of which four go at a time."""
    del kiosk
    for _time in range(8):
        register()
    state.put(batch_rows=4)


class ReadyLine(Transport):
    """A line that says of each call whether its batch was packed before, and does something while central judges."""

    def __init__(self, line: ScriptedLine) -> None:
        super().__init__("http://127.0.0.1:1")
        self.line = line
        self.was_ready: list[bool] = []

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        self.was_ready.append(self.begun is not None)
        if self.begun and isinstance(message, ExchangeRequest):
            assert read(protocol.unpack(self.begun.finish(message))) == read(msgspec.json.encode(message))
        self.meanwhile()
        return self.line.call(path, message)


def test_the_next_batch_is_made_ready_while_central_judges(line: ScriptedLine) -> None:
    line.script = [dict(ALL_TAKEN)]
    ready = ReadyLine(line)

    report = exchange_until_done(ready)

    assert ready.was_ready == [False, True]
    assert [[change.n for change in call.changes] for call in line.calls] == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert (report.is_synced, waiting()) == (True, [])


def test_what_was_not_all_taken_leaves_what_was_made_ready(line: ScriptedLine) -> None:
    line.script = [some_merged()]
    ready = ReadyLine(line)

    report = exchange_until_done(ready)

    assert (ready.was_ready, report.is_synced) == ([False, False], True)


def test_a_central_that_spells_its_verdicts_out_is_not_waited_for_either(line: ScriptedLine) -> None:
    ready = ReadyLine(line)

    report = exchange_until_done(ready)

    assert (ready.was_ready, report.is_synced) == ([False, True], True)


def test_of_very_many_fewer_go_first(line: ScriptedLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.agent.ahead.VERY_MANY", 8)
    monkeypatch.setattr("sync.agent.ahead.FIRST", 2)

    report = exchange_until_done(ReadyLine(line))

    assert [len(call.changes) for call in line.calls] == [2, 4, 2]
    assert report.is_synced


def test_what_is_written_meanwhile_goes_too(line: ScriptedLine) -> None:
    line.script = [{**ALL_TAKEN, "meanwhile": register}]

    report = exchange_until_done(ReadyLine(line))

    assert [change.n for call in line.calls for change in call.changes] == list(range(1, 10))
    assert (report.is_synced, waiting(), Registration.select().count()) == (True, [], 9)


def test_a_request_begun_with_its_changes_says_the_same() -> None:
    changes, clock = push.batch(0), Clock(1, 2, "b")
    request = ExchangeRequest((1, 2), epoch="e", clock=clock, changes=changes, cursors={"centre": 3})

    body = Begun(changes).finish(request)

    assert read(protocol.unpack(body)) == read(msgspec.json.encode(request))
