"""One question a page: what is asked next follows from what was said, and each touch is kept."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from kiosk.activities.models import Activity, Occurrence, Series, Stage
from kiosk.core.text import TextState
from tests.people import Guest
from tests.planners import AtDesk, Planner

Begin = Callable[..., Planner]


def test_each_answer_leads_to_the_next_question_until_nothing_is_left(begin: Begin) -> None:
    planner = begin()
    asked = [planner.onward()]
    for answer in (
        lambda: planner.ask("drawing", "sewing"),
        lambda: planner.write("title", "Samen naaien"),
        lambda: planner.ask("function", "support"),
        lambda: planner.when(day="2026-03-03"),
        lambda: planner.when(starts="09:30"),
        lambda: planner.when(weeks="1"),
        lambda: planner.when(until="2026-04-07"),
        lambda: planner.write("room", "Zaal 2"),
        lambda: (
            planner.colleague.post(f"publishing/{planner.activity}/places", {"capacity": "6"}).status_code
        ),
    ):
        assert answer() == 303
        asked.append(planner.onward())

    whole = str(planner.activity)
    assert asked == [
        *("drawing", "title", "function", "day", "hours", "repeat", "until", "room", "places", whole)
    ]


def test_every_page_of_a_draft_opens_at_any_moment(begin: Begin, planned: Planner) -> None:
    for planner in (begin(), planned):
        pages = [
            *("planning/", f"planning/{planner.activity}", "calendar/", "calendar/month"),
            *(f"planning/{planner.activity}/ask/{name}" for name in QUESTIONS),
            *(f"planning/{planner.activity}/write/{name}" for name in ("title", "about", "co_hosts")),
            *(f"publishing/{planner.activity}/when/{part}" for part in PARTS),
            *(f"publishing/{planner.activity}/{name}" for name in ("places", "check", "discard")),
        ]
        assert {
            page: code for page in pages if (code := planner.colleague.get(page).status_code) != 200
        } == {}


QUESTIONS = (
    *("drawing", "function", "welcome", "women", "children", "languages", "steps", "food", "price"),
    *("ring", "topic", "room", "host", "co_hosts", "bring", "scope"),
)
PARTS = ("day", "hours", "repeat", "until", "dates")


def test_the_whole_of_it_shows_the_card_and_the_page_of_a_parent(planned: Planner) -> None:
    page = planned.colleague.get(f"planning/{planned.activity}").text

    assert page.count("Samen naaien") >= 3
    assert "09:30–11:30" in page
    assert 'class="print panel support"' in page
    assert "Zaal 2" in page


@pytest.mark.parametrize(
    ("question", "value", "field", "kept"),
    [
        ("welcome", "mothers", "welcome", "mothers"),
        ("women", "yes", "is_women_only", True),
        ("women", "no", "is_women_only", False),
        ("women", "ask", "is_women_only", None),
        ("children", "yes", "has_children_welcome", True),
        ("steps", "no", "is_step_free", False),
        ("food", "halal", "food", "halal"),
        ("price", "200", "price_cents", 200),
        ("ring", "street", "ring", "street"),
        ("topic", "mother_tongue", "topic", "mother_tongue"),
        ("function", "schooling", "function", "schooling"),
    ],
)
def test_a_touched_tile_is_kept(question: str, value: str, field: str, kept: object, begin: Begin) -> None:
    planner = begin()

    assert planner.ask(question, value) == 303

    assert getattr(planner.row, field) == kept
    assert 'aria-pressed="true"' in planner.colleague.get(f"planning/{planner.activity}/ask/{question}").text


def test_languages_and_helpers_are_touched_on_and_off(begin: Begin) -> None:
    planner = begin()
    assert planner.row.languages == ["ar", "nl"]

    planner.ask("languages", "tr")
    planner.ask("languages", "tr")
    planner.ask("languages", "nl", name="off")
    planner.write("co_hosts", "Basisschool De Boog")
    planner.ask("co_hosts", "Basisschool De Boog", name="off")
    planner.write("co_hosts", "Bibliotheek")

    assert planner.row.languages == ["ar", "tr"]
    assert planner.row.co_hosts == ["Bibliotheek"]


def test_what_was_said_before_is_a_tile(planned: Planner, begin: Begin) -> None:
    planned.write("host", "De sleutelmoeders")
    other = begin()
    for question, words in (("room", "Zaal 2"), ("host", "De sleutelmoeders")):
        page = other.colleague.get(f"planning/{other.activity}/ask/{question}").text
        assert words in page
        value = page.partition(words)[0].rpartition('value="')[2].partition('"')[0]

        other.ask(question, value)

        assert getattr(other.row, question) == getattr(planned.row, question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_on_no_page_is_refused(question: str, begin: Begin) -> None:
    planner = begin()
    before = planner.row.__data__ | {"series": planner.series.rule}

    assert planner.ask(question, "somewhere else") == 400

    assert planner.row.__data__ | {"series": planner.series.rule} == before


def test_the_same_page_sent_twice_begins_one_draft(at_desk: AtDesk) -> None:
    amal, fresh = at_desk("Amal"), {"fresh": str(uuid4())}

    first, second = amal.post("planning/", fresh), amal.post("planning/", fresh)

    assert first.location == second.location
    assert (Activity.select().count(), Series.select().count()) == (1, 1)


def test_a_draft_is_found_again_and_has_no_date(planned: Planner, at_desk: AtDesk, visit: Guest) -> None:
    assert "Samen naaien" in at_desk("Safa").get("planning/").text
    assert Occurrence.select().count() == 0
    assert "Samen naaien" not in visit.get("activities/").text


def test_two_key_mothers_edit_one_draft_and_lose_nothing(planned: Planner, at_desk: AtDesk) -> None:
    safa = Planner(at_desk("Safa"), planned.activity)

    planned.ask("food", "halal")
    safa.ask("welcome", "mothers")
    planned.ask("price", "100")

    row = planned.row
    assert (row.food, row.welcome, row.price_cents) == ("halal", "mothers", 100)


def test_a_draft_is_thrown_away_whole(planned: Planner) -> None:
    planned.colleague.post(f"publishing/{planned.activity}/discard")

    assert (Activity.select().count(), Series.select().count()) == (0, 0)


def test_other_words_leave_the_translations_outdated(planned: Planner) -> None:
    title = planned.row.title
    translated = planned.row
    translated.title = type(title)(title.source, title.texts | {"ar": ("نخيط", TextState.WRITTEN)})
    translated.save()

    planned.write("title", "Naaien met thee")

    after = planned.row.title
    assert after.texts["nl"] == ("Naaien met thee", TextState.WRITTEN)
    assert after.texts["ar"] == ("نخيط", TextState.OUTDATED)
    assert planned.row.stage == Stage.DRAFT
