"""Many kiosks at once, as one program: they speak the real protocol over many kept connections, and do nothing else."""

import asyncio
import secrets
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import msgspec

from kiosk.core import clock
from kiosk.core.ids import new_id
from sync import protocol
from sync.protocol import Change, Clock, ExchangeAnswer, ExchangeRequest

FULL = HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE
EPOCH = "e" * 32
DICE = secrets.SystemRandom()
read_answer = msgspec.json.Decoder(ExchangeAnswer).decode


class Member(msgspec.Struct):
    """A kiosk of the crowd. `said`: how many numbers of its outbox it has used; `cursors`: how far it has read."""

    replica: str
    token: str
    centre: str
    said: int = 0
    cursors: dict[str, int] = {}

    def request(self, records: int = 0) -> bytes:
        """Return a whole HTTP request that brings so many new registrations."""
        changes = [self.registration() for _record in range(records)]
        now = Clock(clock.wall(), 1, "b" * 32)
        wish = ExchangeRequest(
            (1, protocol.NEWEST), self.replica, EPOCH, now, changes=changes, cursors=self.cursors
        )
        body = protocol.pack(wish)
        head = (
            f"POST /v1/exchange HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def registration(self) -> Change:
        self.said += 1
        fields = {
            "household": new_id().hex,
            "activity": self.centre,
            "series": self.centre,
            "occurrence": None,
        }
        fields |= {"status": "confirmed", "people": 2, "adults": 1, "bands": {"2-3": 1}, "recipient": None}
        fields |= {"dye": "indigo", "animal": "lion", "number": self.said % 99, "registered_at": clock.wall()}
        return Change(
            self.said, new_id().hex, "registration", fields | {"place_key": new_id().hex}, clock.wall()
        )

    def read(self, answer: ExchangeAnswer) -> None:
        self.cursors = {**self.cursors, **{page.feed: page.cursor for page in answer.pages}}


class Told(msgspec.Struct):
    """What a round cost: answers of 200, seconds from first to last, those asked to come later, lost connections."""

    answers: int = 0
    seconds: float = 0.0
    postponed: int = 0
    broken: int = 0
    refused: int = 0
    acknowledged: int = 0
    milliseconds: list[float] = []


class Answer(NamedTuple):
    """What came back; a line that broke counts as a server that has no time."""

    status: int
    body: bytes
    wait_seconds: float = 0.0
    is_broken: bool = False


class Line:
    """One connection, kept from request to request and opened anew when it breaks."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> Answer:
        try:
            self.streams = self.streams or await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self.streams
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            body = await reader.readexactly(int(fields.get("content-length", 0)))
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"", 1.0, is_broken=True)
        if fields.get("connection") == "close":
            self.close()
        return Answer(int(head.split(" ", 2)[1]), body, float(fields.get("retry-after", 1)))

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()
        self.streams = None


class Crowd:
    """The members, and the port of the server they speak to."""

    def __init__(self, port: int, members: list[Member]) -> None:
        self.port = port
        self.members = members

    async def post(self, requests: Iterator[tuple[Member | None, bytes]], told: Told) -> None:
        """Send requests over one kept connection, each until it is answered; open another when it breaks."""
        line = Line(self.port)
        for member, request in requests:
            begun = perf_counter()
            while (answer := await line.ask(request)).status in FULL:
                told.postponed += not answer.is_broken
                told.broken += answer.is_broken
                await asyncio.sleep(answer.wait_seconds * DICE.uniform(0.5, 1.5))
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"{answer.status}: {answer.body[:200]!r}")
            told.answers += 1
            told.milliseconds.append((perf_counter() - begun) * 1_000)
            if member is not None:
                self.hear(member, answer.body, told)
        line.close()

    def hear(self, member: Member, body: bytes, told: Told) -> None:
        text = protocol.unpack(body) if body[:2] == b"\x1f\x8b" else body
        answer = read_answer(text)
        member.read(answer)
        told.acknowledged += answer.acknowledged == member.said
        told.refused += sum(judgement.verdict == "refused" for judgement in answer.judgements)

    def round(self, lines: list[list[tuple[Member | None, bytes]]]) -> Told:
        """Send the requests of each line one after the other, all lines at once."""
        told = Told()

        async def together() -> None:
            await asyncio.gather(*(self.post(iter(line), told) for line in lines))

        begun = perf_counter()
        asyncio.run(together())
        told.seconds = perf_counter() - begun
        return told

    def idle(self, count: int, connections: int) -> Told:
        """Have `count` members say that they have nothing to say."""
        return self.round(dealt([(one, one.request()) for one in self.chosen(count)], connections))

    def push(self, count: int, records: int, connections: int) -> Told:
        """Have `count` members bring `records` new registrations each."""
        return self.round(dealt([(one, one.request(records)) for one in self.chosen(count)], connections))

    def hello(self, count: int, connections: int) -> Told:
        plain = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 250\r\n\r\n" + b"x" * 250
        return self.round(dealt([(None, plain)] * count, connections))

    def chosen(self, count: int) -> list[Member]:
        """Return the next members in turn, some of them again when more are asked for than there are."""
        taken = [self.members[place % len(self.members)] for place in range(count)]
        self.members = self.members[count:] + self.members[:count]
        return taken


def dealt(requests: list[Any], connections: int) -> list[list[Any]]:
    """Give every connection its share, each member's requests to one connection only."""
    return [requests[place::connections] for place in range(min(connections, len(requests)))]


def main() -> None:
    members = msgspec.json.decode(Path(sys.argv[2]).read_bytes(), type=list[Member])
    crowd = Crowd(int(sys.argv[1]), members)
    deeds: dict[str, Callable[..., Told]] = {"idle": crowd.idle, "push": crowd.push, "hello": crowd.hello}
    for line in sys.stdin:
        word, *numbers = line.split()
        sys.stdout.write(msgspec.json.encode(deeds[word](*map(int, numbers))).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
