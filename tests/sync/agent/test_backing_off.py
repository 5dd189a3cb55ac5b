import pytest

from kiosk.core import outbox, state, stretches
from kiosk.core.stretches import Stretch
from sync import protocol
from sync.agent.errors import LASTING
from sync.agent.pace import Pace
from sync.agent.worker import Worker, WorkerState
from sync.protocol import Problem
from tests.sync.agent.workers import HURRIED, PATIENCE, STUBBORN, is_acknowledged
from tests.sync.gate import Gate
from tests.sync.machines import enrol_by_hand, register
from tests.sync.servers import GZIP, Server, agreeable


def test_it_backs_off_and_keeps_everything(gate: Gate) -> None:
    register()
    gate.shut()
    worker = Worker(pace=HURRIED)
    worker.start()

    assert worker.wait_for(lambda: worker.failures > 2, PATIENCE)
    worker.stop()

    assert (state.get("last_error"), outbox.Outbox.select().count()) == ("no_line", 1)


def test_it_goes_at_once_when_the_line_returns(gate: Gate, worker: Worker) -> None:
    register()
    gate.shut()
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.WAITING, PATIENCE)

    gate.open()

    assert worker.wait_for(is_acknowledged, PATIENCE)
    assert worker.wait_for(
        lambda: worker.describe() == {"state": "idle", "failures": 0, "restarts": 0}, PATIENCE
    )


def test_it_keeps_central_the_time_that_it_asked_for(server: Server, gate: Gate) -> None:
    del gate
    server.answer = lambda _environ: ("503 Unavailable", {"Retry-After": "300"}, b"")
    worker = Worker(pace=HURRIED)
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.WAITING, PATIENCE)

    assert not worker.wait_for(lambda: len(server.seen) > 1, 0.2)
    worker.stop()


def test_a_line_that_answers_and_fails_is_not_asked_without_end(server: Server, worker: Worker) -> None:
    server.answer = lambda _environ: ("500 Oops", {}, b"")
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.WAITING, PATIENCE)

    assert not worker.wait_for(lambda: len(server.seen) > 1, 0.2)


def test_a_clock_that_was_set_is_reason_to_try_again(server: Server, worker: Worker) -> None:
    server.answer = lambda _environ: ("500 Oops", {}, b"")
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.WAITING, PATIENCE)

    set_back_an_hour()

    assert worker.wait_for(lambda: worker.failures > 1, PATIENCE)


def test_a_clock_that_is_set_while_it_begins_to_wait_is_seen(server: Server, gate: Gate) -> None:
    del gate
    server.answer = lambda _environ: ("500 Oops", {}, b"")
    worker = Hasty(pace=STUBBORN)
    worker.start()

    assert worker.wait_for(lambda: worker.failures > 1, PATIENCE)
    worker.stop()


class Hasty(Worker):
    """A worker whose clock is set in the very moment in which it says that it waits, for the first time."""

    def become(self, state: WorkerState) -> None:
        super().become(state)
        if state == WorkerState.WAITING and self.failures == 1:
            set_back_an_hour()


def set_back_an_hour() -> None:
    Stretch.update(wall=Stretch.wall - 3_600_000).execute()
    stretches.look()


def test_it_waits_to_be_enrolled(worker: Worker, gate: Gate) -> None:
    state.put(token="")
    worker.start()
    assert worker.wait_for(lambda: worker.describe()["state"] == "not enrolled", PATIENCE)

    enrol_by_hand(central=gate.url)
    outbox.news.set()

    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)


@pytest.mark.parametrize("word", sorted(LASTING))
def test_it_stops_where_only_a_person_helps_and_goes_on_when_enrolled_anew(
    word: str, worker: Worker, server: Server, gate: Gate
) -> None:
    problem = protocol.pack(Problem(word, "…"))
    server.answer = lambda _environ: ("403 Forbidden", GZIP, problem)
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.STOPPED, PATIENCE)

    outbox.news.set()
    assert not worker.wait_for(lambda: len(server.seen) > 1, 0.1)

    server.answer = agreeable
    enrol_by_hand(central=gate.url, token="another")
    outbox.news.set()
    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)


@pytest.mark.parametrize("word", ["number_reused", "gap", "unknown_token", "protocol", "malformed"])
def test_it_goes_on_trying_where_it_may_mend_by_itself(word: str, server: Server, gate: Gate) -> None:
    del gate
    problem = protocol.pack(Problem(word, "…"))
    server.answer = lambda _environ: ("409 Conflict", GZIP, problem)
    worker = Worker(pace=HURRIED)
    worker.start()
    assert worker.wait_for(lambda: worker.failures > 1, PATIENCE)

    server.answer = agreeable
    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)
    worker.stop()


def test_the_wait_grows_and_is_left_to_chance() -> None:
    pace = Pace()

    assert [pace.ceiling(failures) for failures in (1, 2, 3, 9, 10, 500)] == [1, 2, 4, 256, 300, 300]
    waits = [pace.wait(10) for _time in range(200)]
    assert all(0 <= wait <= 300 for wait in waits)
    assert len(set(waits)) > 100
