from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import database, outbox, record
from tests.sync.machines import Machine, ScriptedLine, enrol_by_hand


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
