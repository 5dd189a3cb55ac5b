"""Who was forgotten is found in no file: database, log, backup, what is sent, what central holds (G14)."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import database, erasure, outbox, state
from kiosk.core.settings import Settings
from kiosk.retention.services import forget_household
from tests.sync import street as streets
from tests.sync.forgotten import backup_of, central_s_tables, come, files_of, is_anywhere, sealed
from tests.sync.machines import Machine
from tests.sync.street import Street, exchange


@pytest.fixture
def street(settings: Settings, tmp_path: Path) -> Iterator[Street]:
    with streets.opened(settings, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("is_sent", [True, False])
def test_nothing_of_her_is_found_anywhere(
    is_sent: bool, street: Street, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("kiosk", "sync", "waitress"):
        caplog.set_level("DEBUG", logger=name)
    with street.hall.at():
        others = [come() for _time in range(40)]
        hers = [come() for _time in range(8)]
        envelopes = [row.name_sealed or "" for row in hers]
        if is_sent:
            exchange()
            for row in hers:
                row.name_sealed = sealed(row)
                row.save()
                envelopes.append(row.name_sealed)
            assert is_anywhere(envelopes, files_of(street.hall))

        for row in hers:
            forget_household(row.id)

        assert not is_anywhere(envelopes, files_of(street.hall))
        assert not is_anywhere(envelopes, backup_of(street.hall, tmp_path))
        assert exchange().is_synced
        assert not state.get("unswept")
        assert not is_anywhere(envelopes, files_of(street.hall), caplog.text.encode())
        assert is_anywhere([row.name_sealed or "" for row in others], files_of(street.hall))
    assert not is_anywhere(envelopes, central_s_tables())
    if not settings.database:
        central = [path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("central.sqlite")]
        assert central
        assert not is_anywhere(envelopes, *central)


def test_a_file_that_is_busy_is_swept_later(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "kiosk.sqlite").prepare()
    with machine.at():
        household = come()
        outside = sqlite3.connect(machine.path)
        outside.execute("BEGIN")
        outside.execute("SELECT * FROM household").fetchone()
        database.database.execute_sql("PRAGMA busy_timeout = 50")

        forget_household(household.id)
        assert state.get("unswept")
        outside.close()

        assert erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(machine))


def test_within_a_transaction_it_waits_for_the_end(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "kiosk.sqlite").prepare()
    with machine.at():
        household = come()
        with outbox.authored("a" * 32):
            forget_household(household.id)
            assert not erasure.sweep()

        assert erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(machine))
