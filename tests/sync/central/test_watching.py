"""What an operator's machines see of central: numbers and lines of JSON, and nobody in them."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.core import clock
from kiosk.core.settings import Settings
from sync.central import calls, create_app, database, logs
from sync.central.tables import Replica
from sync.central.watch import SILENT_MILLISECONDS
from sync.protocol import ExchangeAnswer
from tests.sync.town import change

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7", "wsgi.url_scheme": "https"}


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Collect what central writes in lines of JSON."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(logs.JsonFormatter().format(record))

    root, level, handler = logging.getLogger(), calls.log.level, Kept()
    root.addHandler(handler)
    calls.log.setLevel(logging.INFO)
    yield found
    calls.log.setLevel(level)
    root.removeHandler(handler)


def accounts(lines: list[str]) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, lines) if "call" in line]


def test_it_counts_calls_and_changes(app: Flask, joined: Any) -> None:
    joined.exchange(changes=[change(1), change(2, kind="no kind")])
    joined.exchange()
    joined.post("/v1/exchange", b"nonsense")

    told = app.test_client().get("/metrics").text

    for line in (
        'central_calls_total{call="exchange",outcome="ok"} 2.0',
        'central_calls_total{call="enrol",outcome="ok"} 1.0',
        'central_calls_total{call="exchange",outcome="malformed"} 1.0',
        'central_changes_total{verdict="accepted"} 1.0',
        'central_changes_total{verdict="refused"} 1.0',
        'central_call_seconds_count{call="exchange"} 3.0',
        'central_kiosks{silence="3600"} 1.0',
        'central_kiosks{silence="+Inf"} 1.0',
        "central_calls_waiting 0.0",
        "process_resident_memory_bytes",
    ):
        assert line in told, line


def test_it_names_nobody_in_its_numbers(app: Flask, joined: Any) -> None:
    joined.exchange(changes=[change(1)])

    told = app.test_client().get("/metrics").text

    assert joined.enrolled.replica not in told
    assert joined.enrolled.centre not in told
    assert "Linden" not in told
    assert "Hall" not in told


def test_it_shows_them_to_this_machine_to_operators_and_by_the_token(
    app: Flask, desk: FlaskClient, store: Settings
) -> None:
    stranger = app.test_client()

    assert stranger.get("/metrics").status_code == 200
    assert stranger.get("/metrics", environ_overrides=ELSEWHERE).status_code == 404
    assert desk.get("/metrics", environ_overrides=ELSEWHERE).status_code == 200
    database.disconnect()
    told = create_app(Settings(data=store.data, database=store.database, metrics_token="seen-by-few"))
    for token, status in (("seen-by-few", 200), ("guessed", 404), ("", 404)):
        headers = {"Authorization": f"Bearer {token}"}
        answer = told.test_client().get("/metrics", headers=headers, environ_overrides=ELSEWHERE)
        assert answer.status_code == status


def test_behind_a_proxy_nobody_seems_to_be_on_this_machine(store: Settings) -> None:
    app = create_app(Settings(data=store.data, database=store.database, behind_proxy=True))

    answer = app.test_client().get("/metrics", environ_overrides={"wsgi.url_scheme": "https"})

    assert answer.status_code == 404


def test_without_the_package_there_is_nothing_to_see(
    monkeypatch: pytest.MonkeyPatch, store: Settings
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "prometheus_client", None)
    client = create_app(store).test_client()

    assert client.get("/metrics").status_code == 404
    assert client.get("/health").status_code == 200


def test_it_writes_a_line_for_each_call(
    lines: list[str], joined: Any, answer: Callable[[Any], ExchangeAnswer]
) -> None:
    joined.exchange(changes=[change(1), change(2, kind="no kind")])
    joined.exchange(epoch="short")

    enrolled, exchanged, refused = accounts(lines)
    assert enrolled["call"] == "enrol"
    assert exchanged["replica"] == joined.enrolled.replica
    assert exchanged["verdicts"] == {"accepted": 1, "refused": 1}
    assert (exchanged["outcome"], exchanged["status"]) == ("ok", 200)
    assert exchanged["bytes_in"] > 0
    assert exchanged["bytes_out"] > 0
    assert exchanged["milliseconds"] > 0
    assert (refused["outcome"], refused["status"]) == ("malformed", 400)


def test_nothing_of_anybody_stands_in_a_log(
    lines: list[str], app: Flask, joined: Any, caplog: pytest.LogCaptureFixture
) -> None:
    # As kiosk.process does: peewee would tell every value.
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.ERROR, "peewee"):
        joined.exchange(changes=[change(1, fields={"title": "Sewing with a secret"})])
        joined.post("/v1/exchange", b"broken", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
        app.test_client().post("/sign-in", data={"name": "amal", "password": "guessed-word"})
        joined.client.get("/nowhere?name=somebody")

    written = "\n".join([*lines, caplog.text])
    for word in ("secret", joined.enrolled.token, "192.0.2.7", "guessed-word", "Linden", "Hall", "somebody"):
        assert word not in written, word


def test_a_line_of_json_tells_whatever_else_is_said(lines: list[str]) -> None:
    try:
        int("what somebody typed")
    except ValueError:
        logging.getLogger("sync.central.gate").exception("the database does not answer: %s", "Busy")

    (line,) = map(json.loads, lines)
    assert line["level"] == "error"
    assert line["message"] == "the database does not answer: Busy"
    assert line["error"] == "ValueError"
    assert "typed" not in str(line)


def test_health_says_how_many_kiosks_are_silent(app: Flask, joined: Any) -> None:
    client = app.test_client()
    assert client.get("/health").json == {**(client.get("/health").json or {}), "silent_kiosks": 0}

    long_ago = clock.wall() - SILENT_MILLISECONDS - 1_000
    Replica.update(enrolled_at=long_ago, last_contact_at=long_ago).execute()

    report = client.get("/health").json
    assert report is not None
    assert (report["status"], report["silent_kiosks"]) == ("ok", 1)
