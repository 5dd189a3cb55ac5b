from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.core.settings import Settings
from sync import protocol
from sync.central import console, create_app, database, operators
from sync.central.tables import Centre
from sync.joining import EnrolAnswer, EnrolRequest
from sync.protocol import Clock, ExchangeAnswer, ExchangeRequest, Problem
from tests.sync.central.forms import sign_in


class Line:
    """A kiosk's end of the wire, on Flask's test client."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.enrolled: EnrolAnswer | None = None
        self.epoch = "e" * 32

    def post(self, path: str, body: bytes, **given: Any) -> TestResponse:
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        if self.enrolled:
            headers["Authorization"] = f"Bearer {self.enrolled.token}"
        return self.client.post(path, data=body, headers=headers | given.pop("headers", {}), **given)

    def enrol(self, code: str, **given: Any) -> TestResponse:
        wish = EnrolRequest(**{"code": code, "name": "Hall", "public_key": "key"} | given)
        response = self.post("/v1/enrol", protocol.pack(wish))
        if response.status_code == 200:
            self.enrolled = read(response, EnrolAnswer)
        return response

    def exchange(self, **given: Any) -> TestResponse:
        assert self.enrolled
        values = {"replica": self.enrolled.replica, "epoch": self.epoch, "protocol": (1, 1)} | given
        return self.post("/v1/exchange", protocol.pack(ExchangeRequest(clock=Clock(1, 1, ""), **values)))


def read(response: TestResponse, shape: type[Any]) -> Any:
    text = protocol.unpack(response.data) if response.content_encoding == "gzip" else response.data
    return msgspec.json.decode(text, type=shape)


@pytest.fixture
def app(store: Settings) -> Iterator[Flask]:
    app = create_app(store)
    yield app
    database.disconnect()


@pytest.fixture
def centre(app: Flask) -> Centre:
    return console.create_centre("Linden", "NL-RTM")


@pytest.fixture
def line(app: Flask) -> Line:
    return Line(app.test_client())


@pytest.fixture
def joined(line: Line, centre: Centre) -> Line:
    line.enrol(console.create_code(centre))
    return line


@pytest.fixture
def answer() -> Callable[[TestResponse], ExchangeAnswer]:
    return lambda response: read(response, ExchangeAnswer)


@pytest.fixture
def problem() -> Callable[[TestResponse], Problem]:
    return lambda response: read(response, Problem)


@pytest.fixture
def desk(app: Flask, password: str) -> FlaskClient:
    """Sign an operator in."""
    client = app.test_client()
    assert sign_in(client, password).status_code == 303
    return client


@pytest.fixture
def password(app: Flask, store: Settings) -> str:
    return operators.create(store, "amal")
