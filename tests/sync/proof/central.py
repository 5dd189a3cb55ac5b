"""Central as one program that can be killed and started again, asked without a socket in between."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from werkzeug.test import run_wsgi_app

from kiosk.core.settings import Settings
from sync.central import create_app, database
from sync.central.database import run
from tests.sync.proof.hours import Hours
from tests.sync.proof.plug import Plug, PulledPlugError, connection_of, cursor_of, drop

Reply = tuple[int, list[tuple[str, str]], bytes]


class Central:
    """One central over one SQLite file, or over PostgreSQL at `url`."""

    def __init__(self, folder: Path, hours: Hours, url: str = "") -> None:
        self.settings = Settings(data=folder, port=0, database=url)
        self.hours = hours
        self.plug = Plug()
        self.deaths = 0
        # How often it was put back from a copy.
        self.returns = 0
        self.start()

    @property
    def file(self) -> Path:
        return self.settings.data / "central.sqlite"

    def start(self) -> None:
        with self.hours.read():
            self.end()
            database.attach(self.settings)
            how = ("cursor_factory", cursor_of) if self.settings.database else ("factory", connection_of)
            database.database.obj.connect_params[how[0]] = how[1](self.plug)
            self.app = create_app(self.settings)

    def end(self) -> None:
        """Leave as a program does that is killed."""
        if database.database.obj is not None:
            drop(database.database.obj)
            database.database.initialize(None)

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Reply:
        """Return status, headers and body. Raises PulledPlugError when central died of it."""
        with self.living():
            pieces, status, answered = run_wsgi_app(self.app, environment(path, headers, body))
            return int(status.split()[0]), list(answered.items()), b"".join(pieces)

    @contextmanager
    def living(self) -> Iterator[None]:
        """Do something as central; if it dies of it, it is started again. Raises PulledPlugError then."""
        self.hours.go_on()
        try:
            with self.hours.read(), self.app.app_context():
                yield
        except PulledPlugError:
            self.deaths += 1
            self.plug.arm(None)
            self.end()
            self.start()
            raise
        finally:
            self.plug.arm(None)

    def copy_to(self, folder: Path) -> None:
        """Copy its folder while it stands still."""
        self.end()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.settings.data, folder)
        self.start()

    def put_back(self, copy: Path, *, whole: bool) -> None:
        """Put back an old copy: of the whole folder, or of the database only."""
        self.end()
        self.returns += 1
        if whole:
            shutil.rmtree(self.settings.data)
            shutil.copytree(copy, self.settings.data)
        else:
            for stale in self.settings.data.glob("central.sqlite-*"):
                stale.unlink()
            shutil.copy(copy / "central.sqlite", self.file)
        self.start()

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask its database something, by a statement with `?`."""
        database.connect()
        return list(run(sql, parameters).fetchall())


def environment(path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **named,
    }
