"""Hands that change a file behind everybody's back, and eyes that see whether two ends hold the same."""

import base64
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.core.ids import new_id
from sync import protocol
from sync.agent import comparing, holding, standing
from sync.agent.comparing import Findings
from sync.agent.transport import Transport
from sync.central import comparing as central
from sync.central.audience import Caller
from sync.central.tables import Centre
from sync.comparison import CompareRequest
from tests.sync.machines import NOW, Machine


@dataclass
class WatchedLine:
    """Counts what goes over a line: each request, and the bytes of request and answer."""

    line: Transport
    asked: list[CompareRequest] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        assert isinstance(message, CompareRequest)
        answer = self.line.call(path, message)
        self.asked.append(message)
        self.sizes.append((len(protocol.wrap(message)[0]), len(answer)))
        return answer

    @property
    def buckets(self) -> list[int]:
        return [bucket for wish in self.asked for bucket in wish.buckets]


@contextmanager
def line_of(machine: Machine) -> Iterator[WatchedLine]:
    """Be at this kiosk, with a line to its central."""
    with machine.at():
        enrolled = standing.read()
        with closing(Transport(enrolled.central, enrolled.token)) as line:
            yield WatchedLine(line)


def compare(machine: Machine) -> Findings:
    with line_of(machine) as line:
        return comparing.compare(line)


def is_same(*machines: Machine) -> bool:
    """Say whether these kiosks hold what central holds for them, asking central without a line."""
    return all(not differences(machine) for machine in machines)


def differences(machine: Machine) -> list[str]:
    """Return the feeds in which this kiosk holds something else than central."""
    with machine.at():
        before = standing.read()
        sums = holding.sums(before)
    centre = Centre.get_by_id(before.centre)
    caller = Caller(before.replica, centre.id, centre.area, bool(centre.is_office))
    wishes = [
        CompareRequest(feed, before.feeds[feed], digest=base64.b64encode(own.whole).decode())
        for feed, own in sums.items()
    ]
    return [wish.feed for wish in wishes if not central.compare(caller, wish).is_same]


def by_hand(machine: Machine, sql: str, *values: Any) -> None:
    """Change the file of a kiosk so that nothing notices: no trigger, no number, no change that waits."""
    with machine.at(), outbox.applying():
        database.execute_sql(sql, values)


def say(machine: Machine, kind: str, fields: dict[str, Any], **given: Any) -> str:
    """Let a kiosk say something that its program does not hold: as a newer one would, or an older one."""
    record = new_id().hex
    with machine.at():
        row = {"record": record, "kind": kind, "base": 0, "audience": "centre", "recipient": None}
        written = {"wall_at": NOW, "boot": "b", "is_trusted": False, "author": ""}
        text = msgspec.json.encode(fields).decode()
        outbox.Outbox.create(**{**row, **written, "fields": text, **given})
    return record


def centre_of(machine: Machine) -> str:
    with machine.at():
        return str(state.get("centre"))


def places(*records: tuple[UUID | str, str]) -> list[tuple[str, str]]:
    return [(record.hex if isinstance(record, UUID) else record, kind) for record, kind in records]
