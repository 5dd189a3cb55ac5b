from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import database, outbox, record
from sync.agent.worker import Worker
from tests.sync.agent.workers import STUBBORN
from tests.sync.gate import Gate
from tests.sync.machines import Machine, ScriptedLine, enrol_by_hand
from tests.sync.servers import Server, agreeable


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Machine]:
    """Attach an empty file, enrolled by hand."""
    machine = Machine(tmp_path / "kiosk.sqlite").prepare()
    enrol_by_hand()
    outbox.news.clear()
    hooks = list(record.after_pull)
    yield machine
    record.after_pull[:] = hooks
    database.disconnect()


@pytest.fixture
def line() -> ScriptedLine:
    return ScriptedLine()


@pytest.fixture(scope="module")
def open_server() -> Iterator[Server]:
    made = Server(agreeable)
    yield made
    made.close()


@pytest.fixture
def server(open_server: Server) -> Server:
    """Begin with a central that acknowledges whatever comes."""
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
