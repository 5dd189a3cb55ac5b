"""What one released version says to itself is written down: two centres, an office, and all that they exchange.

Run it with the released checkout before everything else on the path, as README.md in this folder tells.
"""

import hashlib
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from story import live

from kiosk import app as _every_feature  # noqa: F401  every kind that travels
from kiosk.core import database, outbox, schema, state
from kiosk.core.settings import Settings
from sync import protocol
from sync.agent import enrol
from sync.agent.exchange import exchange_until_done
from sync.central import create_server
from sync.central import database as central


class Recorder:
    """Stands between the server and central's application and keeps every call word for word."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.kiosk = ""
        self.lines: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        told: dict[str, Any] = {}

        def remember(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told.update(status=int(status[:3]), headers=dict(headers))
            return start(status, headers, *rest)

        body = environ["wsgi.input"].read()
        environ["wsgi.input"] = BytesIO(body)
        answer = b"".join(self.application(environ, remember))
        central.disconnect()
        line = {
            "kiosk": self.kiosk,
            "path": environ["PATH_INFO"],
            "request": text_of(body, environ.get("HTTP_CONTENT_ENCODING", "")),
            "status": told["status"],
            "answer": text_of(answer, told["headers"].get("Content-Encoding", "")),
        }
        self.lines.append(msgspec.json.encode(line))
        return [answer]


def text_of(body: bytes, encoding: str) -> msgspec.Raw:
    return msgspec.Raw(protocol.unpack(body) if encoding == "gzip" else body)


class Town:
    """Central and its kiosks, each with a file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = create_server(Settings(data=folder, port=0))
        self.server.application = self.recorder = Recorder(self.server.application)
        self.url = f"http://127.0.0.1:{self.server.effective_port}"
        threading.Thread(target=self.server.run, daemon=True).start()

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        database.attach(self.folder / f"{name}.sqlite")
        database.connect()
        yield
        database.disconnect()

    def join(self, name: str, code: str) -> None:
        self.recorder.kiosk = name
        database.attach(self.folder / f"{name}.sqlite")
        schema.prepare()
        enrol.enrol(self.url, code, name)
        database.disconnect()

    def exchange(self, *names: str) -> None:
        for name in names:
            self.recorder.kiosk = name
            with self.at(name):
                report = exchange_until_done()
                if not report.is_synced:
                    raise SystemExit(f"{name}: {report.text()}")


def keep(town: Town, target: Path) -> None:
    """Write hall's file, central's, and the calls; tokens become words that open nothing."""
    tokens = dict(replace_token(town, name) for name in ("hall", "kitchen", "zuidwijk", "office"))
    target.mkdir(parents=True, exist_ok=True)
    for name, kept in (("hall", "kiosk"), ("central", "central")):
        (target / f"{kept}.sqlite").write_bytes(small(town.folder / f"{name}.sqlite").read_bytes())
    text = b"\n".join(town.recorder.lines) + b"\n"
    for token, word in tokens.items():
        text = text.replace(token.encode(), word.encode())
    (target / "traffic.jsonl").write_bytes(text)


def replace_token(town: Town, name: str) -> tuple[str, str]:
    word = f"token-of-the-{name}"
    with town.at(name):
        token, replica = state.get("token"), state.get("replica")
        state.put(token=word)
    with closing(sqlite3.connect(town.folder / "central.sqlite")) as file:
        hashed = hashlib.sha256(word.encode()).digest()
        file.execute("UPDATE replica SET token_hash = ? WHERE id = ?", (hashed, replica))
        file.commit()
    return token, word


def small(path: Path) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for statement in ("PRAGMA journal_mode = delete", "PRAGMA page_size = 512", "VACUUM"):
            file.execute(statement)
    return path


def main() -> None:
    with TemporaryDirectory() as folder:
        town = Town(Path(folder))
        live(town)
        outbox.news.clear()
        town.server.close()
        central.disconnect()
        keep(town, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
