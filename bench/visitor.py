"""A visitor as lean as can be: her own cost must not hide the difference between two servers."""

import re
import socket
from typing import NamedTuple
from urllib.parse import urlencode

TIMEOUT_SECONDS = 60


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        found = re.search(rb"\r\nLocation: ([^\r]+)", self.head)
        return found.group(1).decode() if found else ""


class NotServedError(RuntimeError):
    """A page was not answered with what belongs to it; figures of faults would say nothing."""


class Visitor:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_error: object) -> None:
        self.line.close()

    def get(self, path: str, status: int = 200) -> Answer:
        """Ask for a page. Raises NotServedError when the status is another."""
        return self.ask(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(), status)

    def post(self, path: str, form: dict[str, str], status: int = 303) -> Answer:
        """Send a form. Raises NotServedError when the status is another."""
        body = urlencode(form).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return self.ask(head.encode() + body, status)

    def ask(self, request: bytes, status: int) -> Answer:
        self.line.sendall(request)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self.more()
        head, body = received[:end], received[end + 4 :]
        found = re.search(rb"\r\nContent-Length: (\d+)", head)
        length = int(found.group(1)) if found else 0
        while len(body) < length:
            body += self.more()
        answer = Answer(int(head[9:12]), head, body)
        if answer.status != status:
            raise NotServedError(f"{answer.status} for {request.splitlines()[0].decode()}")
        return answer

    def more(self) -> bytes:
        received = self.line.recv(65_536)
        if not received:
            raise NotServedError("the line was closed")
        return received


def begin_visit(port: int, language: str = "nl") -> str:
    """Touch a language and return the address of the visit, `/nl/<visit>`."""
    with Visitor(port) as visitor:
        return visitor.get(f"/{language}/start", 303).location.removesuffix("/activities/")
