import pytest

from kiosk.core import state
from sync.agent.errors import LineError, TurnedAwayError
from sync.agent.exchange import exchange_until_done
from sync.agent.report import Report
from tests.sync.machines import (
    ScriptedLine,
    register,
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


def test_it_is_not_synced_while_a_number_is_missing() -> None:
    assert Report(3, 3).is_synced
    assert not Report(2, 3).is_synced


def test_it_is_not_synced_when_the_last_word_was_a_problem() -> None:
    assert not Report(3, 3, problem="revoked").is_synced


def test_it_counts_what_was_written_while_it_was_talking(line: ScriptedLine) -> None:
    register()
    line.script = [{"meanwhile": register}]

    report = exchange_until_done(line)

    assert (report.acknowledged, report.head, len(line.calls)) == (2, 2, 2)


def test_it_says_so_when_nobody_enrolled_it() -> None:
    state.put(token="")

    assert exchange_until_done().problem == "not_enrolled"
