"""Who may decide: the coach all, a key mother what is open and who is in her circle; of the rest she hears no more."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from kiosk.accounts.models import Staff
from kiosk.activities.models import Activity, Occurrence
from kiosk.conflicts import forms
from kiosk.conflicts.models import Conflict
from kiosk.core.record import kinds
from kiosk.registration.models import Household, Registration
from tests.conflicts.conftest import differ, sealed
from tests.conflicts.test_choose import choose, open_ones
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.mark.parametrize(("name", "status"), [("Lena", 200), ("Nora", 200), ("Amal", 200), ("Omar", 403)])
def test_who_keeps_neighbours_opens_it(name: str, status: int, at_desk: AtDesk) -> None:
    assert at_desk(name).get("to-decide/").status_code == status


def test_she_sees_and_decides_for_her_own_neighbour(amal: Colleague, household: Household) -> None:
    conflict = differ(household, "name_sealed", sealed("Samira-Nur", household, "name_sealed"))
    assert "Samira-Nur" in amal.get("to-decide/").text

    assert choose(amal, conflict, "other") == 303


def test_of_another_s_neighbour_she_hears_no_more_than_that(
    at_desk: AtDesk, household: Household, place: Registration
) -> None:
    safa = at_desk("Safa")
    safa.language = "en"
    conflicts = [
        differ(household, "name_sealed", sealed("Samira-Nur", household, "name_sealed")),
        differ(place, "status", "cancelled"),
    ]

    page = safa.get("to-decide/").text

    assert page.count("Something private") == len(conflicts)
    assert "Samira" not in page
    assert "This one" not in page
    assert [choose(safa, one, "other") for one in conflicts] == [404, 404]
    assert [choose(safa, one, "aside") for one in conflicts] == [404, 404]
    assert open_ones() == len(conflicts)


def test_an_activity_is_open_to_every_key_mother(amal: Colleague, sewing: list[Occurrence]) -> None:
    conflict = differ(Activity.get(), "function", "schooling")

    assert choose(amal, conflict, "other") == 303
    assert Activity.get().function == "schooling"


def test_her_own_row_is_hers_and_nobody_else_s(at_desk: AtDesk, team: Team) -> None:
    conflict = differ(Staff.get_by_id(team.ids["Amal"]), "language", "tr")

    assert choose(at_desk("Safa"), conflict, "other") == 404
    assert choose(at_desk("Amal"), conflict, "other") == 303


def test_an_envelope_that_opens_for_nobody_here_has_no_buttons(lena: Colleague, household: Household) -> None:
    lena.language = "en"
    conflict = differ(household, "name_sealed", "pp1.nothing")

    page = lena.get("to-decide/").text

    assert "Something private" in page
    assert "This one" not in page
    assert choose(lena, conflict, "other") == 403
    assert open_ones() == 1


@pytest.mark.parametrize("field", ["role", "status", "proof", "public_key"])
def test_half_of_a_signed_row_is_never_chosen(lena: Colleague, team: Team, field: str) -> None:
    conflict = differ(Staff.get_by_id(team.ids["Safa"]), field, "coach")
    before = Staff.get_by_id(team.ids["Safa"])

    assert choose(lena, conflict, "other") == 403
    assert choose(lena, conflict, "aside") == 303

    assert Staff.get_by_id(team.ids["Safa"]) == before
    assert open_ones() == 0


@pytest.mark.parametrize(
    "given",
    [
        {"about_kind": "story"},
        {"field": "mood"},
        {"about": uuid4()},
        {"value": None},
        {"value": {"nl": 1}},
        {"field": "adults", "value": "two"},
        {"field": "bands", "value": ["2-3"]},
        {"field": "is_open_to_voucher", "value": 1},
    ],
)
def test_what_this_machine_does_not_know_is_told_so_and_can_be_put_aside(
    lena: Colleague, household: Household, given: dict[str, object]
) -> None:
    conflict = differ(household, **({"field": "language", "value": "tr"} | given))

    page = lena.get("to-decide/")

    assert page.status_code == 200
    assert 'name="aside"' in page.text
    assert 'name="other"' not in page.text
    assert choose(lena, conflict, "other") == 403
    assert choose(lena, conflict, "aside") == 303
    assert open_ones() == 0
    assert Household.get().language == "ar"


def test_the_same_choice_twice_is_one(lena: Colleague, household: Household) -> None:
    conflict = differ(household, "language", "tr")

    assert [choose(lena, conflict, "other") for _touch in range(2)] == [303, 404]


def test_many_are_told_a_page_at_a_time(lena: Colleague, household: Household) -> None:
    for _time in range(7):
        differ(household, "language", "tr")

    assert lena.get("to-decide/").text.count("asked-twice") == 5
    assert lena.get("to-decide/?page=2").text.count("asked-twice") == 2


def test_every_field_in_words_is_a_field() -> None:
    fields = {(kind, field.name) for kind, model in kinds().items() for field in model.replicated_fields()}

    assert forms.FIELDS.keys() <= fields
    assert forms.KINDS.keys() <= kinds().keys()
    assert Conflict.kind() in kinds()
