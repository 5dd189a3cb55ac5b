"""An operator signs in; whoever guesses learns nothing and waits longer and longer."""

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.core.settings import Settings
from sync.central import operators
from tests.sync.central.forms import sign_in, token

A_CENTRE = "0" * 32


def test_it_does_not_say_what_was_wrong_with_a_sign_in(app: Flask, password: str) -> None:
    client = app.test_client()

    wrong_password = sign_in(client, "guess")
    wrong_name = sign_in(client, password, name="hana")

    assert wrong_password.status_code == wrong_name.status_code == 403
    assert wrong_password.text.replace("amal", "hana") == without_token(wrong_name, wrong_password)


def without_token(response: TestResponse, other: TestResponse) -> str:
    return response.text.replace(token(response), token(other))


def test_it_locks_a_name_after_five_wrong_passwords_for_longer_and_longer(app: Flask, password: str) -> None:
    client = app.test_client()
    with time_machine.travel("2026-03-07 10:00Z", tick=False) as moving:
        assert [sign_in(client, "guess").status_code for _guess in range(6)] == [403] * 5 + [429]
        assert sign_in(client, password).status_code == 429
        moving.shift(61)
        assert sign_in(client, "guess").status_code == 403
        moving.shift(61)
        assert sign_in(client, password).status_code == 429
        moving.shift(61)
        assert sign_in(client, password).status_code == 303


def test_nobody_keeps_an_operator_out_from_elsewhere(app: Flask, password: str) -> None:
    stranger, amal = FlaskClient(app), FlaskClient(app)
    stranger.environ_base = {"REMOTE_ADDR": "127.0.0.9"}
    amal.environ_base = {"REMOTE_ADDR": "127.0.0.1"}
    with time_machine.travel("2026-03-07 10:00Z", tick=False) as moving:
        for _guess in range(8):
            sign_in(stranger, "guess")
            moving.shift(3)

        assert sign_in(stranger, "guess").status_code == 429
        assert sign_in(amal, password).status_code == 303


def test_a_name_that_is_guessed_from_everywhere_is_slowed_down(app: Flask, password: str) -> None:
    with time_machine.travel("2026-03-07 10:00Z", tick=False) as moving:
        for place in range(5):
            stranger = FlaskClient(app)
            stranger.environ_base = {"REMOTE_ADDR": f"127.0.1.{place}"}
            assert sign_in(stranger, "guess").status_code == 403

        client = app.test_client()
        assert sign_in(client, password).status_code == 429
        moving.shift(3)
        assert sign_in(client, password).status_code == 303


def test_a_copied_cookie_ends_when_its_owner_signs_out(desk: FlaskClient, app: Flask) -> None:
    cookie = desk.get_cookie("central")
    assert cookie
    thief = app.test_client()
    thief.set_cookie("central", cookie.value)
    assert thief.get("/").status_code == 200

    desk.post("/sign-out", data={"csrf_token": token(desk.get("/"))})

    assert thief.get("/").location == "/sign-in"


def test_it_signs_out(desk: FlaskClient) -> None:
    desk.post("/sign-out", data={"csrf_token": token(desk.get("/"))})

    assert desk.get("/").location == "/sign-in"


def test_it_signs_everybody_out_who_used_an_older_password(desk: FlaskClient, store: Settings) -> None:
    operators.create(store, "amal")

    assert desk.get("/").location == "/sign-in"


@pytest.mark.parametrize(("scheme", "is_secure"), [("https", True), ("http", False)])
def test_it_gives_a_cookie_that_only_this_site_reads(app: Flask, scheme: str, is_secure: bool) -> None:
    response = app.test_client().get("/sign-in", environ_overrides={"wsgi.url_scheme": scheme})

    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert ("Secure" in cookie) == is_secure


def test_it_greets_in_the_language_of_the_browser(app: Flask) -> None:
    response = app.test_client().get("/sign-in", headers={"Accept-Language": "ar"})

    assert '<html lang="ar" dir="rtl">' in response.text
    assert '<html lang="en" dir="ltr">' in app.test_client().get("/sign-in").text


def test_it_keeps_no_password(store: Settings, password: str) -> None:
    operator = operators.find("amal")

    assert operator is not None
    assert password.encode() not in bytes(operator.password)
    assert operators.is_right("amal", password)
    assert not operators.is_right("amal", password + "x")
    assert not operators.is_right("nul\0", password)


@pytest.mark.parametrize("name", ["", " ", "two\nlines"])
def test_it_makes_no_operator_without_a_readable_name(store: Settings, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        operators.create(store, name)
