"""No page is kept, framed or told onward, and none brings anything foreign."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.app import create_app
from kiosk.core.pages import static_url
from kiosk.core.settings import Settings
from kiosk.security.headers import POLICY
from tests.conftest import Founded
from tests.people import Guest

PAGES = ["/", "/health", "/panel.css", "/nl/gone/activities/", "/nothing/here", "/static/nothing.css"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_not_kept(address: str, client: FlaskClient) -> None:
    headers = client.get(address).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"] == POLICY


def test_a_page_of_a_visit_is_not_kept_either(visit: Guest) -> None:
    for answer in (
        visit.get("activities/"),
        visit.post("questions/", {"topic": "school"}),
        visit.get("finish"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_foreign_and_nothing_inline_is_let_in() -> None:
    assert "default-src 'none'" in POLICY
    assert not re.search(r"unsafe|\*|https?:|data:|blob:", POLICY)


def test_no_page_sets_a_cookie(visit: Guest) -> None:
    """SPEC C8: no tracking; until somebody signs in there is not even a session."""
    for answer in (visit.client.get("/"), visit.get("activities/"), visit.get("finish")):
        assert "Set-Cookie" not in answer.headers


def test_a_file_with_its_fingerprint_is_kept_for_ever(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = static_url("tokens.css")

    assert re.search(r"\?v=[0-9a-f]{10}$", address)
    with client.get(address) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_without_it_is_not(client: FlaskClient) -> None:
    with client.get("/static/tokens.css") as answer:
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/nl/start", "/health", "/panel.css"])
def test_it_answers_to_no_name_but_its_own(client: FlaskClient, path: str) -> None:
    for own in ("127.0.0.1:8080", "localhost", "[::1]:8080"):
        assert client.get(path, headers={"Host": own}).status_code in {200, 303}
    for foreign in ("elsewhere.example:8080", "127.0.0.1.elsewhere.example", "a b"):
        answer = client.get(path, headers={"Host": foreign})
        assert (answer.status_code, answer.data) == (421, b"")


def test_a_kiosk_that_listens_to_others_answers_to_any_name(centre: Founded, tmp_path: Path) -> None:
    open_kiosk = create_app(Settings(data=tmp_path, host="0.0.0.0"))  # noqa: S104  what is tried here

    answer = open_kiosk.test_client().get("/", headers={"Host": "kiosk.example"})

    assert answer.status_code == 200
