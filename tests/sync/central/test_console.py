"""The console: an operator signs in, opens centres, gives codes, takes kiosks out; nobody else gets anywhere."""

import re
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.core.settings import Settings
from sync.central import console, gate, operators
from sync.central.tables import Centre, Replica
from tests.sync.town import Town

A_CENTRE = "0" * 32


def token(response: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
    assert found
    return found[1]


def sign_in(client: FlaskClient, password: str, name: str = "amal") -> TestResponse:
    form = {"name": name, "password": password, "csrf_token": token(client.get("/sign-in"))}
    return client.post("/sign-in", data=form)


@pytest.fixture
def desk(app: Flask, password: str) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client, password).status_code == 303
    return client


def test_it_walks_from_a_new_centre_to_a_code(desk: FlaskClient, line: Any) -> None:
    form = {"name": "Linden", "area": "nl-rtm", "csrf_token": token(desk.get("/centres/new"))}
    made = desk.post("/centres", data=form)
    centre_page = desk.get(made.location)
    shown = desk.post(f"{made.location}/codes", data={"csrf_token": token(centre_page)})
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", shown.text)

    assert made.status_code == 303
    assert code
    assert line.enrol(code[0], name="Hall").status_code == 200
    assert "Linden" in desk.get("/").text
    assert "Hall" in desk.get(made.location).text


def test_it_takes_a_kiosk_out_after_asking(desk: FlaskClient, town: Town) -> None:
    kiosk = town.home.caller.replica
    asked = desk.get(f"/kiosks/{kiosk}/revoke")
    assert Replica.get_by_id(kiosk).revoked_at is None

    done = desk.post(f"/kiosks/{kiosk}/revoke", data={"csrf_token": token(asked)})

    assert done.status_code == 303
    assert Replica.get_by_id(kiosk).revoked_at is not None
    assert "taken out" in desk.get(done.location).text


def test_it_shows_what_each_kiosk_sent_and_what_was_refused(desk: FlaskClient, town: Town) -> None:
    town.home.send(town.home.change(), town.home.change(kind="no kind"))

    page = desk.get(f"/centres/{town.home.centre}").text

    assert '<span class="alarm">1</span>' in page
    assert '<td class="figure">2</td>' in page


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"name": "", "area": "NL-RTM"}, 400, "1 to 60 letters"),
        ({"name": "x" * 61, "area": "NL-RTM"}, 400, "1 to 60 letters"),
        ({"name": "nul\0", "area": "NL-RTM"}, 400, "1 to 60 letters"),
        ({"name": "Linden", "area": "Rotterdam South"}, 400, "short code"),
        ({"name": "Linden", "area": "NL-UTC", "is_office": "on"}, 409, "only one"),
    ],
)
def test_it_says_what_to_do_about_a_centre_it_cannot_make(
    desk: FlaskClient, form: dict[str, str], status: int, words: str
) -> None:
    console.create_centre("Office", "NL-UTC", is_office=True)

    response = desk.post("/centres", data=form | {"csrf_token": token(desk.get("/centres/new"))})

    assert response.status_code == status
    assert words in response.text
    assert Centre.select().count() == 1


def test_it_lets_nobody_past_but_operators(app: Flask, town: Town) -> None:
    kiosk = town.home.caller.replica
    given = {"centre_id": town.home.centre, "replica_id": kiosk, "filename": "central.css"}
    app.config["WTF_CSRF_ENABLED"] = False
    paths = app.url_map.bind("localhost")

    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            values = {name: given[name] for name in rule.arguments}
            response = app.test_client().open(
                paths.build(rule.endpoint, values, method=method), method=method
            )
            response.close()
            is_turned_away = response.status_code == 303 and response.location == "/sign-in"
            assert is_turned_away == (rule.endpoint not in gate.OPEN), rule
    assert Replica.get_by_id(kiosk).revoked_at is None


def test_it_refuses_a_form_without_its_token(desk: FlaskClient, centre: Centre) -> None:
    for path in ("/centres", f"/centres/{centre.id}/codes", "/sign-out", "/sign-in"):
        response = desk.post(path, data={"name": "Linden", "area": "NL-RTM"})
        assert response.status_code == 400
        assert "too old" in response.text
    assert Centre.select().count() == 1


@pytest.mark.parametrize("path", ["/centres", "/kiosks/x/revoke", "/sign-out"])
def test_it_changes_nothing_by_a_wrong_method(desk: FlaskClient, path: str) -> None:
    assert desk.delete(path).status_code in {400, 405}


@pytest.mark.parametrize("path", ["/centres/x", f"/centres/{A_CENTRE}", "/kiosks/x/revoke", "/nowhere"])
def test_it_says_that_a_page_is_not_here(desk: FlaskClient, path: str) -> None:
    response = desk.get(path)

    assert response.status_code == 404
    assert "not here" in response.text


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


def test_it_signs_out(desk: FlaskClient) -> None:
    desk.post("/sign-out", data={"csrf_token": token(desk.get("/"))})

    assert desk.get("/").location == "/sign-in"


def test_it_signs_everybody_out_who_used_an_older_password(desk: FlaskClient, store: Settings) -> None:
    operators.create(store, "amal")

    assert desk.get("/").location == "/sign-in"


def test_it_keeps_pages_to_themselves(desk: FlaskClient) -> None:
    response = desk.get("/")

    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "<script" not in response.text
    assert "style=" not in response.text


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
