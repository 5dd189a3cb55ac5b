"""One look at the machine: well, or in a word why not."""

import dataclasses

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import SqliteDatabase

from kiosk.core import clock, outbox, state, today
from kiosk.core.database import database as the_database
from tests.sync.machines import register


def test_a_well_machine_says_ok(client: FlaskClient) -> None:
    answer = client.get("/health")

    assert (answer.status_code, answer.json["status"], answer.json["database"]) == (200, "ok", "ok")
    assert set(answer.json) == {
        "status", "version", "database", "worker", "outbox", "unacknowledged_since", "enrolled", "last_contact",
        "problem", "epoch", "refused", "parked", "compared", "disk", "power", "backup", "clock", "moment", "is_told",
    }  # fmt: skip
    assert answer.json["outbox"] == {"head": outbox.head(), "acknowledged": 0}
    assert answer.json["last_contact"] is None
    assert answer.json["compared"] == {"at": None, "repaired": 0}
    assert answer.json["version"]


def test_it_tells_what_central_has_acknowledged(client: FlaskClient) -> None:
    state.put(acknowledged=1, last_contact=1_772_890_200_000)

    answer = client.get("/health").json

    assert answer["outbox"]["acknowledged"] == 1
    assert answer["last_contact"] == 1_772_890_200_000


@pytest.mark.parametrize("days", [-1, 31])
def test_it_doubts_a_clock_that_jumped(days: int, client: FlaskClient) -> None:
    state.put(last_seen=clock.wall() - days * 86_400_000)

    answer = client.get("/health")

    assert (answer.status_code, answer.json["status"], answer.json["clock"]) == (
        503,
        "clock: unsure",
        "unsure",
    )


def test_it_tells_of_a_dead_worker(app: Flask) -> None:
    app.config["DESCRIBE_WORKER"] = lambda: {"state": "dead", "restarts": 3}

    answer = app.test_client().get("/health")

    assert (answer.status_code, answer.json["status"]) == (503, "worker: dead")
    assert answer.json["worker"]["restarts"] == 3


def test_it_tells_of_a_broken_database(client: FlaskClient, database: SqliteDatabase) -> None:
    the_database.execute_sql("DROP TABLE state")

    answer = client.get("/health")

    assert (answer.status_code, answer.json["status"]) == (503, "database: OperationalError")


def test_a_clock_that_central_confirmed_is_well_though_it_was_ahead_before(client: FlaskClient) -> None:
    now = clock.wall()
    state.put(last_seen=now + 86_400_000, **today.told(now))

    answer = client.get("/health")

    assert (answer.status_code, answer.json["clock"], answer.json["is_told"]) == (200, "ok", True)


@pytest.mark.parametrize(("hours", "status"), [(-3, 503), (3, 200)])
def test_a_clock_that_is_not_centrals_is_wrong(hours: int, status: int, client: FlaskClient) -> None:
    told = clock.wall() - hours * 3_600_000
    state.put(last_seen=told, **today.told(told))

    answer = client.get("/health")

    assert (answer.status_code, answer.json["clock"]) == (status, "wrong")
    assert abs(answer.json["moment"] - told) < 60_000


def test_it_tells_a_disk_that_is_nearly_full(app: Flask) -> None:
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], free_megabytes=10**9)

    assert app.test_client().get("/health").json["disk"] == "low"


def test_it_tells_since_when_central_was_told_nothing(client: FlaskClient) -> None:
    before = clock.wall()
    state.put(token="told-once", acknowledged=outbox.head())
    assert client.get("/health").json["unacknowledged_since"] is None

    register()

    since = client.get("/health").json["unacknowledged_since"]
    assert before - 1_000 <= since <= clock.wall()
