"""A text has a state in each language; whoever speaks one writes it, or says that it is right (SPEC idea 14)."""

import pytest
from flask import Flask

from kiosk.activities.models import Activity, Occurrence
from kiosk.core.ids import new_id
from kiosk.core.text import Text, TextState
from kiosk.wording import queries
from tests.people import Guest


@pytest.fixture
def activity(amal: Guest, sewing: list[Occurrence], centre: object) -> Activity:
    """Let the sewing have a title that a machine put into Arabic, and none in Turkish."""
    found: Activity = Activity.get()
    found.centre = centre.row.id
    found.title = Text.of("nl", {"nl": "Samen naaien", "ar": "نخيط معا"})
    found.save()
    return found


def address(activity: Activity, code: str, rest: str = "") -> str:
    return f"desk/wording/{code}/{activity.id}/title{rest}"


def title() -> Text:
    found: Text = Activity.get().title
    return found


def write(guest: Guest, activity: Activity, code: str, words: str) -> None:
    assert guest.post(address(activity, code, "/write"), {"name": words, "go": "1"}).status_code == 303


def test_each_language_tells_what_is_missing_in_it(amal: Guest, app: Flask, activity: Activity) -> None:
    with app.app_context():
        counts = queries.counts(["nl", "ar", "tr"])

    assert counts["ar"][TextState.MACHINE] == 1
    assert counts["tr"][TextState.MISSING] >= 1
    assert "Samen naaien" in amal.get("desk/wording/tr").text


def test_who_speaks_it_says_that_it_is_right(amal: Guest, activity: Activity) -> None:
    amal.post(address(activity, "ar"), {"seen": "نخيط معا"})

    assert title().state("ar") == TextState.WRITTEN
    assert "نخيط معا" not in amal.get("desk/wording/ar").text


def test_what_she_did_not_read_she_did_not_approve(amal: Guest, activity: Activity) -> None:
    amal.post(address(activity, "ar"), {"seen": "something else"})

    assert title().state("ar") == TextState.MACHINE


def test_what_is_written_in_a_language_stands_in_it(amal: Guest, activity: Activity) -> None:
    write(amal, activity, "tr", "Birlikte dikelim")

    assert title().texts["tr"] == ("Birlikte dikelim", TextState.WRITTEN)
    assert title().texts["ar"] == ("نخيط معا", TextState.MACHINE)


def test_other_languages_do_not_fit_once_the_first_one_was_changed(amal: Guest, activity: Activity) -> None:
    write(amal, activity, "nl", "Samen breien")

    assert title().state("ar") == TextState.OUTDATED


@pytest.mark.parametrize("words", ["", "  ", "\u200f\u202e", "x" * 5_000])
def test_what_cannot_be_used_is_told_and_kept_in_the_field(
    amal: Guest, activity: Activity, words: str
) -> None:
    write(amal, activity, "tr", words)

    assert title().state("tr") == TextState.MISSING


def test_facts_are_told_in_every_language_where_the_title_is_not(
    visit: Guest, activity: Activity, sewing: list[Occurrence]
) -> None:
    visit.language = "tr"

    shown = visit.get(f"activities/{sewing[0].id}").text

    assert "Samen naaien" in shown
    assert "Nederlands" in shown
    assert 'lang="nl"' in shown


@pytest.mark.parametrize("path", ["xx", "nl/019fffff-ffff-7fff-bfff-ffffffffffff/title"])
def test_what_is_not_there_is_told(amal: Guest, activity: Activity, path: str) -> None:
    assert amal.get(f"desk/wording/{path}").status_code == 404
    assert amal.get(address(activity, "nl").replace("/title", "/capacity")).status_code == 404


def test_another_centre_s_texts_are_its_own(amal: Guest, activity: Activity) -> None:
    Activity.update(centre=new_id()).execute()

    assert amal.post(address(activity, "ar"), {"seen": "نخيط معا"}).status_code == 403
    assert title().state("ar") == TextState.MACHINE


def test_a_text_without_words_cannot_be_right(amal: Guest, activity: Activity) -> None:
    assert amal.post(address(activity, "tr"), {"seen": ""}).status_code == 400
