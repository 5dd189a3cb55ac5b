"""What central answered is written down while it judges the next batch; whatever comes of that one."""

import pytest

from kiosk.core import record, state
from kiosk.core.courtesy import Courtesy
from kiosk.registration.models import Registration
from sync.agent import owing, standing
from sync.agent.errors import NoLineError, TurnedAwayError
from sync.agent.exchange import exchange_once, exchange_until_done
from tests.sync.agent.slow_line import SlowLine
from tests.sync.machines import Machine, ScriptedLine, register, some_merged, waiting

ALL_TAKEN = {"protocol": 2, "judgements": [], "run": (1, 1)}


@pytest.fixture(autouse=True)
def eight_wait(kiosk: Machine) -> None:
    """Let eight changes wait, of which four go at a time."""
    del kiosk
    for _time in range(8):
        register()
    assert waiting() == list(range(1, 9))
    state.put(batch_rows=4)


def versions() -> list[int]:
    return sorted(row.version for row in Registration.select())


def test_it_is_written_while_the_next_batch_is_judged(line: ScriptedLine) -> None:
    line.script = [dict(ALL_TAKEN)]
    slow = SlowLine(line)

    report = exchange_until_done(slow)

    everything = list(range(1, 9))
    assert slow.seen == [everything, everything, everything, everything[4:]]
    assert (report.is_synced, waiting(), versions()) == (True, [], everything)


def test_it_is_written_though_the_line_breaks_at_the_next(line: ScriptedLine) -> None:
    line.script = [dict(ALL_TAKEN), NoLineError("gone")]

    report = exchange_until_done(line)

    assert (report.problem, report.acknowledged, waiting()) == ("no_line", 4, [5, 6, 7, 8])
    assert versions() == [0, 0, 0, 0, 1, 2, 3, 4]


def test_a_batch_that_is_too_large_after_it_goes_as_smaller_ones(line: ScriptedLine) -> None:
    line.script = [dict(ALL_TAKEN), TurnedAwayError(413, "too_large", "smaller, please")]

    report = exchange_until_done(line)

    assert [len(call.changes) for call in line.calls] == [4, 4, 2, 2]
    assert (report.is_synced, waiting(), versions()) == (True, [], list(range(1, 9)))
    assert standing.read().batch_rows < 4


def test_what_is_not_taken_is_written_before_more_is_sent(line: ScriptedLine) -> None:
    slow = SlowLine(line)

    line.script = [some_merged()]

    exchange_until_done(slow)

    assert [places[0] for places in slow.seen] == [1, 1, 5, 5]


def test_what_goes_once_it_was_judged_is_told_to_who_shows_it(
    line: ScriptedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It left its feed while a change of it waited; the answer that lets it go is owed to nobody."""
    told: list[frozenset[str]] = []
    monkeypatch.setattr(record, "after_pull", [told.append])
    first = Registration.select().order_by(Registration.id).get()
    state.put(left={first.id.hex: [standing.read().own_feed, "registration"]})

    report = exchange_until_done(line)

    assert (report.is_synced, told) == (True, [{"registration"}])
    assert not Registration.select().where(Registration.id == first.id).exists()


@pytest.fixture
def company(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody be at the screen."""
    monkeypatch.setattr(Courtesy, "has_company", True)
    monkeypatch.setattr(owing, "STEP", 3)


@pytest.mark.usefixtures("company")
def test_who_is_at_the_screen_waits_for_a_few_changes_only(
    line: ScriptedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[list[int], int]] = []
    monkeypatch.setattr(
        owing.courtesy, "let_by", lambda: seen.append((waiting(), standing.read().acknowledged))
    )

    report = exchange_until_done(line)

    everything = list(range(1, 9))
    assert seen == [(everything[place:], place) for place in (0, 3, 4, 7)]
    assert (report.is_synced, waiting(), versions()) == (True, [], everything)


@pytest.mark.usefixtures("company")
def test_a_kiosk_that_dies_between_two_steps_goes_on_from_there(
    line: ScriptedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = iter([None])
    with monkeypatch.context() as patch:
        patch.setattr(owing.courtesy, "let_by", lambda: next(steps))
        with pytest.raises(StopIteration):
            exchange_until_done(line)
    assert (waiting(), standing.read().acknowledged, versions()[-3:]) == ([4, 5, 6, 7, 8], 3, [1, 2, 3])

    report = exchange_until_done(line)

    assert [change.n for change in line.calls[-2].changes] == [4, 5, 6, 7]
    assert (report.is_synced, waiting(), versions()) == (True, [], list(range(1, 9)))


@pytest.mark.usefixtures("company")
def test_a_batch_that_was_full_grows_though_it_is_written_in_steps(line: ScriptedLine) -> None:
    exchange_once(line)

    assert standing.read().batch_rows == 5
