"""Kiosks that were not renewed say to this central what they always said, and hear what they always heard (G17)."""

from collections.abc import Iterator

import msgspec
import pytest
from flask.testing import FlaskClient

from kiosk.core.settings import Settings
from sync import protocol
from sync.central import create_app, database
from tests.sync.released import shapes
from tests.sync.released.versions import Call, Version, open_console

GZIP = {"Content-Encoding": "gzip", "Content-Type": "application/json"}


class Replay:
    """Says again what was recorded, under the names and tokens that this central gives."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.names: dict[bytes, bytes] = {}
        self.tokens: dict[str, str] = {}

    def enrol(self, call: Call) -> shapes.EnrolAnswer:
        before = msgspec.json.decode(call.answer, type=shapes.EnrolAnswer)
        now = msgspec.json.decode(self.post(call), type=shapes.EnrolAnswer)
        self.names[before.replica.encode()] = now.replica.encode()
        self.tokens[call.kiosk] = now.token
        return now

    def exchange(self, call: Call) -> shapes.ExchangeAnswer:
        return msgspec.json.decode(self.post(call), type=shapes.ExchangeAnswer)

    def post(self, call: Call) -> bytes:
        body = bytes(call.request)
        for before, now in self.names.items():
            body = body.replace(before, now)
        token = self.tokens.get(call.kiosk, "")
        headers = GZIP | ({"Authorization": f"Bearer {token}"} if token else {})
        packed = protocol.pack(msgspec.Raw(body))
        response = self.client.post(call.path, data=packed, headers=headers)
        assert response.status_code == call.status, response.text
        return shapes.text_of(response.data, response.headers.get("Content-Encoding", ""))


@pytest.fixture
def replay(store: Settings) -> Iterator[Replay]:
    yield Replay(create_app(store).test_client())
    database.disconnect()


def test_it_answers_old_kiosks_as_it_always_did(version: Version, replay: Replay) -> None:
    open_console(version)
    has_met_conflict = False

    for call in version.calls:
        if not call.is_exchange:
            joined = replay.enrol(call)
            assert joined.centre == msgspec.json.decode(call.answer)["centre"]
            continue
        before = msgspec.json.decode(call.answer, type=shapes.ExchangeAnswer)
        now = replay.exchange(call)
        has_met_conflict |= any(each.verdict == "conflict" for each in before.judgements)

        assert now.protocol == 1
        assert now.acknowledged == before.acknowledged
        assert now.verdicts() == before.verdicts()
        assert before.told().items() <= now.told().items()
        # A conflict has become a record of its own, with a number of its own.
        assert has_met_conflict or [p.cursor for p in now.pages] == [p.cursor for p in before.pages]


def test_it_hears_everything_twice_without_a_change(version: Version, replay: Replay) -> None:
    open_console(version)
    for call in version.calls:
        replay.exchange(call) if call.is_exchange else replay.enrol(call)
    heads = database.run("SELECT feed, head FROM feed ORDER BY feed").fetchall()

    for call in filter(lambda call: call.is_exchange, version.calls):
        again = replay.exchange(call)
        assert all(each.verdict in {"duplicate", "refused"} for each in again.judgements)

    assert database.run("SELECT feed, head FROM feed ORDER BY feed").fetchall() == heads
