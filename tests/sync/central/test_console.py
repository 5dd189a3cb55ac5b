"""The console: an operator signs in, opens centres, gives codes, takes kiosks out; nobody else gets anywhere."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sync.central import console, gate
from sync.central.tables import Centre, Replica
from tests.sync.central.forms import token
from tests.sync.town import Town

A_CENTRE = "0" * 32


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


def test_it_keeps_pages_to_themselves(desk: FlaskClient) -> None:
    response = desk.get("/")

    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "<script" not in response.text
    assert "style=" not in response.text
