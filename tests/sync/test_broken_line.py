"""However and wherever the line breaks: at most one batch goes twice, nothing is lost, nothing is doubled (G4, G6)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.agent.pace import Pace
from sync.agent.worker import Worker, WorkerState
from sync.central.tables import Record
from tests.sync import street as streets
from tests.sync.machines import register, waiting
from tests.sync.street import Street, exchange, stored

PLACES = 12
PATIENCE = 20.0


@pytest.fixture
def street(settings: Settings, tmp_path: Path) -> Iterator[Street]:
    with streets.opened(settings, tmp_path) as opened:
        yield opened


def places(total: int) -> list[int]:
    """Return where to cut: at the first bytes, at the last (compressed, they vary a little), and between."""
    return sorted({1, *(total * part // PLACES for part in range(1, PLACES)), total - 30})


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_cut_while_sending_costs_one_batch_and_loses_nothing(street: Street, way: str) -> None:
    made = 10
    with street.hall.at():
        # From the second call on the kiosk knows its central, and says less: that one is measured.
        for _call in range(2):
            for _time in range(made // 2):
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
