"""Whatever page a visitor reaches: it is not kept, it runs nothing foreign, and it stands in her language."""

import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence
from kiosk.registration.services import register_family
from kiosk.security.headers import POLICY
from tests.people import AMAL, HANA, Guest

PATHS = [
    "activities/",
    "activities/?page=9",
    "activities/{date}",
    "activities/{date}/more",
    "activities/{unknown}",
    "places/{date}/people",
    "places/{date}/who",
    "places/{date}/name",
    "places/{date}/name?fault=missing",
    "places/{date}/name?fault=<script>",
    "places/{date}/check",
    "places/{date}/check?filled=1",
    "questions/new",
    "questions/heard",
    "ticket/",
    "ticket/picture",
    "ticket/number",
    "ticket/number?wrong=1",
    "ticket/leaf/kite",
    "languages",
    "help",
    "still",
    "trainings/{unknown}",
    "nothing/here",
]
HANDLER = re.compile(r"\s(on[a-z]+|style)\s*=", re.IGNORECASE)
ADDRESS = re.compile(r'(?:href|src|action|data-finish|data-touch)="([^"]*)"')
TITLE = "<title>Parents’ Point</title>"
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|javascript:", re.IGNORECASE)


@pytest.fixture
def visit(client: FlaskClient) -> Guest:
    """Somebody who has touched a colour, a picture and a digit of a ticket."""
    guest = Guest(client)
    guest.post("ticket/", {"dye": "leaf", "animal": "kite", "digit": "7"})
    return guest


@pytest.fixture(params=["nl", "ar", "tr"])
def somebody(request: pytest.FixtureRequest, visit: Guest) -> Guest:
    visit.language = request.param
    return visit


def fill(path: str, sewing: list[Occurrence]) -> str:
    return path.format(date=sewing[0].id, unknown=uuid4())


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_ours_alone(somebody: Guest, sewing: list[Occurrence], path: str) -> None:
    answer = somebody.get(fill(path, sewing))
    page = answer.text

    assert answer.status_code in {200, 400, 404}
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert f'<html lang="{somebody.language}" dir="{"rtl" if somebody.language == "ar" else "ltr"}"' in page
    assert TITLE in page
    assert not HANDLER.search(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL))
    assert not SCRIPT.search(page)
    assert all(re.match(r"/(?!/)|\?|#", address) for address in ADDRESS.findall(page))


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_one_heading_first_and_no_native_control(
    visit: Guest, sewing: list[Occurrence], path: str
) -> None:
    page = visit.get(fill(path, sewing)).text

    assert not re.search(
        r"<(select|textarea|dialog)\b|type=\"(date|number|file|email|tel)\"|\srequired\b", page
    )
    assert not re.search("[\U0001f000-\U0001faff\u2600-\u27bf]", page)


def test_every_form_refuses_to_be_filled_by_the_browser(visit: Guest, sewing: list[Occurrence]) -> None:
    page = visit.get(f"places/{sewing[0].id}/name").text

    fields = re.findall(r'<input class="field"[^>]*>', page)
    assert len(fields) == 1
    assert all(word in fields[0] for word in ('autocomplete="off"', 'spellcheck="false"', 'maxlength="100"'))
    assert "novalidate" in page


def test_no_page_shows_the_name_of_somebody_else(visit: Guest, sewing: list[Occurrence]) -> None:
    register_family(AMAL, sewing[0].id, place_key="hers", will_wait=False)

    for path in PATHS:
        assert AMAL.name not in visit.get(fill(path, sewing)).text


def test_done_and_kept_pages_say_nothing_more_than_they_must(visit: Guest, sewing: list[Occurrence]) -> None:
    held = register_family(HANA, sewing[0].id, place_key="held", will_wait=False)
    found = visit.post("ticket/", {"dye": held.dye, "animal": held.animal, "number": str(held.number)})

    page = visit.client.get(found.location)

    assert str(held.household) not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_every_script_and_sheet_is_a_file_of_ours_with_a_fingerprint(visit: Guest) -> None:
    page = visit.get("activities/").text

    scripts = re.findall(r'<script[^>]*src="([^"]+)"', page)
    assert scripts
    assert all(re.search(r"^/static/js/\w+\.js\?v=\w+$", address) for address in scripts)
