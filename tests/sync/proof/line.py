"""A line that loses, delays, doubles, re-orders and cuts at any byte; it stands where the kiosk has its connection."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.client import HTTPMessage
from typing import Any, NamedTuple
from unittest import mock

from urllib3.connection import HTTPConnection
from urllib3.exceptions import NewConnectionError

from sync.agent import transport
from sync.agent.connection import Received
from tests.sync.proof.central import Central, Reply
from tests.sync.proof.plug import PulledPlugError


class Fault(StrEnum):
    """What happens to one call."""

    NONE = "none"
    NO_LINE = "no line"  # nobody answers
    LOST = "lost"  # the call arrives, the answer does not
    CUT_UP = "cut up"  # central hears a part of the call
    CUT_DOWN = "cut down"  # the kiosk hears a part of the answer
    LATE = "late"  # the kiosk gives up; the call arrives some other day
    TWICE = "twice"  # the call arrives twice, the first answer is heard
    TWICE_LAST = "twice, last"  # the same, the second answer is heard
    DOWN = "down"  # central dies after so many statements
    BUSY = "busy"  # something on the way says 503
    OTHER = "other"  # something on the way answers with a page


class Trouble(NamedTuple):
    """A fault; `place` is where it cuts, in thousandths, or says after how many statements central dies."""

    fault: Fault = Fault.NONE
    place: int = 0
    # What else happens while the call is on its way.
    meanwhile: Callable[[], None] | None = None


class Line:
    """All lines of all kiosks to one central. `troubles` are those of the next calls, in order."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.troubles: list[Trouble] = []
        self.limbo: list[tuple[str, dict[str, str], bytes]] = []
        self.calls = 0

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Let every connection lead here."""
        with mock.patch.object(transport, "Connection", return_value=Connection(self)):
            yield

    def deliver_late(self, place: int) -> None:
        """Let one call arrive that was given up long ago; nobody hears the answer."""
        if self.limbo:
            self.central_hears(*self.limbo.pop(place % len(self.limbo)))

    def central_hears(self, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        try:
            return self.central.answer(path, headers, body)
        except PulledPlugError:
            return None

    def call(self, path: str, headers: dict[str, str], body: bytes) -> Received:
        self.calls += 1
        trouble = self.troubles.pop(0) if self.troubles else Trouble()
        if trouble.meanwhile:
            trouble.meanwhile()
        reply = FAULTS[trouble.fault](self, trouble, path, headers, body)
        if reply is None:
            raise ConnectionResetError("the line broke")
        return received(reply)


class Connection:
    """What the agent's transport asks of a connection."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def post(
        self, path: str, headers: dict[str, str], body: bytes, meanwhile: Callable[[], None]
    ) -> Received:
        try:
            return self.line.call(path, dict(headers), body)
        finally:
            meanwhile()

    def close(self) -> None:
        pass


def received(reply: Reply) -> Received:
    status, headers, body = reply
    message = HTTPMessage()
    for name, value in headers:
        message[name] = value
    is_cut = len(body) < int(message.get("Content-Length", 0))
    return Received(status, message, body, is_cut)


def part(body: bytes, place: int) -> bytes:
    """Return the beginning of a body, never all of it."""
    return body[: len(body) * place // 1_000]


def plainly(line: Line, _trouble: Trouble, *call: Any) -> Reply | None:
    return line.central_hears(*call)


def nowhere(_line: Line, _trouble: Trouble, *_call: Any) -> Reply | None:
    raise NewConnectionError(HTTPConnection("127.0.0.1", 1), "nobody answers")


def lost(line: Line, _trouble: Trouble, *call: Any) -> Reply | None:
    line.central_hears(*call)
    return None


def cut_up(line: Line, trouble: Trouble, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
    line.central_hears(path, headers, part(body, trouble.place))
    return None


def cut_down(line: Line, trouble: Trouble, *call: Any) -> Reply | None:
    reply = line.central_hears(*call)
    return reply and (reply[0], reply[1], part(reply[2], trouble.place))


def late(line: Line, _trouble: Trouble, *call: Any) -> Reply | None:
    line.limbo.append((call[0], call[1], call[2]))
    raise TimeoutError("no answer in time")


def twice(line: Line, _trouble: Trouble, *call: Any) -> Reply | None:
    reply = line.central_hears(*call)
    line.central_hears(*call)
    return reply


def twice_last(line: Line, _trouble: Trouble, *call: Any) -> Reply | None:
    line.central_hears(*call)
    return line.central_hears(*call)


def down(line: Line, trouble: Trouble, *call: Any) -> Reply | None:
    line.central.plug.arm(trouble.place)
    return line.central_hears(*call)


def busy(_line: Line, _trouble: Trouble, *_call: Any) -> Reply | None:
    return 503, [("Retry-After", "1"), ("Content-Length", "0")], b""


def other(_line: Line, _trouble: Trouble, *_call: Any) -> Reply | None:
    page = b"<html>Welcome to our hotel</html>"
    return 200, [("Content-Type", "text/html"), ("Content-Length", str(len(page)))], page


FAULTS: dict[Fault, Callable[..., Reply | None]] = {
    Fault.NONE: plainly,
    Fault.NO_LINE: nowhere,
    Fault.LOST: lost,
    Fault.CUT_UP: cut_up,
    Fault.CUT_DOWN: cut_down,
    Fault.LATE: late,
    Fault.TWICE: twice,
    Fault.TWICE_LAST: twice_last,
    Fault.DOWN: down,
    Fault.BUSY: busy,
    Fault.OTHER: other,
}
