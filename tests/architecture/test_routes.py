"""Every door is a visitor's, who must be on a visit, or stands on a list that says why it is open (deny by default)."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter, Rule

from kiosk.core.settings import Settings
from sync import central
from sync.central import api, gate

OPEN = {
    "static": "drawings, style and scripts: the same for everybody",
    "welcome.index": "the picker: nobody is anybody yet",
    "welcome.start": "touching a language begins a visit",
    "door.start": "the key on the picker begins a visit; who she is, is asked there",
    "welcome.panel": "how many pixels this panel has to the millimetre",
    "health.index": "for the caretaker and the watchdog: figures only",
}
OPEN_AT_CENTRAL = {
    "static": "style of the console",
    "health.show": "for the watchdog: figures only",
    "metrics.show": "asks for this machine, an operator or a token of its own; figures only",
    "central.sign_in": "where operators come in",
    "central.enter": "where operators come in",
}
VALUES = {"UUIDConverter": UUID(int=1), "IntegerConverter": 1}


def fitting(converter: BaseConverter) -> object:
    """Return anything that a part of an address takes."""
    words = getattr(converter, "items", None)
    return min(words) if words else VALUES.get(type(converter).__name__, "lion")


def address(rule: Rule, **given: str) -> str:
    """Return an address of the rule, filled with anything that fits."""
    found = {name: fitting(converter) for name, converter in rule._converters.items()}
    built = rule.build(found | given)
    assert built is not None
    return built[1]


def verbs(rule: Rule) -> set[str]:
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def faults(app: Flask, open_doors: dict[str, str], closed: set[int]) -> Iterator[str]:
    """Yield each door that answers a stranger otherwise than `closed`, and each that answers two verbs."""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if len(verbs(rule)) != 1:
            yield f"{rule.endpoint} answers {sorted(verbs(rule))}"
        if rule.endpoint in open_doors:
            continue
        where = address(rule, lang="nl", visit="over")
        for verb in verbs(rule):
            status = client.open(where, method=verb).status_code
            if status not in closed:
                yield f"{rule.endpoint} answers a stranger with {status}"


def test_every_page_of_a_visit_asks_for_the_visit(app: Flask) -> None:
    assert list(faults(app, OPEN, {410})) == []


def test_every_open_door_is_there(app: Flask) -> None:
    assert {*OPEN} <= {rule.endpoint for rule in app.url_map.iter_rules()}


def test_a_language_that_is_not_offered_is_not_found(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "lang" in rule.arguments and "GET" in verbs(rule)]

    assert {app.test_client().get(address(rule, lang="xx", visit="over")).status_code for rule in rules} == {
        404
    }


def test_what_changes_something_cannot_be_opened(app: Flask) -> None:
    """A POST address that no page shares answers a GET with 405, never by doing it."""
    rules = list(app.url_map.iter_rules())
    pages = {rule.rule for rule in rules if "GET" in verbs(rule)}
    deeds = [rule for rule in rules if "POST" in verbs(rule) and rule.rule not in pages]

    client = app.test_client()
    assert {
        rule.endpoint: client.get(address(rule, lang="nl", visit="over")).status_code for rule in deeds
    } == {rule.endpoint: 405 for rule in deeds}


def test_a_page_cannot_be_posted_to(app: Flask) -> None:
    rules = list(app.url_map.iter_rules())
    deeds = {rule.rule for rule in rules if "POST" in verbs(rule)}
    pages = [rule for rule in rules if "GET" in verbs(rule) and rule.rule not in deeds]

    client = app.test_client()
    assert {client.post(address(rule, lang="nl", visit="over")).status_code for rule in pages} == {405}


@pytest.mark.parametrize(
    ("where", "fault"),
    [("/people", "list answers a stranger with 200"), ("/<lang>/people", "list answers a stranger with 200")],
)
def test_it_sees_a_door_left_open(where: str, fault: str, app: Flask) -> None:
    app._got_first_request = False
    app.add_url_rule(where, "list", lambda: "Amal, Hana", methods=["GET"])

    assert list(faults(app, OPEN, {410})) == [fault]


def test_it_sees_a_door_of_two_verbs(app: Flask) -> None:
    app._got_first_request = False
    app.add_url_rule("/<lang>/<visit>/people", "list", lambda: "", methods=["GET", "POST"])

    assert list(faults(app, OPEN, {410})) == ["list answers ['GET', 'POST']"]


def test_central_asks_everybody_else_to_sign_in(tmp_path: Path) -> None:
    app = central.create_app(Settings(data=tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False

    assert list(faults(app, OPEN_AT_CENTRAL, {303})) == []
    assert {*OPEN_AT_CENTRAL} == gate.OPEN


def test_central_refuses_a_form_without_its_token(tmp_path: Path) -> None:
    client = central.create_app(Settings(data=tmp_path)).test_client()

    assert client.post("/sign-in", data={"name": "Lena", "password": "x"}).status_code == 400


@pytest.mark.parametrize("call", api.CALLS)
def test_central_turns_away_a_kiosk_without_a_token(tmp_path: Path, call: str) -> None:
    client = central.create_app(Settings(data=tmp_path)).test_client()

    # Whoever joins has no token: a one-time code is asked for, and there is none in nothing.
    assert client.post(call).status_code == (400 if call == "/v1/enrol" else 401)
    assert client.get(call).status_code == 405
