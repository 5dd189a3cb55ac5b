"""Whatever comes, central says what is wrong with it and goes on."""

import gzip
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from sync import protocol
from sync.central.tables import Record
from sync.protocol import ExchangeAnswer, Problem
from tests.sync.town import change

Answered = Callable[[Any], ExchangeAnswer]
Told = Callable[[Any], Problem]


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


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
    ids=lambda body: f"{len(body)} bytes",
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


def test_eight_megabytes_of_brackets_stay_eight(joined: Any, answer: Answered) -> None:
    brackets = b"[" + b",".join([b"[]"] * 2_500_000) + b"]"
    call = (
        b'{"protocol":[1,2],"replica":"%s","epoch":"%s","clock":{"wall":1,"monotonic":1,"boot":""},"changes":['
        b'{"n":1,"id":"%s","kind":"activity","at":1,"fields":{"a":%s}}]}'
    ) % (joined.enrolled.replica.encode(), b"e" * 32, b"a" * 32, brackets)
    body = protocol.zlib.compress(call, wbits=31)
    tracemalloc.start()

    response = joined.post("/v1/exchange", body)

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer(response).judgements[0].reason == "too_large"
    assert most < 6 * len(call)
