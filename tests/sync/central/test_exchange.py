"""POST /v1/exchange: what is served, what is turned away, and never a 500."""

import gzip
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from kiosk.core.ids import new_id
from sync import protocol
from sync.central import console, contacts, database, replicas
from sync.central.tables import Centre, Record, Replica
from sync.protocol import Change, ExchangeAnswer, Problem

Answered = Callable[[Any], ExchangeAnswer]
Told = Callable[[Any], Problem]


def change(n: int, **given: Any) -> Change:
    return Change(
        **{"n": n, "id": new_id().hex, "kind": "activity", "fields": {"title": "Sewing"}, "at": 1} | given
    )


def test_it_acknowledges_and_gives_a_sister_kiosk_the_record(
    joined: Any, centre: Centre, answer: Answered
) -> None:
    sent = answer(joined.exchange(changes=[change(1), change(2)]))
    sister = type(joined)(joined.client)
    sister.enrol(console.create_code(centre))

    received = answer(sister.exchange())

    assert sent.acknowledged == 2
    assert [record.version for record in received.pages[0].records] == [1, 2]
    assert received.pages[0].cursor == 2
    assert received.time > 1_700_000_000_000


def test_it_answers_both_ways_in_one_call(joined: Any, centre: Centre, answer: Answered) -> None:
    joined.exchange(changes=[change(1)])
    sister = type(joined)(joined.client)
    sister.enrol(console.create_code(centre))

    both = answer(sister.exchange(changes=[change(1)]))

    assert both.acknowledged == 1
    assert [len(page.records) for page in both.pages] == [1]


def test_it_says_little_when_there_is_nothing_to_say(joined: Any, answer: Answered) -> None:
    response = joined.exchange()

    assert answer(response).pages == []
    assert len(response.data) < 120
    assert {"Content-Security-Policy", "Set-Cookie", "Server"}.isdisjoint(response.headers.keys())


def test_it_commits_nothing_for_an_idle_exchange(joined: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    joined.exchange()
    statements: list[str] = []
    monkeypatch.setattr(database.database.obj, "query_hooks", [lambda event: statements.append(event.sql)])

    joined.exchange()

    assert statements
    assert all(statement.startswith("SELECT") for statement in statements)


def test_it_writes_the_contacts_it_noted(joined: Any) -> None:
    noted = contacts.Contacts()

    noted.note(joined.enrolled.replica)
    noted.note(joined.enrolled.replica)
    noted.write()

    assert Replica.get_by_id(joined.enrolled.replica).last_contact_at > 1_700_000_000_000
    assert noted.waiting == {}


def test_it_tells_a_gap_and_a_used_number_as_a_conflict(joined: Any, problem: Told) -> None:
    first = change(1)
    joined.exchange(changes=[first])

    gap = joined.exchange(changes=[change(5)])
    reused = joined.exchange(changes=[change(1)])

    assert (gap.status_code, problem(gap).error, problem(gap).acknowledged) == (409, "gap", 1)
    assert (reused.status_code, problem(reused).error) == (409, "number_reused")
    assert Record.select().count() == 1


def test_it_knows_no_foreign_token(joined: Any, problem: Told) -> None:
    for header in (
        "",
        "Bearer",
        "Bearer guess",
        "Basic x",
        f"bearer {joined.enrolled.token}x",
        "Bearer é\x00",
    ):
        response = joined.post("/v1/exchange", b"", headers={"Authorization": header})
        assert (response.status_code, problem(response).error) == (401, "unknown_token")


def test_it_turns_a_revoked_kiosk_away_at_once(joined: Any, problem: Told) -> None:
    joined.exchange(changes=[change(1)])
    replicas.revoke(Replica.get_by_id(joined.enrolled.replica))

    response = joined.exchange(changes=[change(2)])

    assert (response.status_code, problem(response).error) == (403, "revoked")
    assert Record.select().count() == 1


def test_it_takes_a_token_for_its_own_kiosk_only(joined: Any, problem: Told) -> None:
    response = joined.exchange(replica="f" * 32)

    assert (response.status_code, problem(response).error) == (403, "other_replica")


@pytest.mark.parametrize("spoken", [(2, 3), (0, 0)])
def test_it_asks_for_an_upgrade_when_no_version_is_common(
    joined: Any, problem: Told, spoken: tuple[int, int]
) -> None:
    unreadable = protocol.zlib.compress(
        msgspec.json.encode({"protocol": spoken, "changes": "new shape"}), wbits=31
    )

    for response in (joined.exchange(protocol=spoken), joined.post("/v1/exchange", unreadable)):
        assert (response.status_code, problem(response).error) == (426, "protocol")


def test_it_speaks_the_newest_version_that_both_know(joined: Any, answer: Answered) -> None:
    assert answer(joined.exchange(protocol=(1, 9))).protocol == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not gzip",
        gzip.compress(b"not json"),
        gzip.compress(b"[]"),
        gzip.compress(b'{"protocol":[1,1]}'),
        gzip.compress(b'{"protocol":[1,1],"replica":"\xff"}'),
        gzip.compress(b'{"protocol":' + b"[" * 100_000),
        gzip.compress(b'{"protocol":[1,1]}')[:-4],
        gzip.compress(b'{"protocol":[1,1],"x":1e999}'),
    ],
)
def test_it_calls_garbage_by_its_name(joined: Any, problem: Told, body: bytes) -> None:
    response = joined.post("/v1/exchange", body)

    assert (response.status_code, problem(response).error) == (400, "malformed")


@pytest.mark.parametrize("epoch", ["", "short", "E" * 32, "\0" * 32])
def test_it_needs_an_epoch_it_can_keep(joined: Any, problem: Told, epoch: str) -> None:
    response = joined.exchange(epoch=epoch, changes=[change(1)])

    assert (response.status_code, problem(response).error) == (400, "malformed")


def test_it_does_not_unpack_a_bomb(joined: Any, problem: Told) -> None:
    bomb = gzip.compress(b" " * (protocol.MAX_BODY_BYTES + 1))

    response = joined.post("/v1/exchange", bomb)

    assert (response.status_code, problem(response).error) == (413, "too_large")


def test_it_refuses_a_body_and_a_batch_past_the_limit(joined: Any, problem: Told) -> None:
    long = joined.post("/v1/exchange", b"x" * (protocol.MAX_BODY_BYTES + 1))
    many = joined.exchange(changes=[change(n) for n in range(1, protocol.MAX_CHANGES + 2)])

    for response in (long, many):
        assert (response.status_code, problem(response).error) == (413, "too_large")
    assert Record.select().count() == 0


def test_it_refuses_a_body_that_is_not_compressed(joined: Any, problem: Told) -> None:
    response = joined.post("/v1/exchange", b"{}", headers={"Content-Encoding": "identity"})

    assert (response.status_code, problem(response).error) == (400, "malformed")


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/v1/exchange", 405), ("POST", "/v1/nothing", 404)]
)
def test_it_tells_a_program_in_json_what_is_not_there(
    app: Flask, problem: Told, method: str, path: str, status: int
) -> None:
    response = app.test_client().open(path, method=method)

    assert response.status_code == status
    assert problem(response).error in {"wrong_method", "not_found"}


@pytest.mark.parametrize(
    ("peer", "scheme", "status"),
    [
        ("127.0.0.1", "http", 401),
        ("::1", "http", 401),
        ("::ffff:127.0.0.1", "http", 401),
        ("192.0.2.7", "https", 401),
        ("192.0.2.7", "http", 403),
        ("2001:db8::7", "http", 403),
        ("", "http", 403),
    ],
)
def test_it_speaks_plain_http_to_its_own_machine_only(
    app: Flask, peer: str, scheme: str, status: int
) -> None:
    client = FlaskClient(app)
    environment = {"REMOTE_ADDR": peer, "wsgi.url_scheme": scheme}

    response = client.post("/v1/exchange", environ_overrides=environment)

    assert response.status_code == status


def test_it_does_not_believe_a_header_about_the_line(app: Flask, problem: Told) -> None:
    response = app.test_client().post(
        "/v1/exchange", headers={"X-Forwarded-Proto": "https"}, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}
    )

    assert (response.status_code, problem(response).error) == (403, "insecure")


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@tries(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    replaced=st.dictionaries(st.sampled_from(["protocol", "epoch", "clock", "changes", "cursors"]), anything)
)
def test_it_answers_whatever_comes_without_breaking(joined: Any, replaced: dict[str, Any]) -> None:
    assert joined.enrolled
    whole = {"protocol": [1, 1], "replica": joined.enrolled.replica, "epoch": "e" * 32}
    clock = {"clock": {"wall": 1, "monotonic": 1, "boot": ""}}

    response = joined.post("/v1/exchange", gzip.compress(msgspec.json.encode(whole | clock | replaced)))

    assert response.status_code in {200, 400, 409, 426}
