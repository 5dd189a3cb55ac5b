"""A centre and its central are renewed over night: what lay there the evening before goes on in the morning (G17)."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.core import outbox, state
from kiosk.core.database import database as kiosk_file
from kiosk.core.record import kinds
from kiosk.core.settings import Settings
from sync import protocol
from sync.agent.exchange import exchange_until_done
from sync.agent.transport import plain, refusal
from sync.central import create_app, database
from tests.sync.machines import Machine
from tests.sync.released.versions import Call, Version, take_over

GZIP = {"Content-Encoding": "gzip", "Content-Type": "application/json"}


class Line:
    """A line straight into central's application, with a kiosk's token."""

    def __init__(self, settings: Settings, token: str) -> None:
        self.client = create_app(settings).test_client()
        self.headers = GZIP | {"Authorization": f"Bearer {token}"}

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        response = self.client.post(path, data=protocol.pack(message), headers=self.headers)
        body = plain(response.data, response.headers.get("Content-Encoding", ""))
        if response.status_code != 200:
            raise refusal(response.status_code, body, response.headers.get("Retry-After", ""))
        return body


@pytest.fixture
def central(version: Version, settings: Settings) -> Iterator[Settings]:
    take_over(version, settings)
    yield settings
    database.disconnect()


@pytest.fixture
def hall(version: Version, tmp_path: Path) -> Machine:
    (tmp_path / "kiosk.sqlite").write_bytes((version.folder / "kiosk.sqlite").read_bytes())
    return Machine(tmp_path / "kiosk.sqlite").prepare()


def test_nothing_is_lost_when_both_are_renewed(version: Version, central: Settings, hall: Machine) -> None:
    waited = version.rows("kiosk.sqlite", "SELECT * FROM outbox")
    stood = version.rows("central.sqlite", "SELECT feed, id FROM record WHERE NOT is_gone")

    with hall.at():
        report = exchange_until_done(Line(central, "token-of-the-hall"))
        refused = {row.reason for row in outbox.Refused.select()}

    assert report.is_synced, report.text()
    assert report.pulled > 0
    assert refused == {"office_only"}
    gone = {row["record"] for row in waited if row["is_erased"]}
    held = {
        (row[0], row[1]) for row in database.run("SELECT feed, id FROM record WHERE NOT is_gone").fetchall()
    }
    assert {row["id"] for row in stood} - gone <= {record for _feed, record in held}
    assert {row["record"] for row in waited} - gone <= {record for _feed, record in held}
    assert gone.isdisjoint(record for _feed, record in held)


def test_the_rows_of_the_kiosk_are_all_there(version: Version, central: Settings, hall: Machine) -> None:
    with hall.at():
        exchange_until_done(Line(central, "token-of-the-hall"))
        for kind in kinds().keys() & set(version.tables("kiosk.sqlite")):
            before = {row["id"] for row in version.rows("kiosk.sqlite", f'SELECT id FROM "{kind}"')}
            now = {row[0] for row in kiosk_file.execute_sql(f'SELECT id FROM "{kind}"')}
            assert before <= now, kind


def test_what_others_wrote_meanwhile_is_there(version: Version, central: Settings, hall: Machine) -> None:
    written = msgspec.json.decode(version.calls_of("kitchen")[-1].request, type=protocol.ExchangeRequest)

    with hall.at():
        exchange_until_done(Line(central, "token-of-the-hall"))
        for change in written.changes:
            query = f'SELECT version FROM "{change.kind}" WHERE id = ?'
            assert kiosk_file.execute_sql(query, (change.id,)).fetchone()[0] > 0


def test_it_goes_on_counting(version: Version, central: Settings, hall: Machine) -> None:
    with hall.at():
        acknowledged, waiting = state.get("acknowledged"), outbox.Outbox.select().count()
        report = exchange_until_done(Line(central, "token-of-the-hall"))

    assert waiting == 4
    assert report.acknowledged == acknowledged + waiting


def test_it_knows_what_it_was_told_before(version: Version, central: Settings) -> None:
    heads = database.run("SELECT feed, head FROM feed ORDER BY feed").fetchall()

    for call in filter(lambda call: call.is_exchange, version.calls):
        answer = said_again(call, central)
        assert all(each.verdict in {"duplicate", "refused"} for each in answer.judgements)

    assert database.run("SELECT feed, head FROM feed ORDER BY feed").fetchall() == heads


def said_again(call: Call, central: Settings) -> protocol.ExchangeAnswer:
    request = msgspec.json.decode(call.request, type=protocol.ExchangeRequest)
    body = Line(central, f"token-of-the-{call.kiosk}").call(call.path, request)
    return msgspec.json.decode(body, type=protocol.ExchangeAnswer)
