"""A comparison touches nothing that waits, was refused, or is being written; and it does not come too often (G16)."""

import msgspec
import pytest

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.registration.models import Registration
from sync.agent import comparing
from sync.agent.errors import StaleAnswerError, TurnedAwayError
from sync.central.tables import Replica
from sync.comparison import CompareRequest
from tests.sync.comparing.eyes import WatchedLine, by_hand, compare, is_same, line_of
from tests.sync.machines import offer, register
from tests.sync.neighbourhood import Neighbourhood

HOUR = 60 * 60 * 1_000
# What a kiosk leaves alone is the same whatever central keeps its records in.
pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


class Interrupted:
    """A line on which somebody writes here while central thinks."""

    def __init__(self, line: WatchedLine, deed: object) -> None:
        self.line, self.deed = line, deed

    def call(self, path: str, message: CompareRequest) -> bytes:
        answer = self.line.call(path, message)
        if message.buckets:
            self.deed()
        return answer


def test_nothing_is_compared_while_something_waits(street: Neighbourhood) -> None:
    with street.hall.at():
        register()

    with line_of(street.hall) as line:
        found = comparing.compare(line)

    assert not found.is_ready
    assert line.asked == []
    assert "still waits" in found.text()


def test_what_is_written_meanwhile_stays(street: Neighbourhood) -> None:
    by_hand(street.hall, "UPDATE registration SET people = 9")

    with line_of(street.hall) as line:
        write = lambda: database.execute_sql("UPDATE registration SET adults = 7")  # noqa: E731
        found = comparing.compare(Interrupted(line, write))

    assert found.fetched == []
    with street.hall.at():
        assert Registration.get().adults == 7
    street.exchange(street.hall)
    with street.hall.at():
        assert Registration.get().adults == 7


def test_an_exchange_of_another_process_meanwhile_ends_it(street: Neighbourhood) -> None:
    by_hand(street.hall, "UPDATE registration SET people = 9")

    with line_of(street.hall) as line, pytest.raises(StaleAnswerError):
        comparing.compare(Interrupted(line, lambda: state.put(acknowledged=state.get("acknowledged") + 1)))


def test_a_feed_in_which_somebody_wrote_is_left_for_another_day(street: Neighbourhood) -> None:
    by_hand(street.kitchen, "UPDATE registration SET people = 9")
    with street.hall.at():
        register()
    street.exchange(street.hall)

    found = compare(street.kitchen)

    assert (found.same, found.moved) == (2, 1)
    assert found.fetched == []


def test_what_central_refused_stays_here_and_is_named(street: Neighbourhood) -> None:
    with street.hall.at():
        row = offer("For the whole world", audience="network")
    street.network.exchange(street.hall)

    found = compare(street.hall)

    assert found.refused == [(row.id.hex, "activity")]
    assert found.mended == 0
    with street.hall.at():
        assert database.execute_sql("SELECT 1 FROM activity WHERE id = ?", (row.id.hex,)).fetchone()
        assert not outbox.Outbox.select().exists()


def test_a_feed_is_summed_up_once_in_ten_minutes(street: Neighbourhood) -> None:
    compare(street.hall)

    with pytest.raises(TurnedAwayError) as caught:
        compare(street.hall)
    assert caught.value.word == "compared_lately"
    assert 0 < caught.value.retry_after_seconds <= 600
    assert compare(street.kitchen).same == 3


def test_buckets_are_told_only_after_a_sum(street: Neighbourhood) -> None:
    with line_of(street.hall) as line, pytest.raises(TurnedAwayError) as caught:
        line.call("/v1/compare", CompareRequest("network", state.get("cursors")["network"], buckets=[1]))

    assert caught.value.status == 429


@pytest.mark.parametrize(
    "wish",
    [
        CompareRequest("area:NL-UTC", 0),
        CompareRequest("network", 0, buckets=[256]),
        CompareRequest("nonsense", 0),
    ],
)
def test_a_feed_of_others_and_buckets_that_are_none_are_refused(
    wish: CompareRequest, street: Neighbourhood
) -> None:
    with line_of(street.hall) as line:
        if wish.buckets:
            line.call("/v1/compare", CompareRequest("network", state.get("cursors")["network"]))
        with pytest.raises(TurnedAwayError) as caught:
            line.call("/v1/compare", wish)

    assert (caught.value.status, caught.value.word) == (400, "malformed")


def test_a_kiosk_that_was_taken_out_is_told_nothing(street: Neighbourhood) -> None:
    replica = street.network.replica(street.hall)
    Replica.update(revoked_at=1).where(Replica.id == replica.id).execute()

    with pytest.raises(TurnedAwayError) as caught:
        compare(street.hall)

    assert caught.value.word == "revoked"


class OlderCentral:
    """A central that has never heard of comparing."""

    def __init__(self) -> None:
        self.calls = 0

    def call(self, _path: str, _message: msgspec.Struct) -> bytes:
        self.calls += 1
        raise TurnedAwayError(404, "not_found", "Not Found")


def test_an_older_central_is_asked_again_an_hour_later(street: Neighbourhood) -> None:
    central = OlderCentral()
    with street.hall.at():
        now = state.get("last_contact")
        state.put(compared_at=now - 30 * HOUR)
        for later in (0, HOUR // 2, HOUR):
            state.put(last_contact=now + later)
            comparing.compare_when_due(central)

    assert central.calls == 2


def test_it_is_due_once_a_day_by_central_s_time(street: Neighbourhood) -> None:
    with line_of(street.hall) as line:
        now = state.get("last_contact")
        comparing.compare_when_due(line)
        assert (line.asked, state.get("compared_at")) == ([], now)
        for later in (19 * HOUR, 27 * HOUR, 28 * HOUR):
            state.put(last_contact=now + later)
            comparing.compare_when_due(line)
        compared_at = state.get("compared_at")

    assert len(line.asked) == 3
    assert compared_at == now + 27 * HOUR
    assert is_same(street.hall)


def test_it_remembers_when_it_was_and_what_it_mended(street: Neighbourhood) -> None:
    by_hand(street.hall, "UPDATE registration SET people = 9")

    compare(street.hall)

    with street.hall.at():
        assert state.get("compared_at") == state.get("last_contact")
        assert state.get("repaired") == 1
