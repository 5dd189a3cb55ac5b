"""The kiosk has one door, which stays open while it moves to another folder: who knocks meanwhile waits."""

import logging
import shlex
import signal
import socket
import threading
from typing import Any

import waitress
from flask import Flask
from waitress import wasyncore

from kiosk.beginning import stay
from kiosk.core.courtesy import courtesy

THREADS = 4
MAX_BODY_BYTES = 16 * 1024 * 1024
WAITING = 128
# Long enough for the page that tells of the move to leave.
MOVE_SECONDS = 0.5
# So long may the system take to end all programs.
OFF_SECONDS = 90.0
log = logging.getLogger(__name__)


def answer(app: Flask, door: socket.socket) -> None:
    """Answer at the door until the program is told to end or to move."""
    open_lines: dict[int, Any] = {}
    server = waitress.create_server(
        courtesy.to(app),
        map=open_lines,
        # A copy: the door stays open while the kiosk moves, and who knocks meanwhile waits.
        sockets=[door.dup()],
        threads=THREADS,
        ident=None,
        max_request_body_size=MAX_BODY_BYTES,
        # Above every body and page: what somebody typed never lies in a temporary file.
        inbuf_overflow=2 * MAX_BODY_BYTES,
        outbuf_overflow=4 * MAX_BODY_BYTES,
    )
    stay()
    try:
        server.run()
    finally:
        # Also the lines that a browser keeps open: it would wait on them for an answer that nobody gives.
        wasyncore.close_all(open_lines)


def listen(host: str, port: int) -> socket.socket:
    """Open the port. Raises OSError."""
    family, kind, protocol, _name, where = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(where)
        door.listen(WAITING)
    except OSError:
        door.close()
        raise
    return door


class Move:
    """The kiosk goes on in another folder: what is under way is answered, then the same door leads elsewhere."""

    def __init__(self) -> None:
        self.is_begun = self.is_to_trial = self.is_off = False

    def begin(self, place: str) -> None:
        """Go on in the folder of the sample (`trial`), in its own (an empty place), or with the machine switched off
        (`off`); a second touch does nothing.
        """
        if self.is_begun:
            return
        self.is_begun, self.is_to_trial, self.is_off = True, place == "trial", place == "off"
        timer = threading.Timer(MOVE_SECONDS, signal.pthread_kill, (main_thread_id(), signal.SIGTERM))
        timer.daemon = True
        timer.start()


def switch_off(move: Move, command: str, seconds: float = OFF_SECONDS) -> None:
    """Switch the machine off if that was touched; everything is on the disk by now, and nothing is under way.

    The system tells this program to end, as every other one. Where it does not, the kiosk goes on, and says so.
    """
    if not move.is_off:
        return
    import subprocess  # noqa: PLC0415  not before it is needed: the kiosk opens sooner

    try:
        subprocess.run(shlex.split(command), check=True, timeout=seconds, stdin=subprocess.DEVNULL)  # noqa: S603
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        log.error("the machine was not switched off: %s", type(error).__name__)  # noqa: TRY400  no trace
        return
    threading.Event().wait(seconds)


def main_thread_id() -> int:
    return threading.main_thread().ident or 0
