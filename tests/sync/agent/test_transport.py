import logging
import socket
from collections.abc import Iterator

import msgspec
import pytest

from sync import protocol
from sync.agent.errors import (
    NoLineError,
    SlowLineError,
    TurnedAwayError,
    UnreadableAnswerError,
)
from sync.agent.transport import Transport, seconds_of
from sync.protocol import Clock, ExchangeRequest, Problem
from tests.sync.servers import Server

QUESTION = ExchangeRequest((1, 1), "a" * 32, "b" * 32, Clock(1, 2, "c" * 32), "0001", cursors={"network": 3})


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server(lambda _environ: ("200 OK", {"Content-Encoding": "gzip"}, protocol.pack(QUESTION)))
    yield made
    made.close()


@pytest.fixture
def line(server: Server) -> Iterator[Transport]:
    server.seen.clear()
    server.answer = lambda _environ: ("200 OK", {"Content-Encoding": "gzip"}, protocol.pack(QUESTION))
    transport = Transport(server.url, "told-once", read_seconds=5)
    yield transport
    transport.close()


def test_it_sends_and_reads_compressed(server: Server, line: Transport) -> None:
    body = line.call("/v1/exchange", QUESTION)

    (seen,) = server.seen
    assert msgspec.json.decode(body, type=ExchangeRequest) == QUESTION
    assert msgspec.json.decode(protocol.unpack(seen["body"]), type=ExchangeRequest) == QUESTION
    assert (seen["REQUEST_METHOD"], seen["PATH_INFO"]) == ("POST", "/v1/exchange")
    assert seen["HTTP_AUTHORIZATION"] == "Bearer told-once"
    assert seen["HTTP_CONTENT_ENCODING"] == "gzip"


def test_it_sends_no_header_that_nobody_needs(server: Server, line: Transport) -> None:
    line.call("/v1/exchange", QUESTION)

    names = {name for name in server.seen[0] if name.startswith("HTTP_")}
    assert names == {"HTTP_HOST", "HTTP_AUTHORIZATION", "HTTP_CONTENT_ENCODING"}


def test_nothing_to_say_costs_under_a_kilobyte(server: Server, line: Transport) -> None:
    line.call("/v1/exchange", QUESTION)

    (seen,) = server.seen
    heads = sum(
        len(name) + len(value) for name, value in seen.items() if name.startswith(("HTTP_", "CONTENT_"))
    )
    assert len(seen["body"]) + heads < 512


def test_it_keeps_one_connection(server: Server, line: Transport) -> None:
    for _time in range(3):
        line.call("/v1/exchange", QUESTION)

    assert len({seen["REMOTE_PORT"] for seen in server.seen}) == 1


def test_it_tells_why_it_was_turned_away(server: Server, line: Transport) -> None:
    problem = protocol.pack(Problem("revoked", "This kiosk may not exchange any more."))
    server.answer = lambda _environ: ("403 Forbidden", {"Content-Encoding": "gzip"}, problem)

    with pytest.raises(TurnedAwayError) as caught:
        line.call("/v1/exchange", QUESTION)

    assert (caught.value.status, caught.value.word, caught.value.retry_after_seconds) == (403, "revoked", 0)


@pytest.mark.parametrize(
    ("status", "headers", "body", "word", "seconds"),
    [
        ("413 Too Large", {}, b"<html>nginx</html>", "too_large", 0),
        ("503 Unavailable", {"Retry-After": "17"}, b"", "unavailable", 17),
        ("429 Too Many", {}, b'{"error":"throttled","message":"","retry_after_seconds":9}', "throttled", 9),
        ("503 Unavailable", {"Retry-After": "999999"}, b"", "unavailable", 3600),
        ("503 Unavailable", {"Retry-After": "soon"}, b"", "unavailable", 0),
        ("302 Found", {"Location": "http://elsewhere.example/"}, b"", "status_302", 0),
        ("500 Oops", {}, b"[]", "status_500", 0),
        ("403 Forbidden", {}, b'{"error":"\\u001b[2J\\n2026 all is well","message":""}', "status_403", 0),
    ],
)
def test_it_understands_what_stands_between(
    server: Server,
    line: Transport,
    status: str,
    headers: dict[str, str],
    body: bytes,
    word: str,
    seconds: int,
) -> None:
    server.answer = lambda _environ: (status, headers, body)

    with pytest.raises(TurnedAwayError) as caught:
        line.call("/v1/exchange", QUESTION)

    assert (caught.value.word, caught.value.retry_after_seconds) == (word, seconds)
    assert len(server.seen) == 1


def test_a_date_after_which_to_come_back_is_counted_in_seconds() -> None:
    assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert seconds_of("") == 0


@pytest.mark.parametrize(
    "body", [b"not gzip at all", protocol.pack(QUESTION)[:-9], protocol.pack(QUESTION)[:20]]
)
def test_it_cannot_read_a_broken_answer(server: Server, line: Transport, body: bytes) -> None:
    server.answer = lambda _environ: ("200 OK", {"Content-Encoding": "gzip"}, body)

    with pytest.raises(UnreadableAnswerError):
        line.call("/v1/exchange", QUESTION)


def test_it_unpacks_no_bomb(server: Server, line: Transport) -> None:
    bomb = protocol.pack(Problem("x" * (protocol.MAX_BODY_BYTES + 1), ""))
    server.answer = lambda _environ: ("200 OK", {"Content-Encoding": "gzip"}, bomb)

    with pytest.raises(UnreadableAnswerError):
        line.call("/v1/exchange", QUESTION)


def test_it_reads_no_more_than_the_limit(server: Server, line: Transport) -> None:
    server.answer = lambda _environ: ("200 OK", {}, b" " * (protocol.MAX_BODY_BYTES + 1))

    with pytest.raises(UnreadableAnswerError):
        line.call("/v1/exchange", QUESTION)


def test_a_line_that_is_not_there_is_a_broken_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    line = Transport(f"http://127.0.0.1:{port}", "told-once")

    with pytest.raises(NoLineError):
        line.call("/v1/exchange", QUESTION)
    assert not line.is_answering()


def test_a_line_that_is_silent_is_a_slow_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Transport(f"http://127.0.0.1:{listening.getsockname()[1]}", "told-once", read_seconds=0.05)

        with pytest.raises(SlowLineError):
            line.call("/v1/exchange", QUESTION)
        assert line.is_answering()
        line.close()


def test_it_puts_neither_token_nor_content_into_the_log(
    server: Server, line: Transport, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer = lambda _environ: ("500 Oops", {}, b"secret words")

    with pytest.raises(TurnedAwayError):
        line.call("/v1/exchange", QUESTION)

    assert "told-once" not in caplog.text
    assert "secret words" not in caplog.text
    assert "a" * 32 not in caplog.text
