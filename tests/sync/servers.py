"""An HTTP server on this machine that says what a test wants to hear."""

import threading
from collections.abc import Callable
from typing import Any

import msgspec
from waitress import create_server
from waitress.channel import HTTPChannel

from sync import protocol
from sync.protocol import ExchangeAnswer, ExchangeRequest
from tests.sync.machines import NOW

Answer = tuple[str, dict[str, str], bytes]
Answering = Callable[[dict[str, Any]], Answer]
GZIP = {"Content-Encoding": "gzip"}


class Server:
    """`answer` may be replaced at any time; `seen` are the requests, each with its `body`."""

    def __init__(self, answer: Answering) -> None:
        self.seen: list[dict[str, Any]] = []
        self.answer = answer
        self.server = create_server(self.application, host="127.0.0.1", port=0, threads=2)
        self.port = int(self.server.effective_port)
        self.url = f"http://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        self.server.run()

    def application(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        environ["body"] = environ["wsgi.input"].read()
        self.seen.append(environ)
        status, headers, body = self.answer(environ)
        start(status, [*headers.items(), ("Content-Length", str(len(body)))])
        return [body]

    def close(self) -> None:
        stop(self.server, self.thread)


def stop(server: Any, thread: threading.Thread) -> None:
    """End a waitress server, the lines that are kept open too."""
    # Told in the server's own loop, which would else sleep on for a second; it must not close before it was told.
    with server.trigger.lock:
        server.trigger.thunks.append(lambda: close_lines(server))
        server.trigger._physical_pull()
    thread.join(10)
    server.task_dispatcher.shutdown()


def close_lines(server: Any) -> None:
    """Close every line; a large answer lies in a file of its own, which only the end of its line closes."""
    for line in list(server._map.values()):
        if isinstance(line, HTTPChannel):
            line.handle_close()
    server.asyncore.close_all(server._map, ignore_all=True)


def agreeable(environ: dict[str, Any]) -> Answer:
    """Acknowledge whatever comes."""
    sent = msgspec.json.decode(protocol.unpack(environ["body"]), type=ExchangeRequest)
    acknowledged = sent.changes[-1].n if sent.changes else 0
    return "200 OK", GZIP, protocol.pack(ExchangeAnswer(1, NOW, acknowledged))
