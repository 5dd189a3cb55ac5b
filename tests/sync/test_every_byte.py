"""The line is cut after every single byte of a small exchange, heads of HTTP included, each way (G4, G5, G6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.activities.models import Activity
from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.central.tables import Record
from tests.sync import street as streets
from tests.sync.machines import offer, register, waiting
from tests.sync.street import Street, exchange, stored

# A small exchange is not smaller than this, and not larger.
LEAST, MOST = 300, 3_000


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    with streets.opened(Settings(data=tmp_path, port=0, exchanges_per_minute=1_000_000), tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_cut_after_every_byte_changes_nothing_here_and_nothing_is_lost(street: Street, way: str) -> None:
    with street.kitchen.at():
        offer("Sewing")
        exchange()
    with street.hall.at():
        row = register()
        cursors = state.get("cursors", {})
        cuts, has_passed = 0, False
        for place in range(1, MOST):
            street.gate.limit(**{way: place})
            if exchange().is_synced:
                break
            cuts += 1
            # The clocks go on, and one call may be a byte shorter than the last: the gate has seen if all of it went.
            has_passed = has_passed or street.gate.up >= 0
            if way == "down" or not has_passed:
                assert stored() == has_passed, place
            assert (waiting(), state.get("cursors", {}), Activity.select().count()) == ([1], cursors, 0), (
                place
            )

        assert LEAST < cuts < MOST
        assert (waiting(), outbox.head(), stored()) == ([], 1, 1)
        assert (Activity.select().count(), Registration.select().count()) == (1, 1)
        assert Registration.get_by_id(row.id).version == Record.get(Record.id == row.id.hex).version
