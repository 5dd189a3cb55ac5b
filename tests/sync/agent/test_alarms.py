import msgspec
import pytest
import time_machine

from kiosk.core import state
from sync.agent.errors import LASTING, TurnedAwayError
from sync.agent.exchange import exchange_until_done
from sync.protocol import Page
from tests.sync.machines import (
    NOW,
    OWN_FEED,
    ScriptedLine,
    enrol_by_hand,
    register,
    waiting,
)

pytestmark = pytest.mark.usefixtures("kiosk")
TOO_LARGE = TurnedAwayError(413, "too_large", "smaller, please")


@pytest.mark.parametrize("word", sorted(LASTING - {"insecure"}))
def test_it_stops_loudly_when_only_a_person_can_help(line: ScriptedLine, word: str) -> None:
    register()
    line.script = [TurnedAwayError(403, word, "…")]

    report = exchange_until_done(line)

    assert (report.problem, state.get("last_error"), waiting()) == (word, word, [1])


@pytest.mark.parametrize("word", ["number_reused", "gap"])
def test_it_asks_nobody_without_end_where_new_epochs_mend_nothing(line: ScriptedLine, word: str) -> None:
    register()
    line.script = [TurnedAwayError(409, word, "…") for _time in range(30)]

    report = exchange_until_done(line)

    assert (report.problem, waiting()) == (word, [1])
    assert len(line.calls) < 30


def test_it_notices_that_central_was_set_back(line: ScriptedLine) -> None:
    for _time in range(5):
        register()
    line.script = [{}, {"acknowledged": 3}]
    exchange_until_done(line)
    before = state.get("epoch")

    report = exchange_until_done(line)

    assert (report.is_synced, report.acknowledged) == (True, 5)
    assert (state.get("epoch_reason"), state.get("epoch") != before) == ("central", True)
    assert sorted(change.stood for change in line.calls[-1].changes) == [1, 2, 3, 4, 5]


def test_it_notices_that_its_own_card_was_set_back(line: ScriptedLine) -> None:
    register()
    line.script = [{"acknowledged": 40}, {"acknowledged": 40}]

    report = exchange_until_done(line)

    assert (report.is_synced, waiting(), state.get("epoch_reason")) == (True, [], "restored")


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


def test_it_opens_no_line_that_shows_the_token() -> None:
    enrol_by_hand(central="http://central.example")

    report = exchange_until_done()

    assert (report.problem, state.get("last_error")) == ("insecure", "insecure")


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
