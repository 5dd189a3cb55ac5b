"""Too many at once: those beyond the short queue are told to come back, cost no memory, and lose nothing."""

import gzip
import json
import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Semaphore, Thread
from typing import Any

import pytest
import urllib3

from kiosk.core.settings import Settings
from sync.central.admission import Admission
from sync.central.channel import Server
from sync.central.server import adjustments
from sync.central.throttle import Allowance
from tests.sync.network import Network
from tests.sync.servers import stop

LARGE = 200_000


class Desk:
    """An application that keeps every large call until it is told to go on."""

    def __init__(self) -> None:
        self.open, self.begun = Event(), Semaphore(0)

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        if environ["central.postponed"]:
            body = b"later"
        else:
            body = str(len(environ["wsgi.input"].read())).encode()
            if int(environ.get("CONTENT_LENGTH") or 0) > 1_024:
                self.begun.release()
                self.open.wait(20)
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]


@contextmanager
def serving(admission: Admission) -> Iterator[tuple[Desk, Server, urllib3.HTTPConnectionPool]]:
    desk = Desk()
    server = Server(desk, admission, adjustments(Settings(port=0)))
    thread = Thread(target=server.run)
    thread.start()
    with urllib3.HTTPConnectionPool(
        "127.0.0.1", int(server.effective_port), maxsize=40, retries=False
    ) as line:
        try:
            yield desk, server, line
        finally:
            desk.open.set()
            stop(server, thread)


def test_it_sends_away_what_is_beyond_the_queue_and_hears_it_out() -> None:
    with serving(Admission(at_once=2)) as (desk, _server, line), ThreadPoolExecutor(2) as kiosks:
        early = [kiosks.submit(line.request, "POST", "/", body=b"x" * LARGE) for _kiosk in range(2)]
        for _call in early:
            assert desk.begun.acquire(timeout=20)

        late = [line.request("POST", "/", body=b"x" * LARGE).data for _kiosk in range(5)]
        small = line.request("POST", "/", body=b"x" * 300).data
        desk.open.set()

        assert late == [b"later"] * 5
        assert small == b"300"
        assert [call.result(20).data for call in early] == [str(LARGE).encode()] * 2
        assert line.request("POST", "/", body=b"x" * LARGE).data == str(LARGE).encode()
        # Nobody was cut off: the lines are kept.
        assert line.num_connections <= 3


def test_a_body_that_was_not_let_in_is_kept_nowhere() -> None:
    admission = Admission(memory=50_000)
    with serving(admission) as (_desk, server, line):
        with socket.create_connection(("127.0.0.1", int(server.effective_port))) as halting:
            halting.sendall(b"POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + b"x" * 60_000)
            while admission.held() < 60_000:
                assert line.request("POST", "/", body=b"").status == 200

            answer = line.request("POST", "/", body=b"x" * LARGE)
            assert answer.data == b"later"
            assert admission.held() == 60_000
        while admission.held():
            assert line.request("POST", "/", body=b"").status == 200
        assert admission.work() == 0


def test_the_longer_the_line_the_later_they_are_asked_to_come() -> None:
    admission = Admission()
    first = {admission.retry_seconds() for _kiosk in range(2)}
    for _kiosk in range(400):
        admission.retry_seconds()
    later = [admission.retry_seconds() for _kiosk in range(60)]
    for _call in range(100):
        admission.finish(3.0)
    slow = [admission.retry_seconds() for _kiosk in range(200)]

    assert max(first) <= 3
    # Spread over the time that all of them need, so that they do not come at once.
    assert 5 <= max(later) <= 20
    assert len(set(later)) > 4
    assert 60 < max(slow) <= 120


def test_kiosks_with_nothing_to_say_are_asked_to_come_less_often_while_others_wait() -> None:
    admission = Admission(at_once=10)
    assert admission.come_back_seconds() == 0

    admission.channels = {place: waiting_channel() for place in range(9)}
    hints = [admission.come_back_seconds() for _kiosk in range(50)]

    assert min(hints) > 60
    assert max(hints) <= 750
    assert len(set(hints)) > 10


def waiting_channel() -> Any:
    call = type("Call", (), {"is_large": True})
    return type("Channel", (), {"requests": [call], "request": None})


def test_a_kiosk_that_calls_without_end_is_slowed_down_alone() -> None:
    allowance = Allowance(6)

    assert [allowance.spend("a") for _call in range(60)] == [0] * 60
    assert 1 <= allowance.spend("a") <= 15
    assert allowance.spend("b") == 0
    assert Allowance(0).spend("a") == 0


def test_central_says_so_to_a_kiosk_that_calls_without_end(tmp_path: Any) -> None:
    network = Network(Settings(data=tmp_path, port=0, exchanges_per_minute=1), tmp_path)
    try:
        machine = network.join(network.found("Linden"), "hall")
        problems = [network.exchange(machine)[0] for _time in range(12)]
    finally:
        network.close()

    assert problems[0].problem == ""
    assert problems[-1].problem == "too_many"
    assert problems[-1].wait_seconds >= 1


def test_a_call_that_was_sent_away_is_told_when_to_come(tmp_path: Any) -> None:
    network = Network(Settings(data=tmp_path, port=0), tmp_path)
    network.server.admission.at_once = 0
    try:
        with urllib3.PoolManager(retries=False) as pool:
            response = pool.request(
                "POST",
                f"{network.url}/v1/exchange",
                body=gzip.compress(os.urandom(5_000)),
                headers={"Authorization": "Bearer x"},
            )
    finally:
        network.close()

    assert response.status == 503
    assert json.loads(response.data)["error"] == "unavailable"
    assert int(response.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("depth", [0, 3, 16])
def test_a_value_may_be_nested_a_little(depth: int) -> None:
    from sync.central.nesting import is_too_deep  # noqa: PLC0415

    assert not is_too_deep(b"[" * depth + b"]" * depth)
    assert not is_too_deep(json.dumps([{"[": '{[\\"['}] * 50).encode())
    assert is_too_deep(b'{"a":' + b"[" * 16 + b"]" * 16 + b"}")
