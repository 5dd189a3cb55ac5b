import threading

from kiosk.core import outbox, record, state
from kiosk.core.database import database
from kiosk.core.parked import Parked
from kiosk.registration.models import Registration
from sync import protocol
from sync.agent.pace import Pace
from sync.agent.worker import Worker, WorkerState
from sync.protocol import ExchangeAnswer, FeedRecord, Page
from tests.sync.agent.workers import HURRIED, PATIENCE, begin, is_acknowledged
from tests.sync.gate import Gate
from tests.sync.machines import NOW, OWN_FEED, new_registration, register
from tests.sync.servers import GZIP, Server


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
