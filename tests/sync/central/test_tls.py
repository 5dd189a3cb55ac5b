"""Central with its own certificate: real connections, good ones and bad ones, and none keeps another waiting."""

import logging
import os
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import urllib3

from kiosk.core.settings import Settings
from sync.central.admission import Admission
from sync.central.server import adjustments
from sync.central.tls import Certificate, CertificateError, SecureServer
from tests.sync.certificates import Papers, issue
from tests.sync.servers import stop

LARGE = 3 * 1024 * 1024


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return issue(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def server(papers: Papers) -> Iterator[SecureServer]:
    """Serve an echo: what is posted comes back; `/n` answers n bytes."""

    def echo(environ: dict[str, Any], start: Any) -> list[bytes]:
        asked = environ["PATH_INFO"].strip("/")
        body = b"x" * int(asked) if asked else environ["wsgi.input"].read()
        start("200 OK", [("Content-Length", str(len(body))), ("X-Scheme", environ["wsgi.url_scheme"])])
        return [body]

    certificate = Certificate(str(papers.certificate), str(papers.key))
    settings = Settings(port=0, certificate=str(papers.certificate))
    made = SecureServer(echo, Admission(), adjustments(settings), certificate=certificate)
    thread = Thread(target=made.run)
    thread.start()
    yield made
    stop(made, thread)


@pytest.fixture
def line(server: SecureServer, papers: Papers) -> Iterator[urllib3.HTTPSConnectionPool]:
    with urllib3.HTTPSConnectionPool(
        "127.0.0.1",
        int(server.effective_port),
        ca_certs=str(papers.authority),
        retries=False,
        timeout=30,
        maxsize=60,
    ) as pool:
        yield pool


def open_line(server: SecureServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.effective_port)), timeout=20)


def is_closed(connection: socket.socket) -> bool:
    """Wait until the other end closes."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        return True
    return True


def test_it_carries_large_bodies_both_ways_over_one_connection(line: urllib3.HTTPSConnectionPool) -> None:
    body = os.urandom(LARGE)

    answers = [line.request("POST", "/", body=body) for _time in range(3)]

    assert all(answer.data == body for answer in answers)
    assert answers[0].headers["X-Scheme"] == "https"
    assert line.num_connections == 1


def test_it_serves_fifty_connections_at_once(line: urllib3.HTTPSConnectionPool) -> None:
    bodies = [os.urandom(40_000 + place) for place in range(50)]

    with ThreadPoolExecutor(50) as kiosks:
        answers = list(kiosks.map(lambda body: line.request("POST", "/", body=body).data, bodies))

    assert answers == bodies


def test_nobody_waits_for_a_handshake_that_does_not_end(
    server: SecureServer, line: urllib3.HTTPSConnectionPool
) -> None:
    silent, halting = open_line(server), open_line(server)
    halting.sendall(b"\x16\x03\x01\x02\x00\x01")

    assert line.request("GET", "/7").data == b"x" * 7

    # Half a minute later the tidying finds them.
    server.trigger.pull_trigger(lambda: server.maintenance(10**10))
    for connection in (silent, halting):
        assert is_closed(connection)
        connection.close()


def test_a_handshake_may_come_byte_by_byte(server: SecureServer, papers: Papers) -> None:
    context = ssl.create_default_context(cafile=str(papers.authority))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
    with open_line(server) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def step(deed: Any) -> Any:
            while True:
                try:
                    return deed()
                except ssl.SSLWantReadError:
                    for byte in outgoing.read():
                        connection.sendall(bytes([byte]))
                    incoming.write(connection.recv(65_536))

        step(tls.do_handshake)
        tls.write(b"GET /5 HTTP/1.0\r\n\r\n")
        answer = step(lambda: tls.read(4096))

    assert answer.startswith(b"HTTP/1.0 200 OK")


@pytest.mark.parametrize(
    "said",
    [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", os.urandom(5_000), b"\x16\x03\x01\x00\x05hello", b"\x00" * 20_000],
)
def test_it_closes_on_garbage_without_a_word(
    server: SecureServer,
    line: urllib3.HTTPSConnectionPool,
    said: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING), open_line(server) as connection:
        try:
            connection.sendall(said)
            assert is_closed(connection)
        except ConnectionError:
            pass

        assert line.request("GET", "/3").data == b"xxx"
    assert caplog.text == ""


def test_it_speaks_no_tls_of_yesterday(server: SecureServer, papers: Papers) -> None:
    context = ssl.create_default_context(cafile=str(papers.authority))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with open_line(server) as connection, context.wrap_socket(connection, server_hostname="127.0.0.1") as tls:
        assert tls.version() == "TLSv1.2"

    assert server.context.minimum_version == ssl.TLSVersion.TLSv1_2


def test_one_that_reads_slowly_gets_all_of_it(server: SecureServer, papers: Papers) -> None:
    context = ssl.create_default_context(cafile=str(papers.authority))
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.settimeout(30)
    plain.connect(("127.0.0.1", int(server.effective_port)))
    with context.wrap_socket(plain, server_hostname="127.0.0.1") as tls:
        tls.sendall(f"GET /{LARGE} HTTP/1.0\r\n\r\n".encode())
        got = 0
        while piece := tls.recv(1_000):
            got += len(piece)

    assert got > LARGE


def test_it_takes_a_renewed_certificate_and_no_broken_one(
    server: SecureServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = server.context
    renewed = issue(tmp_path / "renewed")
    server.certificate = Certificate(str(renewed.certificate), str(renewed.key))

    server.maintenance(0.0)
    second = server.context
    renewed.key.write_text("no key")
    server.maintenance(0.0)

    assert second is not first
    assert server.context is second
    assert "left alone" in caplog.text


def test_it_says_what_is_wrong_with_a_certificate(papers: Papers, tmp_path: Path) -> None:
    for chain, key in ((tmp_path / "none.pem", papers.key), (papers.certificate, papers.authority)):
        with pytest.raises(CertificateError, match="cannot be used"):
            Certificate(str(chain), str(key)).context()
