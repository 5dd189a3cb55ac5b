"""Slips with questions are typed in with a touch each, and lead back to nobody (SPEC A11, idea 20)."""

import pytest

from kiosk.needs.models import AskedNeed, Need
from tests.people import Guest
from tests.vouching.conftest import amal, centre_key, hire, leyla

__all__ = ["amal", "centre_key", "hire", "leyla"]
SLIPS = "desk/slips/"


def test_each_touch_is_a_question_in_the_language_of_the_slips(amal: Guest) -> None:
    amal.post(SLIPS, {"language": "tr"})
    for topic in ("school", "school", "money"):
        amal.post(SLIPS, {"topic": topic})
    assert not AskedNeed.select().exists()

    amal.post(SLIPS, {"save": "1"})

    asked = sorted((need.topic, need.language) for need in AskedNeed.select())
    assert asked == [("money", "tr"), ("school", "tr"), ("school", "tr")]


def test_the_last_touch_can_be_taken_back(amal: Guest) -> None:
    for topic in ("school", "money"):
        amal.post(SLIPS, {"topic": topic})
    amal.post(SLIPS, {"wipe": "1"})
    amal.post(SLIPS, {"save": "1"})

    assert [need.topic for need in AskedNeed.select()] == ["school"]


def test_saved_twice_is_saved_once(amal: Guest) -> None:
    for topic in ("school",) * 5:
        amal.post(SLIPS, {"topic": topic})
    amal.post(SLIPS, {"save": "1"})
    amal.post(SLIPS, {"save": "1"})

    assert Need.select().count() + AskedNeed.select().count() == 5


def test_another_key_mother_sees_nothing_of_what_is_not_saved(amal: Guest, leyla: Guest) -> None:
    amal.post(SLIPS, {"topic": "school"})

    assert "slip-topic is-on" not in leyla.get(SLIPS).text


@pytest.mark.parametrize("form", [{"language": "xx"}, {"language": ""}])
def test_a_language_that_is_not_offered_is_told(amal: Guest, form: dict[str, str]) -> None:
    assert amal.post(SLIPS, form).status_code == 400
