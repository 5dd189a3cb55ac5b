"""Another language is two touches away on every page, and nothing on the page is lost by it."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence
from kiosk.app import create_app
from kiosk.core.settings import Settings
from tests.conftest import Founded
from tests.people import Guest

PLACES = [
    "activities/",
    "activities/?page=2",
    "activities/?function=support",
    "activities/{date}",
    "activities/{date}/more",
    "places/{date}/people",
    "places/{date}/who",
    "places/{date}/name",
    "places/{date}/check",
    "questions/new",
    "questions/heard",
    "ticket/",
    "ticket/picture",
    "ticket/number?wrong=1",
]
# Each way out of the visit that somebody might try to hide in an address.
EVIL = [
    "//evil.example",
    "/evil",
    "///evil.example/",
    "..",
    "../../evil",
    "..\\..\\evil",
    "\\\\evil.example",
    "/\\evil.example",
    "http://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "activities/../../../evil",
    "activities//evil.example",
    "\t//evil.example",
    "\r\nLocation: http://evil.example",
    "@evil.example",
    "%2f%2fevil.example",
    "",
]


def tiles(page: str) -> dict[str, str]:
    """Return where each language leads."""
    found = re.findall(r'class="print language[^"]*" lang="(\w+)" dir="\w+" href="([^"]+)"', page)
    return {code: unescape(address) for code, address in found}


@pytest.mark.parametrize("place", PLACES)
def test_another_language_leads_to_the_same_place(visit: Guest, sewing: list[Occurrence], place: str) -> None:
    where = place.format(date=sewing[0].id)
    visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})
    visit.post(f"places/{sewing[0].id}/people", {"children": "3"})
    visit.post("ticket/", {"dye": "leaf", "animal": "kite", "digit": "7"})
    globe = re.search(r'href="([^"]*/languages[^"]*)"|value="(languages[^"]*)"', visit.get(where).text)
    assert globe
    offered = unescape(globe[1] or visit.address(globe[2]))

    leads = tiles(visit.client.get(offered).text)

    assert leads["ar"] == f"/ar/{visit.token}/{where}"
    there = visit.client.get(leads["ar"])
    assert there.status_code == 200
    assert '<html lang="ar" dir="rtl"' in there.text


def test_what_was_entered_is_there_in_the_other_language(visit: Guest, sewing: list[Occurrence]) -> None:
    visit.post(f"places/{sewing[0].id}/people", {"children": "3"})
    visit.post(f"places/{sewing[0].id}/people", {"band": "2-3"})
    visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "leave": "languages?place=places"})
    visit.get("size?place=activities/")

    visit.language = "tr"

    assert 'value="Mehrnaz"' in visit.get(f"places/{sewing[0].id}/name").text
    people = visit.get(f"places/{sewing[0].id}/people").text
    assert people.count('aria-pressed="true"') == 1 + 3 + 1
    assert 'data-size="plus"' in people


def test_the_board_of_letters_follows_the_language(visit: Guest, sewing: list[Occurrence]) -> None:
    name = f"places/{sewing[0].id}/name"
    assert 'value="ë"' in visit.get(name).text

    visit.language = "ar"

    assert 'value="ن"' in visit.get(name).text


@pytest.mark.parametrize("evil", EVIL)
def test_no_place_leads_out_of_the_visit(visit: Guest, sewing: list[Occurrence], evil: str) -> None:
    inside = f"/nl/{visit.token}/"
    visits = re.compile(
        rf'(href|content)="(?!/(static|panel\.css|\w\w/{visit.token}/)|width=|\d+;url={inside}|/")'
    )

    for page in ("languages", "help", "still"):
        answer = visit.client.get(visit.address(page), query_string={"place": evil})
        assert answer.status_code == 200
        assert not visits.search(answer.text)
        assert all(re.match(rf"/\w\w/{visit.token}/", address) for address in tiles(answer.text).values())
    moved = visit.client.get(visit.address("size"), query_string={"place": evil})
    left = visit.post(f"places/{sewing[0].id}/name", {"name": "x", "leave": evil})
    for answer in (moved, left):
        assert answer.status_code == 303
        assert answer.location.startswith(inside)
        assert ".." not in answer.location


def test_only_languages_that_are_offered_have_a_tile_and_an_address(centre: Founded, tmp_path: Path) -> None:
    client = create_app(Settings(data=tmp_path, languages="ar,nl")).test_client()

    page = client.get("/").text

    assert re.findall(r'print language" lang="(\w+)"', page) == ["ar", "nl"]
    assert client.get("/hu/start").status_code == 404
    assert client.get("/zh/start").status_code == 404
    assert client.get("/xx/start").status_code == 404
    assert client.get("/ar/start").status_code == 303


def test_a_tile_is_written_in_its_own_language_and_direction(client: FlaskClient) -> None:
    page = client.get("/").text

    assert re.search(r'lang="ar" dir="rtl"[^>]*><span>العربية<', page)
    assert re.search(r'lang="hu" dir="ltr"[^>]*><span>Magyar<', page)
