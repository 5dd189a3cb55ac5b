"""A network of the tests: the real central over HTTP on this machine, and kiosks enrolled by its codes."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kiosk.core import outbox, state
from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from sync.agent import enrol
from sync.agent.exchange import exchange_until_done
from sync.agent.report import Report
from sync.central import create_server, database, enrolment
from sync.central.tables import TABLES, Centre, Replica
from tests import fresh
from tests.sync.machines import Machine
from tests.sync.servers import stop


class Network:
    """Central, empty at first, and the kiosks that joined, by name."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.folder = folder
        # Emptied before central looks at it: what goes away under its eyes is a database put back from a copy.
        fresh.central(settings)
        database.attach(settings)
        database.migrate()
        with database.database.atomic():
            for table in TABLES:
                table.delete().execute()
        database.disconnect()
        self.server = create_server(settings)
        self.server.application = letting_go(self.server.application)
        database.connect()
        self.port = int(self.server.effective_port)
        self.url = f"http://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()

    def found(self, name: str, area: str = "NL-RTM", *, is_office: bool = False) -> Centre:
        centre: Centre = Centre.create(id=new_id().hex, name=name, area=area, is_office=is_office)
        return centre

    def code(self, centre: Centre) -> str:
        return enrolment.make_code(centre)

    def join(self, centre: Centre, name: str, *, url: str = "") -> Machine:
        """Set up a kiosk of the centre."""
        machine = Machine(self.folder / f"{name}.sqlite").prepare()
        enrol.enrol(url or self.url, self.code(centre), name)
        return machine

    def replica(self, machine: Machine) -> Replica:
        with machine.at():
            identity = state.get("replica")
        found: Replica = Replica.get_by_id(identity)
        return found

    def exchange(self, *machines: Machine) -> list[Report]:
        """Let each kiosk exchange once, in this order."""
        reports = []
        for machine in machines:
            with machine.at():
                reports.append(exchange_until_done())
        return reports

    def close(self) -> None:
        outbox.news.clear()
        stop(self.server, self.thread)
        database.disconnect()


def letting_go(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Close the connection after each call: the server's threads keep theirs, and nobody would close it at the end."""

    def call(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        try:
            return list(application(environ, start))
        finally:
            database.disconnect()

    return call
