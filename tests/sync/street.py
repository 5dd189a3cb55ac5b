"""Two kiosks of one centre at the real central; the line of the first leads through a gate."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kiosk.core import database
from kiosk.core.settings import Settings
from sync.agent import standing
from sync.agent.exchange import exchange_until_done
from sync.agent.report import Report
from sync.agent.transport import Transport
from sync.central.tables import Record
from sync.protocol import ExchangeRequest
from tests.sync.gate import Gate
from tests.sync.machines import Machine
from tests.sync.network import Network


@dataclass
class Street:
    network: Network
    gate: Gate
    hall: Machine
    kitchen: Machine


@contextmanager
def opened(settings: Settings, folder: Path) -> Iterator[Street]:
    network = Network(settings, folder)
    gate = Gate(network.port).open()
    centre = network.found("Pendrecht")
    yield Street(network, gate, network.join(centre, "hall", url=gate.url), network.join(centre, "kitchen"))
    gate.shut()
    database.disconnect()
    network.close()


@dataclass
class CountedLine:
    """Counts how often each number is sent."""

    line: Transport
    sent: Counter[int] = field(default_factory=Counter)

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        assert isinstance(message, ExchangeRequest)
        self.sent.update(change.n for change in message.changes)
        return self.line.call(path, message)


def exchange(sent: Counter[int] | None = None) -> Report:
    """Exchange over a new connection."""
    enrolled = standing.read()
    with closing(Transport(enrolled.central, enrolled.token, read_seconds=30)) as line:
        return exchange_until_done(CountedLine(line, Counter() if sent is None else sent))


def stored() -> int:
    """Return how many registrations central holds."""
    return int(Record.select().where(Record.kind == "registration").count())
