"""Touching the nth figure means n; an age belongs to a child, and there are never more ages than children."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.activities.models import Occurrence
from kiosk.core.errors import InvalidInputError
from kiosk.registration import forms
from tests.people import Guest

MOST = 9


@pytest.mark.parametrize(("touched", "chosen", "then"), [(3, 1, 3), (3, 3, 2), (1, 1, 1), (2, 5, 2)])
def test_the_nth_figure_means_n_and_again_one_less(touched: int, chosen: int, then: int) -> None:
    assert forms.next_number(touched, chosen, lowest=1) == then


def test_nobody_is_taken_away_below_none() -> None:
    assert forms.next_number(1, 1, lowest=0) == 0


@pytest.mark.parametrize("text", ["", "-1", "10", "1.5", "٣", "²", "1e0", "abc", "00009", " 1"])
def test_what_is_not_a_figure_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        forms.figure(text, highest=MOST)


def test_an_age_adds_a_child_when_all_have_one() -> None:
    bands, children = forms.touch_band({"2-3": 1}, "4-6", 1, most=MOST)

    assert (bands, children) == ({"2-3": 1, "4-6": 1}, 2)


def test_an_age_goes_to_a_child_that_has_none() -> None:
    bands, children = forms.touch_band({"2-3": 1}, "2-3", 3, most=MOST)

    assert (bands, children) == ({"2-3": 2}, 3)


def test_an_age_that_was_told_is_taken_back() -> None:
    bands, children = forms.touch_band({"2-3": 1, "4-6": 1}, "2-3", 2, most=MOST)

    assert (bands, children) == ({"4-6": 1}, 2)


TOUCHES = some.lists(
    some.one_of(
        some.tuples(some.just("band"), some.sampled_from(forms.BANDS)),
        some.tuples(some.just("children"), some.integers(0, MOST).map(str)),
    ),
    max_size=30,
)


@given(TOUCHES)
def test_there_are_never_more_ages_than_children_nor_too_many(touches: list[tuple[str, str]]) -> None:
    bands: dict[str, int] = {}
    children = 0

    for kind, value in touches:
        if kind == "band":
            bands, children = forms.touch_band(bands, value, children, most=MOST)
        else:
            children = forms.next_number(int(value), children, lowest=0)
            bands = forms.trim_bands(bands, children)

        assert 0 <= sum(bands.values()) <= children <= MOST
        assert all(count > 0 for count in bands.values())


def test_touching_nonsense_is_told_and_changes_nothing(visit: Guest, sewing: list[Occurrence]) -> None:
    people = f"places/{sewing[0].id}/people"
    before = visit.get(people).text

    for form in ({"adults": "0"}, {"adults": "10"}, {"children": "-1"}, {"band": "99"}, {"children": "٢"}):
        assert visit.post(people, form).status_code == 400

    assert visit.get(people).text == before


def test_touching_figures_shows_them(visit: Guest, sewing: list[Occurrence]) -> None:
    people = f"places/{sewing[0].id}/people"

    visit.post(people, {"adults": "2"})
    visit.post(people, {"children": "3"})

    page = visit.get(people).text
    assert page.count('aria-pressed="true"') == 5
