"""An answer may come slowly, but not for ever: whoever sends a byte now and then does not keep the kiosk waiting."""

import http.client
import io
import socket
import time
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

# A whole answer may take so many times as long as the longest silence within it.
SILENCES = 5


class TimedStream(io.RawIOBase):
    """What a socket receives, until its time is up; then reading raises TimeoutError, as a silence does."""

    def __init__(self, sock: socket.socket, stream: io.RawIOBase) -> None:
        self.sock = sock
        self.stream = stream
        self.silence_seconds = sock.gettimeout()
        self.end = time.monotonic() + SILENCES * (self.silence_seconds or 0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.silence_seconds:
            left = self.end - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer takes too long")
            self.sock.settimeout(min(left, self.silence_seconds))
        # The stream has its own reference to the socket, which stays open until both are closed.
        return self.stream.readinto(buffer)

    def close(self) -> None:
        if not self.closed and self.sock.fileno() >= 0:
            self.sock.settimeout(self.silence_seconds)
        self.stream.close()
        super().close()


class TimedResponse(http.client.HTTPResponse):
    """An answer that is read through a TimedStream, its headers too."""

    def __init__(self, sock: socket.socket, *given: Any, **named: Any) -> None:
        super().__init__(sock, *given, **named)
        self.fp: io.BufferedReader = io.BufferedReader(TimedStream(sock, self.fp.detach()))


class TimedConnection(HTTPConnection):
    response_class = TimedResponse


class TimedSecureConnection(HTTPSConnection):
    response_class = TimedResponse


class TimedPool(urllib3.HTTPConnectionPool):
    ConnectionCls = TimedConnection


class TimedSecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = TimedSecureConnection


def patient(manager: urllib3.PoolManager) -> urllib3.PoolManager:
    """Return the manager, whose every new connection is timed from now on."""
    manager.pool_classes_by_scheme = {"http": TimedPool, "https": TimedSecurePool}
    return manager
