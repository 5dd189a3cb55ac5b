"""However and wherever the line breaks: at most one batch goes twice, nothing is lost, nothing is doubled (G4, G6)."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from kiosk.core import database, outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.agent import standing
from sync.agent.exchange import exchange_until_done
from sync.agent.pace import Pace
from sync.agent.report import Report
from sync.agent.transport import Transport
from sync.agent.worker import Worker, WorkerState
from sync.central.tables import Receipt, Record, Replica
from sync.protocol import ExchangeRequest
from tests.sync.gate import Gate
from tests.sync.machines import Machine, register, waiting
from tests.sync.network import Network

PLACES = 12
PATIENCE = 20.0


@dataclass
class Street:
    """Two kiosks of one centre; the line of the first leads through a gate."""

    network: Network
    gate: Gate
    hall: Machine
    kitchen: Machine


@dataclass
class CountedLine:
    """Counts how often each number is sent."""

    line: Transport
    sent: Counter[int] = field(default_factory=Counter)

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        assert isinstance(message, ExchangeRequest)
        self.sent.update(change.n for change in message.changes)
        return self.line.call(path, message)


@pytest.fixture
def street(settings: Settings, tmp_path: Path) -> Iterator[Street]:
    network = Network(settings, tmp_path)
    gate = Gate(network.port).open()
    centre = network.found("Pendrecht")
    made = Street(network, gate, network.join(centre, "hall", url=gate.url), network.join(centre, "kitchen"))
    yield made
    gate.shut()
    database.disconnect()
    network.close()


def exchange(sent: Counter[int] | None = None) -> Report:
    """Exchange over a new connection."""
    enrolled = standing.read()
    with closing(Transport(enrolled.central, enrolled.token, read_seconds=5)) as line:
        return exchange_until_done(CountedLine(line, Counter() if sent is None else sent))


def places(total: int) -> list[int]:
    """Return where to cut: at the first bytes, at the last (compressed, they vary a little), and between."""
    return sorted({1, *(total * part // PLACES for part in range(1, PLACES)), total - 30})


def stored() -> int:
    return int(Record.select().where(Record.kind == "registration").count())


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_cut_while_sending_costs_one_batch_and_loses_nothing(street: Street, way: str) -> None:
    made = 5
    with street.hall.at():
        for _time in range(made):
            register()
        street.gate.limit()
        assert exchange().is_synced
        total = street.gate.carried_up if way == "up" else street.gate.carried_down
        for place in places(total):
            for _time in range(5):
                register()
            made += 5
            sent: Counter[int] = Counter()

            street.gate.limit(**{way: place})
            broken = exchange(sent)
            street.gate.limit()
            mended = exchange(sent)

            assert (broken.is_synced, mended.is_synced) == (False, True), (way, place)
            assert set(sent.values()) <= {1, 2}
            assert (stored(), mended.acknowledged, outbox.head()) == (made, made, made)
            assert waiting() == []


def test_a_cut_in_the_middle_of_many_batches_sends_one_of_them_again(street: Street) -> None:
    with street.hall.at():
        for _time in range(60):
            register()
        state.put(batch_rows=10)
        sent: Counter[int] = Counter()
        street.gate.limit(down=700)

        broken = exchange(sent)
        street.gate.limit()
        mended = exchange(sent)

        assert 0 < broken.acknowledged < 60
        assert mended.is_synced
        again = sorted(n for n, times in sent.items() if times > 1)
        assert again == list(range(broken.acknowledged + 1, broken.acknowledged + 1 + len(again)))
        assert (len(again) < 20, max(sent.values())) == (True, 2)
        assert stored() == 60


def test_a_cut_while_reading_leaves_whole_pages_only(street: Street) -> None:
    with street.kitchen.at():
        for _time in range(40):
            register()
        exchange()
    with street.hall.at():
        cursors = state.get("cursors")
        street.gate.limit()
        exchange()
        total = street.gate.carried_down
        for place in places(total):
            with outbox.applying():
                Registration.delete().execute()
            state.put(cursors=cursors)

            street.gate.limit(down=place)
            broken = exchange()
            assert (broken.problem, Registration.select().count()) == ("line", 0), place
            assert state.get("cursors") == cursors

            street.gate.limit()
            assert exchange().is_synced
            assert Registration.select().count() == 40


def test_a_lost_answer_is_asked_for_again_and_doubles_nothing(street: Street) -> None:
    with street.hall.at():
        row = register()
        street.gate.limit(down=1)
        broken = exchange()
        heard = stored()
        street.gate.limit()
        mended = exchange()

        assert (broken.problem, heard, mended.is_synced, stored()) == ("line", 1, True, 1)
        assert Registration.get_by_id(row.id).version == Record.get(Record.id == row.id.hex).version


def test_the_same_number_with_other_content_is_a_loud_error(street: Street) -> None:
    with street.hall.at():
        register(number=1)
        street.gate.limit(down=1)
        exchange()
        outbox.Outbox.update(fields='{"number":2}').execute()
        street.gate.limit()

        report = exchange()

        assert (report.problem, state.get("last_error"), waiting()) == ("number_reused", "number_reused", [1])
    assert msgspec.json.decode(Record.get().fields)["number"] == 1


@pytest.mark.parametrize(
    ("written_since", "problem"), [(0, "restored"), (1, "restored"), (3, "number_reused")]
)
def test_a_card_that_was_set_back_is_noticed(street: Street, written_since: int, problem: str) -> None:
    copy = street.hall.path.with_suffix(".copy")
    with street.hall.at():
        register()
        exchange()
    shutil.copy(street.hall.path, copy)
    with street.hall.at():
        register()
        register()
        exchange()
    shutil.copy(copy, street.hall.path)

    with street.hall.at():
        for _time in range(written_since):
            register()
        report = exchange()

        assert report.problem in {problem, "number_reused"}
        assert not report.is_synced
        assert len(waiting()) == written_since
    assert stored() == 3


def test_a_central_that_was_set_back_is_noticed(street: Street) -> None:
    with street.hall.at():
        for _time in range(3):
            register()
        exchange()
        Receipt.delete().where(Receipt.n > 1).execute()
        Replica.update(acknowledged=1).execute()

        idle = exchange()
        register()
        sending = exchange()

        assert (idle.problem, sending.problem, waiting()) == ("gap", "gap", [4])


def test_the_worker_brings_it_to_the_sister_when_the_line_returns(street: Street) -> None:
    street.gate.shut()
    worker = Worker(pace=Pace(interval=3_600, first=3_600, longest=3_600, probe=0.01))
    with street.hall.at():
        row = register()
        worker.start()
        assert worker.wait_for(lambda: worker.state == WorkerState.WAITING, PATIENCE)
        street.gate.open()
        assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)
        worker.stop()

    with street.kitchen.at():
        assert exchange().is_synced
        assert Registration.get().id == row.id
