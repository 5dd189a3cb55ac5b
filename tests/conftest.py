"""Every test works on a real file of its own, on a clock that stands still where it matters, without a network."""

import gc
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from peewee import SqliteDatabase

from kiosk.activities.models import Activity, Function, Occurrence
from kiosk.activities.services import publish_activity
from kiosk.app import create_app
from kiosk.centres.models import Centre
from kiosk.centres.queries import this_centre
from kiosk.centres.services import found_centre
from kiosk.core import schema, state
from kiosk.core.database import attach, disconnect
from kiosk.core.database import database as the_database
from kiosk.core.settings import Settings
from kiosk.core.text import Text
from tests import fresh
from tests.people import Guest
from tests.team import Colleague, Team, hire, sit_down

MONDAY = datetime.fromisoformat("2026-03-02T10:00:00+01:00")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# After so many things more than before Python looks for garbage (its own number is 700).
GARBAGE = 20_000


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file in one process where several share the work, and those of one survey."""
    from tests.sharing import FilesAndSurveys  # noqa: PLC0415  only where the work is shared

    return FilesAndSurveys(config, log)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what was loaded: a fifth of the time would go there."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


class NetworkForbiddenError(RuntimeError):
    """A test tried to leave the machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise NetworkForbiddenError(str(address[0]))
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@dataclass(frozen=True)
class Founded:
    """A centre that was set up once: its row, and the code of its recovery sheet."""

    row: Centre
    code: str


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stand still on a Monday morning; `clock.shift(…)` and `clock.move_to(…)` go elsewhere."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    fresh.kiosk(tmp_path / "kiosk.sqlite")
    attach(tmp_path / "kiosk.sqlite")
    schema.prepare()
    yield the_database
    disconnect()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Found a centre once for all tests: stretching the recovery code is slow on purpose."""
    path = tmp_path_factory.mktemp("founded") / "kiosk.sqlite"
    attach(path)
    schema.prepare()
    code = found_centre("Pendrecht", "NL-RTM", zone="Europe/Amsterdam")
    # Secrets are stretched as little as may be; how long a try takes is measured elsewhere.
    state.put(zone="Europe/Amsterdam", stretch_iterations=1)
    disconnect()
    return path, code


@pytest.fixture
def centre(founded: tuple[Path, str], tmp_path: Path) -> Iterator[Founded]:
    """Attach a file of this test's own in which the centre, its key and its kiosk are there already."""
    path, code = founded
    disconnect()
    shutil.copy(path, tmp_path / "kiosk.sqlite")
    attach(tmp_path / "kiosk.sqlite")
    schema.prepare()
    row = this_centre()
    assert row is not None
    yield Founded(row, code)
    disconnect()


@pytest.fixture(scope="session")
def hired(founded: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Hire everybody once for all tests."""
    path, code = founded
    disconnect()
    return hire(path, code, tmp_path_factory.mktemp("hired"))


@pytest.fixture
def team(hired: Team, centre: Founded, tmp_path: Path) -> Team:
    """Attach a file of this test's own in which five people work at the centre."""
    disconnect()
    shutil.copy(hired.path, tmp_path / "kiosk.sqlite")
    for stale in tmp_path.glob("kiosk.sqlite-*"):
        stale.unlink()
    attach(tmp_path / "kiosk.sqlite")
    schema.prepare()
    return hired


@pytest.fixture
def at_desk(team: Team, app: Flask) -> Callable[[str], Colleague]:
    """Return a function that lets somebody sit down at the desk: `at_desk("Lena")`."""
    return lambda name: sit_down(app, app.test_client(), team, name)


@pytest.fixture
def app(centre: Founded, tmp_path: Path) -> Flask:
    made = create_app(Settings(data=tmp_path))
    made.config["TESTING"] = True
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Guest:
    return Guest(client)


@pytest.fixture
def sewing(clock: time_machine.Traveller, centre: Founded) -> list[Occurrence]:
    """Publish sewing on three Tuesdays from 09:30 to 11:30, six places each, and return its dates."""
    activity = Activity(
        centre=centre.row.id,
        function=Function.SUPPORT,
        drawing="sewing",
        title=Text.of("nl", {"nl": "Samen naaien", "en": "Sewing together", "ar": "نخيط معًا"}),
        about=Text.of("nl", {"nl": "Wij naaien en drinken thee."}),
        room=Text.of("nl", {"nl": "Zaal 2", "en": "Room 2"}),
        host=Text.of("nl", {"nl": "De sleutelmoeders"}),
    )
    first = datetime(2026, 3, 3, 9, 30)  # noqa: DTZ001  local wall time of the centre
    starts = [first + timedelta(weeks=week) for week in range(3)]
    publish_activity(activity, dates=[(start, start + timedelta(hours=2)) for start in starts], capacity=6)
    return list(Occurrence.select().order_by(Occurrence.starts_at))
