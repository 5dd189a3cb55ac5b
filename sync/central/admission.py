"""Central takes in no more than it can work at: who comes too many is asked to come back, before anything is kept."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import exp
from secrets import SystemRandom
from threading import Lock
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from sync.central.dispatcher import Dispatcher

DICE = SystemRandom()
# Calls up to this size carry no changes worth mentioning, and are always let in.
SMALL_BYTES = 1_024
# Threads: two cores and one interpreter have no use for more; each also keeps a connection to the database.
AT_WORK = 4
# Calls with changes that wait for one, and bytes of them in memory, before others are sent away.
WAITING = 32
MEMORY_BYTES = 32 * 1024 * 1024
WINDOW_SECONDS, FIRST_GUESS_SECONDS = 10.0, 0.1
USUAL_SECONDS, LONGEST_SECONDS = 60, 600
LONGEST_RETRY_SECONDS = 120
POSTPONED = "central.postponed"


class Rate:
    """How often something happened lately: a count that forgets, by a third each few seconds."""

    def __init__(self) -> None:
        self.count, self.at = 0.0, time.monotonic()

    def now(self) -> float:
        moment = time.monotonic()
        self.count *= exp((self.at - moment) / WINDOW_SECONDS)
        self.at = moment
        return self.count

    def add(self) -> None:
        self.count = self.now() + 1


class Admission:
    """What waits at one server; it counts what is there, so nothing is ever forgotten to be given back."""

    def __init__(self, *, at_once: int = AT_WORK + WAITING, memory: int = MEMORY_BYTES) -> None:
        self.at_once = at_once
        self.memory = memory
        self.channels: dict[int, HTTPChannel] = {}
        self.lock = Lock()
        self.postponed = Rate()
        self.usual_seconds = FIRST_GUESS_SECONDS

    def work(self) -> int:
        """Return how many calls with changes are at work or wait for a thread."""
        calls = (call for channel in list(self.channels.values()) for call in list(channel.requests))
        return sum(getattr(call, "is_large", False) for call in calls)

    def held(self) -> int:
        """Return the bytes of bodies in memory; waitress puts the rest of a large one into a file."""
        channels = list(self.channels.values())
        calls = [call for channel in channels for call in (*channel.requests, channel.request) if call]
        kept = [call for call in calls if not call.retry_seconds]
        return sum(min(call.body_bytes_received, call.adj.inbuf_overflow) for call in kept)

    def is_full(self) -> bool:
        return self.work() >= self.at_once or self.held() >= self.memory

    def retry_seconds(self) -> int:
        """Count one that is sent away, and say when to come back: by chance, within the time the others will need."""
        with self.lock:
            self.postponed.add()
            needed = self.postponed.count * self.usual_seconds / AT_WORK
        return round(DICE.uniform(1, min(LONGEST_RETRY_SECONDS, 2 + needed)))

    def finish(self, seconds: float) -> None:
        """Learn how long a call with changes takes, from one that did."""
        with self.lock:
            self.usual_seconds += (seconds - self.usual_seconds) / 10

    def come_back_seconds(self) -> int:
        """Return when a kiosk with nothing to say should come again: 0, its own pace, unless others wait."""
        load = self.work() / self.at_once
        if load <= AT_WORK / (AT_WORK + WAITING):
            return 0
        return round(min(LONGEST_SECONDS, USUAL_SECONDS * (1 + 9 * load)) * DICE.uniform(0.75, 1.25))


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
    """Tells the application of a call that it was sent away, and for how many seconds."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[POSTPONED] = self.request.retry_seconds
        return environ

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
