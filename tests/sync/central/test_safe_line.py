"""A token travels over a safe line only: HTTPS, or inside one machine."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sync.protocol import ExchangeAnswer, Problem

Answered = Callable[[Any], ExchangeAnswer]
Told = Callable[[Any], Problem]


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
