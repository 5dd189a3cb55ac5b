"""Runs run.py as a caretaker does, in a process of its own, and listens to what it says."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

RUN = Path(__file__).resolve().parent.parent / "run.py"
END_SECONDS = 20


@dataclass
class Program:
    """A running run.py; `said` is what it wrote to standard output so far."""

    process: subprocess.Popen[str]
    said: str = ""

    def listen(self, pattern: str) -> re.Match[str]:
        """Read until a line matches. Fails when the program ends before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"it ended without saying {pattern}: {self.said} {self.complaint()}")

    def complaint(self) -> str:
        """Return what it wrote to standard error, once it has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def port(self) -> int:
        """Return the port it says it is open at."""
        return int(self.listen(r"open at http://127\.0\.0\.1:(\d+)/")[1])

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end and return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(END_SECONDS)


@contextmanager
def running(*words: str, **environment: str) -> Iterator[Program]:
    """Run a command as long as the block lasts."""
    with subprocess.Popen(
        [sys.executable, str(RUN), *words],
        env={**plain_environment(), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Program(process)
        finally:
            process.terminate()


def plain_environment() -> dict[str, str]:
    """Return the environment without any of our settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PARENTS_POINT_")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    """Return status and text of a page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
