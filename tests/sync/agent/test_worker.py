import threading
from collections.abc import Iterator

import pytest

from kiosk.core import outbox, record, state
from kiosk.core.database import database
from kiosk.core.parked import Parked
from kiosk.registration.models import Registration
from sync import protocol
from sync.agent.pace import Pace
from sync.agent.worker import Worker, WorkerState
from sync.protocol import ExchangeAnswer, FeedRecord, Page, Problem
from tests.sync.gate import Gate
from tests.sync.machines import NOW, OWN_FEED, Machine, enrol_by_hand, new_registration, register
from tests.sync.servers import GZIP, Server, agreeable

# Nothing here waits this long: it is when a test is given up.
PATIENCE = 20.0


class Slow(Pace):
    """Waits for ever after a failure; only something that happens ends it."""

    def wait(self, failures: int) -> float:
        return 0.0 if failures < 1 else 3_600.0


HURRIED = Pace(interval=3_600, first=0.001, longest=0.002, probe=0.001)
STUBBORN = Slow(interval=3_600, probe=0.01)


@pytest.fixture(scope="module")
def open_server() -> Iterator[Server]:
    made = Server(agreeable)
    yield made
    made.close()


@pytest.fixture
def server(open_server: Server) -> Server:
    open_server.seen.clear()
    open_server.answer = agreeable
    return open_server


@pytest.fixture
def gate(kiosk: Machine, server: Server) -> Iterator[Gate]:
    """Lay the line from this kiosk to the server."""
    del kiosk
    made = Gate(server.port).open()
    enrol_by_hand(central=made.url)
    yield made
    made.shut()


@pytest.fixture
def worker(gate: Gate) -> Iterator[Worker]:
    del gate
    made = Worker(pace=STUBBORN)
    yield made
    made.stop()


def is_acknowledged() -> bool:
    return bool(state.get("acknowledged", 0) == outbox.head())


def begin(worker: Worker) -> None:
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)


def test_it_says_what_waits_when_it_begins(worker: Worker) -> None:
    register()

    begin(worker)

    assert is_acknowledged()
    assert worker.describe() == {"state": "idle", "failures": 0, "restarts": 0}


def test_it_goes_at_once_when_there_is_news(worker: Worker) -> None:
    begin(worker)
    register()

    outbox.news.set()

    assert worker.wait_for(is_acknowledged, PATIENCE)


def test_it_goes_when_nothing_happened_for_a_while(gate: Gate, server: Server) -> None:
    del gate
    worker = Worker(pace=Pace(interval=0.001))
    begin(worker)

    assert worker.wait_for(lambda: len(server.seen) > 3, PATIENCE)
    worker.stop()


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


def test_it_is_started_again_when_it_dies(worker: Worker, server: Server) -> None:
    class PulledPlug(BaseException): ...

    def pull_the_plug(_kinds: frozenset[str]) -> None:
        record.after_pull.remove(pull_the_plug)
        raise PulledPlug

    identity, fields = new_registration()
    came = Page(OWN_FEED, 1, [FeedRecord(identity, "registration", 1, fields)])
    server.answer = lambda _environ: ("200 OK", GZIP, protocol.pack(ExchangeAnswer(1, NOW, 0, pages=[came])))
    record.after_pull.append(pull_the_plug)
    worker.pace = HURRIED
    worker.start()

    assert worker.wait_for(lambda: worker.restarts == 1 and worker.state == WorkerState.IDLE, PATIENCE)
    assert [row.id.hex for row in Registration.select()] == [identity]
    assert worker.describe() == {"state": "idle", "failures": 0, "restarts": 1}


def test_it_says_that_it_is_dead(worker: Worker) -> None:
    worker.thread = threading.Thread(target=int)
    worker.start()
    worker.thread.join()

    assert worker.describe()["state"] == "dead"


def test_it_waits_to_be_enrolled(worker: Worker, gate: Gate) -> None:
    state.put(token="")
    worker.start()
    assert worker.wait_for(lambda: worker.describe()["state"] == "not enrolled", PATIENCE)

    enrol_by_hand(central=gate.url)
    outbox.news.set()

    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)


def test_it_stops_when_it_was_revoked_and_goes_on_when_enrolled_anew(
    worker: Worker, server: Server, gate: Gate
) -> None:
    problem = protocol.pack(Problem("revoked", "…"))
    server.answer = lambda _environ: ("403 Forbidden", GZIP, problem)
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.STOPPED, PATIENCE)

    outbox.news.set()
    assert not worker.wait_for(lambda: len(server.seen) > 1, 0.1)

    server.answer = agreeable
    enrol_by_hand(central=gate.url, token="another")
    outbox.news.set()
    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)


def test_it_keeps_nobody_waiting_who_writes_meanwhile(worker: Worker, gate: Gate) -> None:
    begin(worker)
    gate.hold()
    outbox.news.set()
    assert gate.arrived.wait(PATIENCE)
    database.execute_sql("PRAGMA busy_timeout = 0")

    row = register()

    assert worker.state == WorkerState.EXCHANGING
    assert Registration.get().id == row.id
    gate.flowing.set()


def test_it_takes_in_what_was_parked_before_the_upgrade(worker: Worker) -> None:
    row = register(dye="indigo")
    state.put(acknowledged=1)
    outbox.Outbox.delete().execute()
    Parked.create(record=row.id.hex, kind="registration", version=5, fields='{"dye":"weld"}')
    worker.start()

    assert worker.wait_for(lambda: Registration.get().dye == "weld", PATIENCE)


def test_it_ends_when_told_to(worker: Worker) -> None:
    begin(worker)

    worker.stop()

    assert not worker.thread.is_alive()
    assert worker.describe()["state"] == "stopped"


def test_the_wait_grows_and_is_left_to_chance() -> None:
    pace = Pace()

    assert [pace.ceiling(failures) for failures in (1, 2, 3, 9, 10, 500)] == [1, 2, 4, 256, 300, 300]
    waits = [pace.wait(10) for _time in range(200)]
    assert all(0 <= wait <= 300 for wait in waits)
    assert len(set(waits)) > 100
