"""What is on no page, what is too much, and what belongs to others is refused, and changes nothing."""

import pytest

from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.core.ids import new_id
from tests.planners import AtDesk, Planner


@pytest.mark.parametrize(
    "touch",
    [
        {"day": "2026-03-01"},
        {"day": "2031-01-01"},
        {"day": "tomorrow"},
        {"until": "2026-03-02"},
        {"until": "2028-03-02"},
        {"starts": "25:00"},
        {"starts": "09:31"},
        {"minutes": "-30"},
        {"minutes": "0"},
        {"minutes": "99999999999999999999"},
        {"weeks": "3"},
        {"touch": "2026-03-04"},
        {},
    ],
)
def test_what_is_on_no_page_is_refused(touch: dict[str, str], planned: Planner) -> None:
    before = planned.series.rule

    assert planned.when(**touch) == 400

    assert planned.series.rule == before


@pytest.mark.parametrize(
    "places", [{"capacity": "0"}, {"capacity": "-1"}, {"capacity": "301"}, {"unit": "none"}, {}]
)
def test_no_place_and_too_many_are_refused(places: dict[str, str], planned: Planner) -> None:
    assert planned.colleague.post(f"publishing/{planned.activity}/places", places).status_code == 400

    assert Series.get().capacity == 6


def test_another_centres_activity_cannot_be_touched(published: Planner, at_desk: AtDesk) -> None:
    Activity.update(centre="00000000-0000-7000-8000-000000000001").execute()
    assert published.ask("food", "halal") == 403
    assert published.write("title", "Anders") == 403
    date = Occurrence.select().first()
    deeds_elsewhere = [
        *(f"programme/{published.activity}/{deed}" for deed in ("close", "ends", "places", "more", "again")),
        *(f"calendar/{date.id}/{deed}" for deed in ("off", "move")),
    ]
    told = {"capacity": "9", "day": "2026-03-12", "fresh": str(new_id())}
    lena = at_desk("Lena")
    assert {deed: lena.post(deed, told).status_code for deed in deeds_elsewhere} == dict.fromkeys(
        deeds_elsewhere, 403
    )
    assert published.colleague.get(f"programme/{published.activity}").status_code == 200


@pytest.mark.parametrize(
    ("words", "kept"), [("\u202eNaaien\u202c\u200f", "Naaien"), ("  Thee \n en taal ", "Thee en taal")]
)
def test_marks_that_nobody_sees_are_left_out(words: str, kept: str, planned: Planner) -> None:
    planned.write("title", words)

    assert planned.row.title.texts["nl"][0] == kept


@pytest.mark.parametrize("words", ["", "...", "x" * 61, "x" * 5_000])
def test_an_empty_title_and_an_endless_one_are_not_kept(words: str, planned: Planner) -> None:
    planned.write("title", words)

    assert planned.row.title.texts["nl"][0] == "Samen naaien"


def test_ten_megabytes_are_refused(planned: Planner) -> None:
    assert planned.write("title", "x" * 10_000_000) == 413
