"""A kiosk goes on in another life of central only if it has said, read and holds nothing beyond what both have."""

import msgspec
import pytest

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.registration.models import Registration
from sync import protocol
from sync.agent import going_on, lives, resending, standing
from sync.agent.answer import Answer
from sync.agent.errors import StaleAnswerError
from tests.sync.machines import AREA_FEED, OWN_FEED, Machine, register

FORKED = {OWN_FEED: 6, AREA_FEED: 3, "network": 0}
ANSWER = Answer(protocol.NEWEST, 0, 4, timeline="new", known="old", forked=FORKED)


@pytest.fixture(autouse=True)
def told(kiosk: Machine) -> None:
    """Let the kiosk have said four changes and read as far as both lives go."""
    del kiosk
    state.put(timeline="old", acknowledged=4, cursors=FORKED)
    with outbox.applying():
        register(version=6)


def test_whoever_holds_nothing_beyond_what_both_have_goes_on() -> None:
    before = standing.read()

    assert going_on.adopt(before, ANSWER)

    after = standing.read()
    assert (after.timeline, after.lives) == ("new", {"old": FORKED})
    assert (after.epoch, after.acknowledged, after.cursors) == (before.epoch, 4, FORKED)
    with pytest.raises(StaleAnswerError):
        going_on.adopt(before, ANSWER)


@pytest.mark.parametrize(
    "beyond",
    [
        {"cursors": FORKED | {OWN_FEED: 7}},
        {"cursors": FORKED | {"network": -1}},
        {"reached": {AREA_FEED: 4}},
        {"acknowledged": 5},
    ],
)
def test_what_was_said_or_read_beyond_that_is_lost(beyond: dict[str, object]) -> None:
    state.put(**beyond)

    assert not going_on.adopt(standing.read(), ANSWER)
    assert standing.read().timeline == "old"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registration SET version = 7",
        "INSERT INTO tombstone (record, kind, audience, version, erased_at) VALUES ('a', 'topic', 'area', 4, 1)",
    ],
)
def test_what_stands_here_beyond_that_is_lost(statement: str) -> None:
    """A verdict may have come without a page."""
    with outbox.applying():
        database.execute_sql(statement)

    assert not going_on.adopt(standing.read(), ANSWER)


@pytest.mark.parametrize(
    "said",
    [
        {"timeline": "old"},
        {"forked": {}, "known": ""},
        {"acknowledged": 3},
        {"forked": FORKED | {AREA_FEED: 2}},
        {"continued": 8},
    ],
)
def test_an_answer_that_tells_of_less_lets_nobody_go_on(said: dict[str, object]) -> None:
    state.put(continues=["c" * 32, "copied"], confirmed=9)
    held = {"continued": 9}

    assert not going_on.adopt(standing.read(), msgspec.structs.replace(ANSWER, **(held | said)))
    assert going_on.adopt(standing.read(), msgspec.structs.replace(ANSWER, **held))


def test_of_a_life_that_ended_twice_the_smaller_number_counts() -> None:
    """Central was put back and went on; then a later copy was put back, from where it had ended first."""
    state.put(timeline="lost", lives={"older": {OWN_FEED: 5, AREA_FEED: 9}, "oldest": {OWN_FEED: 1}})
    answer = msgspec.structs.replace(ANSWER, known="older")
    before = standing.read()

    assert before.named == ["lost", "older", "oldest"]
    assert lives.common(before, answer) == {OWN_FEED: 5, AREA_FEED: 3, "network": 0}
    assert not going_on.adopt(before, answer)
    told = resending.hear(before, answer)
    assert (told.timeline, list(told.lives)) == ("new", ["older", "oldest"])
    assert told.lives["older"] == told.lost["forked"] == {OWN_FEED: 5, AREA_FEED: 3, "network": 0}


def test_no_more_lives_are_remembered_than_are_named_at_once() -> None:
    for number in range(2 * protocol.NAMED_LIVES):
        answer = msgspec.structs.replace(ANSWER, known=standing.read().timeline, timeline=f"life {number}")
        assert going_on.adopt(standing.read(), answer)

    assert len(standing.read().named) == protocol.NAMED_LIVES
    assert Registration.get().version == 6
