"""An answer may come slowly, but not for ever: whoever sends a byte now and then does not keep the kiosk waiting."""

import io
import socket
import time
from typing import Any

# A whole answer may take so many times as long as the longest silence within it.
SILENCES = 5


class TimedStream(io.RawIOBase):
    """What a socket receives, until its time is up; then reading raises TimeoutError, as a silence does."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.silence_seconds = sock.gettimeout()
        self.end = time.monotonic() + SILENCES * (self.silence_seconds or 0)
        self.is_first = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # The first piece may come as late as a silence lasts, which is what the socket waits anyway.
        if self.silence_seconds and not self.is_first:
            left = self.end - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer takes too long")
            self.sock.settimeout(min(left, self.silence_seconds))
        self.is_first = False
        return self.sock.recv_into(buffer)

    def close(self) -> None:
        if not self.closed and not self.is_first and self.sock.fileno() >= 0:
            self.sock.settimeout(self.silence_seconds)
        super().close()


class Answering:
    """A socket from which `http.client` reads one answer through a TimedStream, its headers too."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(TimedStream(self.sock))
