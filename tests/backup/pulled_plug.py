"""A kiosk whose plug is pulled while it makes a copy; run as a program of its own, given its database and the place."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.app import create_app
from kiosk.backup import queries, services
from kiosk.core import copying, database
from kiosk.core.settings import Settings


def half(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content[: len(content) // 2]
    os.kill(os.getpid(), signal.SIGKILL)


def main(file: str, folder: str) -> None:
    database.attach(Path(file))
    database.connect()
    settings = Settings(data=Path(file).parent, backup_folder=folder)
    create_app(settings)
    copying.chunks = half
    services.make(queries.places(settings)[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
