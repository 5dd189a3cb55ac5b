"""Whatever is sent to whatever address, nobody ever sees the machine break."""

import re

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from werkzeug.routing import Rule

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Household, Registration
from kiosk.screen.keyboard import BOARDS
from kiosk.screen.visits import MOST_PEOPLE
from kiosk.tickets.models import Animal, Dye
from tests.people import Guest

FEW = settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
ODD = [
    "",
    "0",
    "-1",
    "99999999999999999999",
    "9" * 5000,
    "\u0000",
    "\u202e",
    "a\u0300",
    "%00",
    "../..",
    "'; --",
]
KNOWN = [*Dye, *Animal, *BOARDS, "1", "2", "9", "2-3", "money", " ", "nl"]
JUNK = some.one_of(some.text(max_size=40), some.sampled_from(ODD), some.sampled_from(KNOWN))
NAMES = [
    *("key", "wait", "adults", "children", "band", "name", "letter", "wipe", "board", "go", "leave"),
    *("picture", "pictures", "badge", "card", "purpose", "answer", "role", "tile", "hour", "language"),
    *(
        "topic",
        "dye",
        "animal",
        "number",
        "page",
        "function",
        "place",
        "digit",
        "wrong",
        "fault",
        "module",
        "date",
    ),
]
FORM = some.dictionaries(
    some.one_of(some.sampled_from(NAMES), some.text(min_size=1, max_size=5)), JUNK, max_size=6
)


def rules(app: Flask, method: str) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if rule.methods and method in rule.methods]
    return [rule for rule in found if rule.endpoint not in {"static", "health.index"}]


def address(rule: Rule, visit: Guest, date: Occurrence, junk: str) -> str:
    """Return an address of a rule: known things where it asks for them, junk elsewhere."""
    known = {"lang": visit.language, "visit": visit.token, "dye_name": "leaf"}
    values: dict[str, object] = {}
    for name in rule.arguments:
        is_id, words = name.endswith("_id"), getattr(rule._converters[name], "items", ())
        free = min(words) if words else junk.replace("/", "").strip(".") or "x"
        values[name] = known.get(name, date.id if is_id else free)
    adapter = visit.client.application.url_map.bind("localhost")
    return str(adapter.build(rule.endpoint, values))


@pytest.mark.timeout(300)
@FEW
@given(query=FORM, junk=some.text(min_size=1, max_size=20))
def test_no_get_breaks(
    app: Flask, visit: Guest, sewing: list[Occurrence], query: dict[str, str], junk: str
) -> None:
    for rule in rules(app, "GET"):
        if rule.endpoint == "walk.finish":
            continue
        answer = visit.client.get(address(rule, visit, sewing[0], junk), query_string=query)
        assert answer.status_code < 500, rule.endpoint


@pytest.mark.timeout(300)
@FEW
@given(form=FORM, junk=some.text(min_size=1, max_size=20))
def test_no_post_breaks_and_none_overfills(
    app: Flask, visit: Guest, sewing: list[Occurrence], form: dict[str, str], junk: str
) -> None:
    for rule in rules(app, "POST"):
        answer = visit.client.post(address(rule, visit, sewing[0], junk), data=form)
        assert answer.status_code < 500, rule.endpoint
    for path in ("people", "who", "name", "check"):
        assert visit.get(f"places/{sewing[0].id}/{path}").status_code < 400


@pytest.mark.timeout(300)
@FEW
@given(
    path=some.text(max_size=60),
    method=some.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"]),
)
def test_no_address_that_nobody_made_breaks(visit: Guest, path: str, method: str) -> None:
    for start in ("", "nl/", visit.address().removeprefix("/")):
        assert visit.client.open("/" + start + path.lstrip("/"), method=method).status_code < 500


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"name=%ff%fe&go=1", b"&&&&=%", b"adults=1&adults=2&children=%00"]
)
@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "nonsense",
        "",
    ],
)
def test_no_body_breaks(visit: Guest, sewing: list[Occurrence], body: bytes, kind: str) -> None:
    for path in ("people", "name", "who", ""):
        where = visit.address(f"places/{sewing[0].id}/{path}".rstrip("/"))
        assert visit.client.post(where, data=body, content_type=kind).status_code < 500


STEPS = some.lists(
    some.tuples(
        some.sampled_from(["people", "name", "who", "yes", "finish", "ticket/", "questions/"]),
        some.dictionaries(some.sampled_from(NAMES), JUNK, max_size=3),
    ),
    max_size=12,
)


@pytest.mark.timeout(300)
@FEW
@given(steps=STEPS)
def test_whatever_is_touched_in_whatever_order_what_is_written_makes_sense(
    visit: Guest, sewing: list[Occurrence], steps: list[tuple[str, dict[str, str]]]
) -> None:
    guest = Guest(visit.client)
    for step, form in steps:
        if step == "yes":
            found = re.search(r'name="key" value="([^"]+)"', guest.get(f"places/{sewing[0].id}/check").text)
            answer = guest.post(f"places/{sewing[0].id}", form | ({"key": found[1]} if found else {}))
        elif step == "finish":
            answer, guest = guest.get("finish"), Guest(visit.client)
        else:
            answer = guest.post(step if step.endswith("/") else f"places/{sewing[0].id}/{step}", form)
        assert answer.status_code < 500

    for registration in Registration.select():
        assert 1 <= registration.people <= 2 * MOST_PEOPLE
        assert registration.people == registration.adults + sum(registration.bands.values())
    assert Household.select().count() <= Registration.select().count()
