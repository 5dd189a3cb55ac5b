"""A piece of the line that a test can cut: it stands between a kiosk and central and counts the bytes."""

import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field

NO_LIMIT = 1 << 60
# Closing with this sends a reset, as a line does that is gone in the middle of a word.
RESET = struct.pack("ii", 1, 0)


@dataclass
class Gate:
    """Forwards connections to `target` on this machine; `up` and `down` are the bytes that may still pass."""

    target: int
    port: int = 0
    up: int = NO_LIMIT
    down: int = NO_LIMIT
    carried_up: int = 0
    carried_down: int = 0
    listening: socket.socket | None = None
    sockets: list[socket.socket] = field(default_factory=list)
    flowing: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> "Gate":
        """Listen, at the same port as before."""
        self.flowing.set()
        self.listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listening,), daemon=True).start()
        return self

    def shut(self) -> None:
        """Stop listening and reset every connection."""
        self.flowing.set()
        if self.listening is not None:
            # The thread that accepts wakes only when the socket is shut down, not when it is closed.
            with suppress(OSError):
                self.listening.shutdown(socket.SHUT_RDWR)
            self.listening.close()
            self.listening = None
        self.cut()

    def cut(self) -> None:
        with self.lock:
            sockets, self.sockets = self.sockets, []
        for each in sockets:
            with suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def limit(self, *, up: int = NO_LIMIT, down: int = NO_LIMIT) -> None:
        """Let so many bytes pass from now on, then cut."""
        self.up, self.down = up, down
        self.carried_up = self.carried_down = 0

    def hold(self) -> None:
        """Let nothing pass, without cutting."""
        self.arrived.clear()
        self.flowing.clear()

    def accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listening.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                with self.lock:
                    self.sockets += [near, far]
                threading.Thread(target=self.carry, args=(near, far), daemon=True).start()

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        """Carry one connection both ways until one end is done with it."""
        back = threading.Thread(target=self.carry_down, args=(far, near), daemon=True)
        back.start()
        self.carry_up(near, far)
        back.join()
        with self.lock:
            self.sockets = [each for each in self.sockets if each not in {near, far}]
        near.close()
        far.close()

    def carry_up(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65_536):
                self.arrived.set()
                self.flowing.wait()
                # Counted before it is sent: whoever has read it may set another limit at once.
                piece, self.up = data[: max(0, self.up)], self.up - len(data)
                self.carried_up, is_all = self.carried_up + len(piece), self.up <= 0
                far.sendall(piece)
                if is_all:
                    return self.cut()
        with suppress(OSError):
            far.shutdown(socket.SHUT_WR)
        return None

    def carry_down(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while data := far.recv(65_536):
                self.flowing.wait()
                piece, self.down = data[: max(0, self.down)], self.down - len(data)
                self.carried_down, is_all = self.carried_down + len(piece), self.down <= 0
                near.sendall(piece)
                if is_all:
                    return self.cut()
        with suppress(OSError):
            near.shutdown(socket.SHUT_WR)
        return None
