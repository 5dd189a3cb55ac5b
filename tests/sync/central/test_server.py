"""The real server on a real port: health, the proxy's word about the line, and the start of everything."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import urllib3

from kiosk.core.settings import Settings
from sync.central import application, create_server, database, keys
from tests.sync.servers import stop


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    server = create_server(settings)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        stop(server, thread)
        database.disconnect()


def ask(address: str, **headers: str) -> Any:
    with urllib3.PoolManager(retries=False) as pool:
        response = pool.request("GET", address, headers=headers, redirect=False)
        return response.status, response.headers, response.data


def test_it_says_that_it_is_well_and_not_who_made_it(tmp_path: Path) -> None:
    with serving(Settings(data=tmp_path, port=0)) as central:
        status, headers, body = ask(f"{central}/health")

    report = json.loads(body)
    assert status == 200
    assert (report["status"], report["database"]) == ("ok", "ok")
    assert report["version"]
    assert "Server" not in headers


def test_it_believes_a_proxy_on_this_machine_about_the_line(tmp_path: Path) -> None:
    with serving(Settings(data=tmp_path, port=0, behind_proxy=True)) as central:
        secure = ask(f"{central}/", **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"})
        plain = ask(f"{central}/", **{"X-Forwarded-Proto": "http", "X-Forwarded-For": "192.0.2.7"})
        silent = ask(f"{central}/")

    assert (secure[0], plain[0], silent[0]) == (303, 403, 403)


def test_it_believes_nobody_about_the_line_without_a_proxy(tmp_path: Path) -> None:
    with serving(Settings(data=tmp_path, port=0)) as central:
        status, headers, _body = ask(f"{central}/sign-in", **{"X-Forwarded-Proto": "https"})

    assert status == 200
    assert "Secure" not in headers["Set-Cookie"]


def test_it_says_why_it_is_not_well(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = application.create_app(Settings(data=tmp_path))
    database.run("DROP TABLE feed")

    with caplog.at_level(logging.CRITICAL):
        response = app.test_client().get("/health")

    assert response.status_code == 503
    assert response.json is not None
    assert response.json["status"].startswith("database: ")
    database.disconnect()


def test_it_asks_a_kiosk_to_come_back_when_the_database_is_away(tmp_path: Path) -> None:
    app = application.create_app(Settings(data=tmp_path))
    database.run("DROP TABLE replica")

    response = app.test_client().post("/v1/exchange", headers={"Authorization": "Bearer x"})

    assert response.status_code == 503
    assert response.json is not None
    assert response.json["error"] == "unreachable"
    assert response.headers["Retry-After"] == "5"
    database.disconnect()


def test_it_makes_its_files_for_its_owner_only(tmp_path: Path) -> None:
    application.prepare(Settings(data=tmp_path / "new"))
    key = keys.kept(tmp_path / "new", keys.COOKIES)

    assert keys.kept(tmp_path / "new", keys.COOKIES) == key
    for name in ("central.key", "central.sqlite"):
        assert (tmp_path / "new" / name).stat().st_mode & 0o077 == 0
    database.disconnect()


def test_all_that_start_at_once_sign_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as processes:
        made = set(processes.map(lambda _start: keys.kept(tmp_path, keys.COOKIES), range(8)))

    assert made == {(tmp_path / "central.key").read_bytes()}
    assert [path.name for path in tmp_path.iterdir()] == ["central.key"]


def test_it_wants_postgresql_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        database.attach(Settings(data=tmp_path, database="mysql://localhost/central"))
