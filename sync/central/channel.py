"""What waitress asks of a connection, with admission: a call is let in or dropped, and its answer goes in one piece."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from sync.central.admission import POSTPONED, SMALL_BYTES, Admission
from sync.central.dispatcher import Dispatcher

# Where a call leaves what is done once it is answered.
AFTERWARDS = "central.afterwards"


class Nothing:
    """A buffer that keeps nothing: the body of a call that is sent away."""

    def append(self, _piece: bytes) -> None:
        pass

    def __len__(self) -> int:
        return 0

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        pass


class Call(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """One HTTP request as it comes in; once its headers are there it is known whether there is room for its body."""

    retry_seconds = 0
    is_large = False

    def __init__(self, admission: Admission, adj: Any) -> None:
        super().__init__(adj)
        self.admission = admission

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        is_large = self.chunked or self.content_length > SMALL_BYTES
        if not is_large or self.body_rcv is None:
            return
        if self.admission.is_full():
            # It is read to its end and dropped: a line cut in the middle would not hear why, and begin anew.
            self.body_rcv.buf = Nothing()
            self.retry_seconds = self.admission.retry_seconds()
        else:
            self.is_large = True


class Task(WSGITask):  # type: ignore[misc]
    """Tells the application of a call that it was sent away, and for how many seconds; takes what has time."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.afterwards: list[Callable[[], None]] = []

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[POSTPONED] = self.request.retry_seconds
        environ[AFTERWARDS] = self.afterwards.append
        return environ

    def execute(self) -> None:
        """Answer the call, then do what nobody waits for."""
        try:
            super().execute()
        finally:
            for deed in self.afterwards:
                deed()

    def write(self, data: bytes) -> None:
        """Send the head of an answer together with its body, if that is short: who waits for it wakes up once."""
        if self.wrote_header or len(data) > SMALL_BYTES:
            super().write(data)
        else:
            with self.channel.gathering():
                super().write(data)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection, whose calls ask for admission."""

    task_class = Task

    def __init__(self, server: Any, *given: Any, **named: Any) -> None:
        self.admission: Admission = server.admission
        self.gathered: list[bytes] | None = None
        super().__init__(server, *given, **named)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Send in one piece what is written meanwhile."""
        pieces: list[bytes] = []
        self.gathered = pieces
        try:
            yield
        finally:
            self.gathered = None
        self.write_soon(b"".join(pieces))

    def write_soon(self, data: Any) -> int:
        if self.gathered is None:
            return int(super().write_soon(data))
        self.gathered.append(data)
        return len(data)

    def service(self) -> None:
        """Serve the first call that waits; waitress asks for it in one of its threads."""
        is_large, begun = self.requests[0].is_large, time.monotonic()
        super().service()
        if is_large:
            self.admission.finish(time.monotonic() - begun)

    def parser_class(self, adj: Any) -> Call:
        """Begin a call; waitress asks for it by this name."""
        return Call(self.admission, adj)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """A waitress server that lets calls in as long as there is room."""

    channel_class = Channel

    def __init__(self, application: Any, admission: Admission, adjustments: Any) -> None:
        self.admission = admission
        super().__init__(application, adj=adjustments, dispatcher=Dispatcher(adjustments.threads))
        admission.channels = self.active_channels
