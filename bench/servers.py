"""Programs that are measured run by themselves, on this machine only, and end with what started them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS, END_SECONDS, LOOK_SECONDS = 60.0, 15.0, 0.002


class Server(NamedTuple):
    """A program that answers on `port`; `log` is what it said."""

    pid: int
    port: int


class NotReadyError(RuntimeError):
    """A program did not answer in time, or ended."""


def free_port() -> int:
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def kiosk(folder: Path, port: int) -> list[str]:
    return [sys.executable, str(ROOT / "run.py"), "kiosk", "--data", str(folder), "--port", str(port)]


def central(folder: Path, port: int, database: str = "") -> list[str]:
    words = [sys.executable, str(ROOT / "run.py"), "central", "--data", str(folder), "--port", str(port)]
    return [*words, "--database", database]


def page_bound(file: Path, port: int) -> list[str]:
    return [sys.executable, str(ROOT / "bench/bounds/page.py"), str(file), str(port)]


def post_bound(file: Path, port: int) -> list[str]:
    return [sys.executable, str(ROOT / "bench/bounds/post.py"), str(file), str(port)]


def environment() -> dict[str, str]:
    """Return the environment without settings of whoever measures, nor one by which all is compiled at each start."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PARENTS_POINT_")}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    # A measurement registers more people in ten minutes than ever stood before one machine, calls more often, and
    # leaves a page for as long as another one is measured.
    endless = {
        "PARENTS_POINT_IDLE_SECONDS": "3600",
        "PARENTS_POINT_DESK_IDLE_SECONDS": "3600",
        "PARENTS_POINT_PEOPLE_IN_TEN_MINUTES": "1000000",
        "PARENTS_POINT_EXCHANGES_PER_MINUTE": "0",
    }
    return {**own, **endless, "PYTHONPATH": str(ROOT)}


@contextmanager
def program(words: list[str], **given: int) -> Iterator[subprocess.Popen[str]]:
    """Run a program and end it, by its own id."""
    with subprocess.Popen(words, cwd=ROOT, env=environment(), text=True, **given) as started:  # type: ignore[call-overload]
        try:
            yield started
        finally:
            started.terminate()
            try:
                started.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                started.kill()


@contextmanager
def running(words: list[str], port: int) -> Iterator[Server]:
    """Run a server and wait until it takes connections. Raises NotReadyError."""
    with program(words, stdout=subprocess.DEVNULL) as started:
        wait_for(port, started)
        yield Server(started.pid, port)


def wait_for(port: int, started: subprocess.Popen[str]) -> None:
    """Return when something takes connections at `port`. Raises NotReadyError."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and started.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=READY_SECONDS).close()
        except ConnectionRefusedError:
            time.sleep(LOOK_SECONDS)
        else:
            return
    raise NotReadyError(" ".join(map(str, started.args)) if isinstance(started.args, list) else "")


def status_kib(pid: int, name: str) -> int:
    """Return a figure of /proc/<pid>/status in KiB: VmRSS now, VmHWM at the highest."""
    for text in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if text.startswith(f"{name}:"):
            return int(text.split()[1])
    raise LookupError(name)
