"""A card or a central that was set back to an earlier copy is noticed; nothing is written over (G6, G7)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from sync.central.tables import Receipt, Record, Replica
from tests.sync import street as streets
from tests.sync.machines import register, waiting
from tests.sync.street import Street, exchange, stored

PLACES = 12
PATIENCE = 20.0


@pytest.fixture
def street(settings: Settings, tmp_path: Path) -> Iterator[Street]:
    with streets.opened(settings, tmp_path) as opened:
        yield opened


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
