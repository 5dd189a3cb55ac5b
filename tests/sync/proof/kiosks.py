"""A kiosk of a proof: a folder of its own, a clock of its own, and a plug."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

import msgspec

# Every kind must be loaded before a file is prepared, as in the kiosk itself.
import kiosk.app  # noqa: F401
from kiosk.core import capture, outbox, schema, state, stretches
from kiosk.core import database as file
from kiosk.core.database import database
from kiosk.core.record import kinds
from sync.agent import exchange, renewal, standing
from sync.agent.report import Report
from tests.sync.proof import future
from tests.sync.proof.hours import Hours
from tests.sync.proof.plug import Plug, PulledPlugError, connection_of
from tests.sync.proof.power import Disk

Fields = dict[str, Any]


class Kiosk:
    """One machine. `skew` is how far its clock is off, in milliseconds; `at` is where the process is just now."""

    at: "Kiosk | None" = None

    def __init__(
        self, folder: Path, hours: Hours, *, centre: str, area: str, is_office: bool = False
    ) -> None:
        self.folder = folder
        self.hours = hours
        self.centre, self.area, self.is_office = centre, area, is_office
        self.skew = 0
        self.plug = Plug()
        self.deaths = 0
        self.connection: Any = None
        self.boots, self.booted_at = 1, hours.now
        # Whether its program is the newer one, which knows a kind more.
        self.is_new = False
        self.name, self.file = folder.name, folder / "kiosk.sqlite"
        self.disk = Disk(self.file)

    @property
    def feeds(self) -> tuple[str, str, str]:
        return f"centre:{self.centre}", f"area:{self.area}", "network"

    @contextmanager
    def used(self) -> Iterator[None]:
        """Be at this kiosk, from wherever the process was, and go back there."""
        before, Kiosk.at = Kiosk.at, self
        self.go_to()
        try:
            with self.hours.read(self.skew), future.known(self.is_new), self.disk.heard():
                yield
        finally:
            Kiosk.at = before
            if before is not None and before is not self:
                before.go_to()

    def go_to(self) -> None:
        """Let the process use this kiosk's file; its connection stays open, as the worker's does."""
        self.hours.booted_at, self.hours.boot = self.booted_at, f"{self.boots:032x}"
        database._state.reset()
        if self.connection is None:
            database.connect_params["factory"] = connection_of(self.plug, self.disk.watched)
            file.attach(self.file)
            file.connect()
            self.connection = database.connection()
        else:
            database.database = str(self.file)
            database._state.set_connection(self.connection)

    def leave(self) -> None:
        """Let the connection go as a program does that is killed: what was not committed never was."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
            database._state.reset()
            stretches.looks.pop(str(self.file), None)

    def do(self, deed: Callable[[], Any], statements: int | None = None) -> bool:
        """Do something at this kiosk and say whether it lived; it dies after so many statements, if that many come."""
        self.hours.go_on()
        with self.used():
            self.plug.arm(statements)
            try:
                deed()
            except PulledPlugError:
                self.deaths += 1
            has_lived = not self.plug.is_pulled
        self.plug.arm(None)
        if not has_lived:
            self.leave()
            if self.deaths % 2:  # Every other time it is the power that went.
                self.disk.cut()
            self.do(self.start)
        return has_lived

    def start(self) -> None:
        """Do what the kiosk and its worker do before anything else."""
        if self.is_new:
            database.create_tables([future.Novelty])
        schema.prepare()
        exchange.tell(renewal.take_in(standing.read().acknowledged))

    def boot(self) -> None:
        """Pull the plug and put it in again."""
        self.leave()
        self.disk.cut()
        self.boots, self.booted_at = self.boots + 1, self.hours.now
        self.do(self.start)

    def upgrade(self) -> None:
        """Put the newer program on it."""
        self.leave()
        self.is_new = True
        self.do(self.start)

    def exchange(self, statements: int | None = None) -> Report | None:
        """Exchange until nothing waits; None when it died of it."""
        reports: list[Report] = []
        self.do(lambda: reports.append(exchange.exchange_until_done()), statements)
        return reports[0] if reports else None

    def at_once(self, deed: Callable[[], Any], after: int) -> bool:
        """Do it, while after so many statements another program of this kiosk exchanges; return whether they met."""
        # Not before its file is open: nobody opens two at once.
        self.do(lambda: None)
        self.plug.let_in(after, self.exchange_beside)
        deed()
        has_met = self.plug.meanwhile is None
        self.plug.let_in(0, None)
        return has_met

    def exchange_beside(self) -> None:
        """Exchange as another program of this machine does, with a connection of its own."""
        other = copy(self)
        other.connection, other.plug = None, Plug()
        looks = stretches.looks.pop(str(self.file), None)
        other.exchange()
        other.leave()
        if looks is not None:
            stretches.looks[str(self.file)] = looks
        self.go_to()

    def state(self, name: str) -> Any:
        with self.used():
            return state.get(name)

    def is_quiet(self) -> bool:
        with self.used():
            return bool(outbox.head() == state.get("acknowledged", 0))

    def copy_to(self, folder: Path) -> None:
        """Copy the folder, as somebody does who copies the card of a kiosk that is switched off."""
        self.leave()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)

    def put_back(self, copy: Path, *, whole: bool) -> None:
        """Put back an old copy: of the whole folder, or of the database only."""
        self.leave()
        self.disk.let_go()
        if whole:
            shutil.rmtree(self.folder)
            shutil.copytree(copy, self.folder)
        else:
            for stale in self.folder.glob("kiosk.sqlite-*"):
                stale.unlink()
            shutil.copy(copy / "kiosk.sqlite", self.file)
        self.do(self.start)

    def records(self) -> dict[tuple[str, str], tuple[int, Fields]]:
        """Return version and fields of every record here, by kind and id, as they would travel."""
        found: dict[tuple[str, str], tuple[int, Fields]] = {}
        with self.used():
            for kind, model in kinds().items():
                whole = capture.whole(model.replicated_fields())
                query = f'SELECT NEW.id, NEW.version, {whole} FROM "{kind}" AS NEW'
                for record, version, fields in database.execute_sql(query).fetchall():
                    found[kind, record] = version, msgspec.json.decode(fields)
        return found

    def parked(self) -> dict[tuple[str, str], tuple[int, Fields]]:
        """Return what stands here word for word, of kinds that its program does not know."""
        rows = self.rows("SELECT kind, record, version, fields FROM parked")
        return {
            (kind, record): (version, msgspec.json.decode(fields)) for kind, record, version, fields in rows
        }

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask the kiosk's database something."""
        with self.used():
            return list(database.execute_sql(sql, parameters).fetchall())
