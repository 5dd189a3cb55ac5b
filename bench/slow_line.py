"""A line as in a cellar: packets wait, queue and get lost between programs that each have a network of their own."""

import heapq
import os
import secrets
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import NamedTuple

from bench import servers

READY_SECONDS, LOOK_SECONDS = 20.0, 0.2
LARGEST_PACKET = 65_535
PARTS = 1_000_000
WRAPPER = str(servers.ROOT / "bench/namespace.py")


class Quality(NamedTuple):
    """One way of a line: bits in a second, seconds on the way, the part of packets that is lost, packets that wait."""

    bits: float
    seconds: float
    lost: float = 0.0
    waiting: int = 100


class Router:
    """Carries packets between the lines, by their address; every line has the same quality, each way for itself."""

    def __init__(self, quality: Quality) -> None:
        self.quality = quality
        self.lines: dict[str, int] = {}
        self.free_at: dict[str, float] = {}
        self.leaving: dict[str, list[float]] = {}
        self.under_way: list[tuple[float, int, str, bytes]] = []
        self.count = self.dropped = 0
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, name="router", daemon=True)

    def run(self) -> None:
        while not self.ending.is_set():
            due = self.under_way[0][0] - monotonic() if self.under_way else LOOK_SECONDS
            ready, _, _ = select.select(list(self.lines.values()), [], [], max(0.0, min(due, LOOK_SECONDS)))
            for line in ready:
                self.take(os.read(line, LARGEST_PACKET))
            while self.under_way and self.under_way[0][0] <= monotonic():
                _, _, address, packet = heapq.heappop(self.under_way)
                os.write(self.lines[address], packet)

    def take(self, packet: bytes) -> None:
        """Put a packet on its way, or lose it: by chance, or because too many wait before it."""
        address = socket.inet_ntoa(packet[16:20])
        if packet[0] >> 4 != 4 or address not in self.lines:
            return
        now, source = monotonic(), socket.inet_ntoa(packet[12:16])
        queue = self.leaving[source] = [at for at in self.leaving.get(source, []) if at > now]
        self.count += 1
        if len(queue) >= self.quality.waiting or secrets.randbelow(PARTS) < self.quality.lost * PARTS:
            self.dropped += 1
            return
        begins = max(now, self.free_at.get(source, 0.0))
        self.free_at[source] = begins + len(packet) * 8 / self.quality.bits
        queue.append(self.free_at[source])
        heapq.heappush(
            self.under_way, (self.free_at[source] + self.quality.seconds, self.count, address, packet)
        )


@contextmanager
def router(quality: Quality) -> Iterator[Router]:
    made = Router(quality)
    made.thread.start()
    try:
        yield made
    finally:
        made.ending.set()
        made.thread.join()
        for line in made.lines.values():
            os.close(line)


@contextmanager
def program(words: list[str], address: str, lines: Router) -> Iterator["subprocess.Popen[str]"]:
    """Run a program in a network of its own with that address; its standard input and output are pipes.

    Raises PermissionError where nobody may make networks.
    """
    ours, theirs = socket.socketpair()
    command = [sys.executable, WRAPPER, str(theirs.fileno()), address, *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with ours, servers.program(command, pass_fds=(theirs.fileno(),), **pipes) as started:  # type: ignore[arg-type]
        theirs.close()
        ours.settimeout(READY_SECONDS)
        _said, found, _flags, _address = socket.recv_fds(ours, 8, 1)
        if not found:
            raise PermissionError("no network of its own")
        lines.lines[address] = found[0]
        yield started


def is_possible() -> bool:
    """Say whether this machine lets us make networks."""
    try:
        with router(Quality(1e9, 0.0)) as lines, program([sys.executable, "-c", ""], "10.77.0.1", lines):
            return True
    except OSError:
        return False
