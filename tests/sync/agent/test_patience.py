"""An answer that comes byte by byte is given up after a while, wherever in it the other end dawdles."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from sync import protocol
from sync.agent.errors import LineError, SlowLineError
from sync.agent.transport import Transport
from sync.protocol import Clock, ExchangeRequest

QUESTION = ExchangeRequest((1, 2), "a" * 32, "b" * 32, Clock(1, 2, "c" * 32))
SILENCE = 0.4
ENDLESS = b"x" * 100_000


@contextmanager
def dripping(at_once: bytes, slowly: bytes) -> Iterator[str]:
    """Serve one connection: what comes at once, then a byte every tenth of a second until nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        done = threading.Event()

        def drip() -> None:
            connection, _address = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                connection.sendall(at_once)
                for place in range(len(slowly)):
                    if done.wait(SILENCE / 4):
                        return
                    connection.sendall(slowly[place : place + 1])

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        done.set()
        thread.join(10)


@pytest.mark.parametrize(
    ("at_once", "slowly"),
    [
        (b"", b"HTTP/1.1 200 OK\r\nX: " + ENDLESS),
        (b"HTTP/1.1 200 OK\r\n", b"X-Header: y\r\n" * 1_000),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", ENDLESS),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000),
        (b"HTTP/1.1 200 OK\r\n\r\n", ENDLESS),
    ],
)
def test_it_gives_up_an_answer_that_drips(at_once: bytes, slowly: bytes) -> None:
    with dripping(at_once, slowly) as address:
        line = Transport(address, "told-once", read_seconds=SILENCE)

        with pytest.raises(LineError) as caught:
            line.call("/v1/exchange", QUESTION)
        line.close()

    assert isinstance(caught.value, SlowLineError)


def test_it_reads_an_answer_that_is_slow_but_comes() -> None:
    body = protocol.pack(QUESTION)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with dripping(head + body[:-3], body[-3:]) as address:
        line = Transport(address, "told-once", read_seconds=SILENCE)

        assert line.call("/v1/exchange", QUESTION) == protocol.unpack(body)
        line.close()
