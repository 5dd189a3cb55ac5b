"""Empty databases of this version: each engine's is built once, and what a test asks for is a copy of it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from playhouse.migrations import Runner

from kiosk.core import capture
from kiosk.core import database as kiosk_database
from kiosk.core.paths import MIGRATIONS
from kiosk.core.settings import Settings
from sync.central import database as central_database


def kiosk(path: Path) -> None:
    """Lay a kiosk's file where there is none; `schema.prepare()` finds nothing left to build in it."""
    lay(path, kiosk_file)


def central(settings: Settings) -> None:
    """Lay central's file where there is none; `migrate()` finds nothing left to build in it."""
    if not settings.database:
        lay(settings.data / "central.sqlite", central_file)


def lay(path: Path, build: Callable[[], bytes]) -> None:
    if path.exists():
        return
    content = build()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)


@cache
def kiosk_file() -> bytes:
    """Build it without the name of this stretch of time: that one is each file's own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kiosk.sqlite"
        kiosk_database.disconnect()
        kiosk_database.attach(path)
        kiosk_database.connect()
        Runner(kiosk_database.database, str(MIGRATIONS)).up()
        with kiosk_database.database.atomic():
            capture.install()
        # The last connection that is closed empties the log into the file.
        kiosk_database.disconnect()
        return path.read_bytes()


@cache
def central_file() -> bytes:
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        central_database.attach(settings)
        central_database.migrate()
        central_database.disconnect()
        return (settings.data / "central.sqlite").read_bytes()
