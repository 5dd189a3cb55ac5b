"""One connection to central is opened when it is needed and kept: an exchange with nothing to say costs little."""

import http.client
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url

from sync import protocol
from sync.agent.patience import Answering
from sync.agent.trust import trust

CONNECT_SECONDS = 10.0


def nothing() -> None:
    """Do nothing but wait."""


class Received(NamedTuple):
    """An answer; `is_cut` where the line ended before it did. A body is read up to one byte past MAX_BODY_BYTES."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    is_cut: bool = False


class Connection:
    """Speaks HTTP/1.1 over a line that urllib3 opens and, with TLS, believes; call by call, never two at once.

    urllib3's own pools read an answer three times as long as `http.client` does, and send head and body of a call by
    themselves: central then wakes up twice for it.
    """

    def __init__(self, address: Url, *, read_seconds: float) -> None:
        self.read_seconds = read_seconds
        self.head = f"Host: {address.netloc}\r\n"
        self.line = open_later(address)

    def post(
        self, path: str, headers: dict[str, str], body: bytes, meanwhile: Callable[[], None] = nothing
    ) -> Received:
        """Send a call, do something `meanwhile`, and return what is answered, whatever its status.

        Raises urllib3's NewConnectionError or ConnectTimeoutError where nobody is there, TimeoutError where nothing
        comes for `read_seconds` (or the whole takes five times that), OSError (ssl.SSLError among them) or
        http.client.HTTPException where the line breaks.
        """
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {path} HTTP/1.1\r\n{self.head}Content-Length: {len(body)}\r\n{lines}\r\n"
        if not self.line.is_connected:
            self.open()
        is_done = False
        try:
            answer = self.answer_to(head.encode("latin-1") + body, meanwhile)
            came = answer.read(protocol.MAX_BODY_BYTES + 1)
            is_done = answer.isclosed() and not answer.will_close
            return Received(answer.status, answer.headers, came, is_cut(answer, came))
        finally:
            # What is left of an answer must not be taken for the next one.
            if not is_done:
                self.close()

    def open(self) -> None:
        self.line.close()
        self.line.timeout = CONNECT_SECONDS
        self.line.connect()
        if self.line.sock:
            self.line.sock.settimeout(self.read_seconds)

    def answer_to(self, call: bytes, meanwhile: Callable[[], None]) -> http.client.HTTPResponse:
        """Send a call and return its answer, of which the headers are read."""
        sock: Any = self.line.sock
        # Something on the way may say that it is too large before it was heard to the end.
        with suppress(BrokenPipeError):
            sock.sendall(call)
        meanwhile()
        stream: Any = Answering(sock)
        answer = http.client.HTTPResponse(stream, method="POST")
        answer.begin()
        return answer

    def close(self) -> None:
        self.line.close()


def is_cut(answer: http.client.HTTPResponse, came: bytes) -> bool:
    """Say whether the line ended before the answer did: to `http.client` that is no error.

    Nor is it one when the headers end before they say how long it is.
    """
    if len(came) > protocol.MAX_BODY_BYTES:
        return False
    return bool(answer.length) if answer.length is not None else not came


def open_later(address: Url) -> HTTPConnection:
    """Return a connection that is not open yet; one with TLS believes whom the kiosk believes."""
    host, port = (address.host or "").strip("[]"), address.port
    if address.scheme == "https":
        return HTTPSConnection(host, port, ca_certs=trust.ca_file or None)
    return HTTPConnection(host, port)
