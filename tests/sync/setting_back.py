"""Copies of a kiosk's folder, and of central's database, that a test puts back as people do after a mishap."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.registration.models import Registration
from sync.central.tables import TABLES, Record
from sync.central.timeline import Watch
from tests.sync.machines import Machine

AFFIXES = ("", "-wal", "-shm")


@dataclass
class Copy:
    """A copy of one kiosk's files as they were."""

    machine: Machine
    path: Path
    with_witness: bool

    @classmethod
    def of(cls, machine: Machine, *, with_witness: bool = False) -> "Copy":
        copy = cls(machine, machine.path.with_name(f"copy-of-{machine.path.name}"), with_witness)
        copy.bring(machine.path, copy.path)
        return copy

    def put_back(self) -> None:
        self.bring(self.path, self.machine.path)

    def as_machine(self) -> Machine:
        return Machine(self.path)

    def bring(self, source: Path, target: Path) -> None:
        for affix in AFFIXES:
            Path(f"{target}{affix}").unlink(missing_ok=True)
            if Path(f"{source}{affix}").exists():
                shutil.copy(f"{source}{affix}", f"{target}{affix}")
        seen = source.with_suffix(".witness")
        if self.with_witness and seen.exists():
            shutil.copy(seen, target.with_suffix(".witness"))


def here() -> set[int]:
    """Return the numbers of all tickets that this kiosk holds."""
    return {row.number for row in Registration.select()}


def at_central() -> set[int]:
    found = Record.select().where(Record.kind == "registration", ~Record.is_gone)
    return {msgspec.json.decode(row.fields)["number"] for row in found}


def central_s_rows() -> list[tuple[type, list[dict[str, object]]]]:
    """Return all that central holds, as a backup does."""
    return [(table, list(table.select().dicts())) for table in TABLES]


def put_central_back(rows: list[tuple[type, list[dict[str, object]]]]) -> None:
    for table, kept in rows:
        table.delete().execute()
        if kept:
            table.insert_many(kept).execute()


def restart_central() -> None:
    """Let central begin as it does at its start."""
    Watch().begin()
