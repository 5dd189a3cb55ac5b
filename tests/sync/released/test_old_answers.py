"""A kiosk of this version exchanges with a central that was not renewed: what that one said is understood (G17)."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.core.record import kinds
from sync.agent import pull
from sync.agent.answer import Arrived, ArrivedPage
from sync.agent.exchange import exchange_once
from sync.protocol import Change, ExchangeRequest
from tests.sync.machines import Machine
from tests.sync.released import shapes
from tests.sync.released.versions import Call, Version

KIOSKS = ["hall", "kitchen", "zuidwijk", "office"]


@dataclass
class OldLine:
    """Answers as the released central did, if it is asked what it was asked."""

    calls: list[Call]
    said: list[ExchangeRequest] = field(default_factory=list)

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        call = self.calls[len(self.said)]
        sent = msgspec.json.decode(msgspec.json.encode(message), type=ExchangeRequest)
        self.said.append(sent)
        recorded = msgspec.json.decode(call.request, type=ExchangeRequest)
        assert path == call.path
        assert sent.changes == recorded.changes
        assert sent.cursors == recorded.cursors
        assert sent.protocol[0] == 1
        return bytes(call.answer)


def join(folder: Path, calls: list[Call]) -> Machine:
    """Make a kiosk of this version with the name and place that the old one was given."""
    joined = msgspec.json.decode(calls[0].answer, type=shapes.EnrolAnswer)
    first = msgspec.json.decode(calls[1].request, type=ExchangeRequest)
    machine = Machine(folder / "kiosk.sqlite").prepare()
    place = {"centre": joined.centre, "area": joined.area, "acknowledged": 0, "cursors": {}}
    state.put(
        central="http://127.0.0.1:1", token=joined.token, replica=joined.replica, epoch=first.epoch, **place
    )
    return machine


def write_down(change: Change) -> None:
    """Write as a person did then: the row, and word for word what the old triggers captured."""
    with outbox.applying():
        if change.erased:
            database.execute_sql(f'DELETE FROM "{change.kind}" WHERE id = ?', (change.id,))
        elif exists(change.kind, change.id):
            marks = ", ".join(f'"{name}" = ?' for name in change.fields)
            values = [as_column(value) for value in change.fields.values()]
            database.execute_sql(f'UPDATE "{change.kind}" SET {marks} WHERE id = ?', (*values, change.id))
        else:
            arrived = Arrived(change.id, change.kind, 0, msgspec.Raw(msgspec.json.encode(change.fields)))
            pull.write(pull.prepare([ArrivedPage("", 0, [arrived])]), 1 << 60)
        outbox.Outbox.insert(
            n=change.n, record=change.id, kind=change.kind, base=change.base, audience=change.audience,
            recipient=change.to or None, is_erased=change.erased,
            fields=msgspec.json.encode(change.fields).decode(), wall_at=change.at, boot=change.boot,
            is_trusted=change.trusted, author=change.by,
        ).execute()  # fmt: skip


def as_column(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list) else value


def exists(kind: str, record: str) -> bool:
    return bool(database.execute_sql(f'SELECT 1 FROM "{kind}" WHERE id = ?', (record,)).fetchone())


def replay(machine: Machine, calls: list[Call]) -> OldLine:
    line = OldLine([call for call in calls if call.is_exchange])
    with machine.at():
        for call in line.calls:
            for change in msgspec.json.decode(call.request, type=ExchangeRequest).changes:
                write_down(change)
            exchange_once(line)
    return line


@pytest.mark.parametrize("kiosk", KIOSKS)
def test_it_understands_an_old_central(kiosk: str, version: Version, tmp_path: Path) -> None:
    calls = version.calls_of(kiosk)
    machine = join(tmp_path, calls)

    line = replay(machine, calls)

    answers = [msgspec.json.decode(call.answer, type=shapes.ExchangeAnswer) for call in line.calls]
    with machine.at():
        assert state.get("acknowledged") == answers[-1].acknowledged == outbox.head()
        assert not outbox.Outbox.select().exists()
        assert not state.get("last_error")
        for (_feed, record), told in last_told(answers).items():
            assert exists(told.kind, record) is not told.gone
            assert told.gone or version_of(told) >= told.version


def last_told(answers: list[shapes.ExchangeAnswer]) -> dict[tuple[str, str], shapes.FeedRecord]:
    return {
        (page.feed, record.id): record
        for answer in answers
        for page in answer.pages
        for record in page.records
    }


def version_of(told: shapes.FeedRecord) -> int:
    query = f'SELECT version FROM "{told.kind}" WHERE id = ?'
    return int(database.execute_sql(query, (told.id,)).fetchone()[0])


def test_it_ends_with_the_rows_that_the_old_kiosk_had(version: Version, tmp_path: Path) -> None:
    calls = version.calls_of("hall")
    machine = join(tmp_path, calls)

    replay(machine, calls)

    still_said = {row["record"] for row in version.rows("kiosk.sqlite", "SELECT record FROM outbox")}
    with machine.at():
        for kind in kinds().keys() & set(version.tables("kiosk.sqlite")):
            for row in version.rows("kiosk.sqlite", f'SELECT * FROM "{kind}"'):
                if row["id"] not in still_said:
                    names = ", ".join(f'"{name}"' for name in row)
                    query = f'SELECT {names} FROM "{kind}" WHERE id = ?'
                    assert database.execute_sql(query, (row["id"],)).fetchone() == tuple(row.values())
        assert [row.reason for row in outbox.Refused.select()] == ["office_only"]
