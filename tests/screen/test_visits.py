"""A visit is over at Finish, and from then on its address says so and nothing else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence
from kiosk.screen import visits
from tests.people import Guest

LANGUAGES = ["nl", "en", "es", "pt", "hu", "ro", "ar", "tr"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_address_of_a_visit_that_is_over_is_told_in_its_language(client: FlaskClient, code: str) -> None:
    direction = "rtl" if code == "ar" else "ltr"

    told = client.get(f"/{code}/somebody/activities/")

    assert told.status_code == 410
    assert f'<html lang="{code}" dir="{direction}"' in told.text
    assert 'href="/"' in told.text


def test_finish_ends_the_visit_and_shows_the_picker(visit: Guest, sewing: list[Occurrence]) -> None:
    visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})

    finished = visit.get("finish")

    assert (finished.status_code, finished.location) == (303, "/")
    for path in ("activities/", f"places/{sewing[0].id}/check", "finish", "languages"):
        told = visit.get(path)
        assert told.status_code == 410
        assert "Mehrnaz" not in told.text


def test_a_form_of_a_visit_that_is_over_writes_nothing(visit: Guest, sewing: list[Occurrence]) -> None:
    visit.get("finish")

    for path in (f"places/{sewing[0].id}", f"places/{sewing[0].id}/people", "questions/", "ticket/"):
        assert visit.post(path, {"key": "x", "topic": "money"}).status_code == 410


def test_two_visits_know_nothing_of_each_other(client: FlaskClient, sewing: list[Occurrence]) -> None:
    first, second = Guest(client), Guest(client, "ar")
    first.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})

    assert first.token != second.token
    assert "Mehrnaz" not in second.get(f"places/{sewing[0].id}/name").text


def test_visits_never_grow_without_bound() -> None:
    kept = visits.Visits()

    for _visit in range(visits.MOST_VISITS + 50):
        last = kept.begin()

    assert len(kept.by_token) <= visits.MOST_VISITS
    assert kept.find(last.token) is last


def test_the_size_of_the_letters_lasts_as_long_as_the_visit(client: FlaskClient) -> None:
    begun = client.get("/nl/start?size=plus").location

    assert 'data-size="plus"' in client.get(begun).text
    assert 'data-size="plus"' not in client.get("/").text
    assert 'data-size="plus"' in client.get("/?size=plus").text


def test_the_picker_knows_nothing_of_anybody(client: FlaskClient, app: Flask) -> None:
    page = client.get("/")

    assert page.text.count('class="print language"') == len(app.config["LANGUAGES"])
    assert "aria-current" not in page.text
    assert "is-on" not in page.text
    assert "Set-Cookie" not in page.headers
    assert "Set-Cookie" not in client.get("/nl/start").headers
