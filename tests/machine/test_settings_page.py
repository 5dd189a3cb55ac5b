"""What is turned at the screen counts at once, on this machine, within bounds, and stands in the audit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from kiosk.core import state, turned
from kiosk.core.settings import Settings
from kiosk.security.audit import AuditLine
from tests.people import Guest
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
TILE = re.compile(r'print language" lang="(\w+)"')


def tiles(app: Flask) -> list[str]:
    return TILE.findall(app.test_client().get("/").text)


def touch(somebody: Colleague, code: str, deed: str) -> int:
    return somebody.post("machine/languages", {"code": code, "deed": deed}).status_code


@pytest.mark.parametrize("name", ["Omar", "Lena"])
def test_a_language_that_is_switched_off_leaves_the_picker_at_once(
    name: str, at_desk: AtDesk, app: Flask
) -> None:
    assert touch(at_desk(name), "tr", "off") == 303

    assert tiles(app) == ["nl", "en", "ar", "ro", "hu", "es", "pt"]
    assert app.test_client().get("/tr/start").status_code == 404
    assert AuditLine.select().where(AuditLine.action == "changed_settings").count() == 1


def test_order_is_that_of_the_picker(at_desk: AtDesk, app: Flask) -> None:
    omar = at_desk("Omar")

    for deed in ("up", "up"):
        touch(omar, "ar", deed)

    assert tiles(app)[:3] == ["ar", "nl", "en"]
    assert touch(omar, "ar", "up") == 303
    assert tiles(app)[:3] == ["ar", "nl", "en"]


def test_the_last_one_stays(at_desk: AtDesk, app: Flask) -> None:
    omar = at_desk("Omar")
    for code in ("en", "ar", "tr", "ro", "hu", "es", "pt"):
        assert touch(omar, code, "off") == 303

    assert touch(omar, "nl", "off") == 400
    assert tiles(app) == ["nl"]
    assert 'value="off"' not in omar.get("machine/languages").text


def test_dutch_may_go_and_still_stands_in_where_a_text_is_missing(at_desk: AtDesk, app: Flask) -> None:
    touch(at_desk("Omar"), "nl", "off")

    assert "nl" not in tiles(app)
    assert Guest(app.test_client(), "ar").get("activities/").status_code == 200


def test_who_began_in_it_finishes_in_it(at_desk: AtDesk, app: Flask) -> None:
    before = Guest(app.test_client(), "tr")
    omar = at_desk("Omar")

    touch(omar, "tr", "off")

    assert before.get("activities/").status_code == 200
    after = Guest(app.test_client(), "ar")
    after.language = "tr"
    assert after.get("activities/").status_code == 404
    touch(omar, "tr", "on")
    assert tiles(app)[-1] == "tr"
    assert Guest(app.test_client(), "tr").get("activities/").status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("idle_seconds", "75", "idle_seconds", 75),
        ("warning_seconds", "25", "warning_seconds", 25),
        ("desk_idle_seconds", "120", "desk_idle_seconds", 120),
        ("large_text", "True", "large_text", True),
        ("millimetre", "3.9", "millimetre", 3.9),
    ],
)
def test_a_dial_is_kept_and_counts_from_the_next_page_on(
    name: str, value: str, attribute: str, expected: object, at_desk: AtDesk, app: Flask
) -> None:
    assert at_desk("Omar").post("machine/settings", {"name": name, "value": value}).status_code == 303

    assert getattr(app.config["SETTINGS"], attribute) == expected
    assert getattr(turned.applied(Settings()), attribute) == expected


def test_idle_time_is_that_of_the_page_and_of_the_sweeper(at_desk: AtDesk, app: Flask) -> None:
    omar = at_desk("Omar")

    omar.post("machine/settings", {"name": "desk_idle_seconds", "value": "105"})

    assert 'data-idle="105"' in omar.get("machine/settings").text
    assert app.extensions["visits"].desk_seconds == 105 + Settings().warning_seconds


def test_large_letters_are_the_usual_ones_and_one_touch_leads_to_the_others(
    at_desk: AtDesk, app: Flask
) -> None:
    at_desk("Omar").post("machine/settings", {"name": "large_text", "value": "True"})
    client = app.test_client()

    assert 'data-size="plus"' in client.get("/").text
    assert 'data-size="plus"' not in client.get("/?size=plain").text
    assert 'data-size="plus"' in client.get(client.get("/nl/start").location).text
    assert 'data-size="plus"' not in client.get(client.get("/nl/start?size=plain").location).text


def test_the_ruler_is_as_long_as_the_panel_says(at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    omar.post("machine/settings", {"name": "millimetre", "value": "4.0"})

    assert 'width="416.0"' in omar.get("machine/ruler").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idle_seconds", "0"),
        ("idle_seconds", "9999"),
        ("idle_seconds", "1.5"),
        ("millimetre", "nan"),
        ("millimetre", "inf"),
        ("millimetre", "0"),
        ("large_text", "perhaps"),
        ("data", "elsewhere"),
        ("languages", "nl"),
        ("", ""),
    ],
)
def test_what_cannot_be_is_not_kept(name: str, value: str, at_desk: AtDesk) -> None:
    assert at_desk("Omar").post("machine/settings", {"name": name, "value": value}).status_code == 400

    assert state.get("turned") is None


def test_what_the_environment_says_is_fixed(
    at_desk: AtDesk, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    omar = at_desk("Omar")
    omar.language = "en"
    state.put(turned={"idle_seconds": 75, "languages": "ar"})
    monkeypatch.setenv("PARENTS_POINT_IDLE_SECONDS", "90")
    monkeypatch.setenv("PARENTS_POINT_LANGUAGES", "nl,en")

    assert turned.applied(Settings.from_environment()).idle_seconds == 90
    assert "Fixed by whoever set this machine up." in omar.get("machine/settings").text
    assert omar.post("machine/settings", {"name": "idle_seconds", "value": "75"}).status_code == 400
    assert touch(omar, "tr", "off") == 400
    assert 'name="deed"' not in omar.get("machine/languages").text


@pytest.mark.parametrize("kept", [{"idle_seconds": "x"}, {"languages": "xx"}, {"unknown": 1}, {"data": "/"}])
def test_what_another_version_kept_harms_nothing(kept: dict[str, object], app: Flask, tmp_path: Path) -> None:
    state.put(turned=kept)

    assert turned.applied(Settings(data=tmp_path)) == Settings(data=tmp_path)
