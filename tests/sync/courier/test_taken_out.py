"""A kiosk that is taken out while its bundle is being read is served no further (G18)."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.settings import Settings
from sync import protocol
from sync.central import courier as counter
from sync.central import database, replicas
from sync.central.tables import Record
from tests.sync.courier.pocket import pocketed
from tests.sync.machines import register

WRITTEN = 3
# The head; then, as each piece waits for the one after it, the first of them once the second was served.
BEFORE_THE_THIRD = 2


class Interrupting(BytesIO):
    """Written to until something happens in between."""

    def __init__(self, happen: Any) -> None:
        super().__init__()
        self.happen, self.writes = happen, 0

    def write(self, data: Any) -> int:
        self.writes += 1
        if self.writes == BEFORE_THE_THIRD:
            self.happen()
        return super().write(data)


def held() -> int:
    return int(Record.select().where(Record.kind == "registration").count())


def test_what_was_read_by_then_stands_and_nothing_after_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "MAX_CHANGES", 1)
    with pocketed(settings, tmp_path) as pocket:
        hall = pocket.town.hall
        with hall.at():
            for number in range(10, 10 + WRITTEN):
                register(number=number)
        assert pocket.export(hall).changes == WRITTEN
        (path,) = pocket.files(".up")
        replica = pocket.town.network.replica(hall)

        with pocket.app.app_context(), path.open("rb") as reading:
            database.connect()
            answer = Interrupting(lambda: replicas.revoke(replica))
            carried = counter.answer(reading, answer, pocket.data)

        assert carried.problem == "revoked"
        assert held() == 2
        path.with_suffix(".down").write_bytes(answer.getvalue())
        taken = pocket.take_in(hall)
        assert (taken.word, taken.changes) == ("revoked", 2)
        assert pocket.waiting(hall) == 1
