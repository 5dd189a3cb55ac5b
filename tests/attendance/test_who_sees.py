"""A list tells a name to whom may see it (SPEC A3), and a ticket to everybody else; covered it tells nobody."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from kiosk.activities.models import Activity, Occurrence
from kiosk.core.ids import new_id
from kiosk.registration.models import Registration
from tests.attendance.comers import come
from tests.team import Colleague, Team

Sit = Callable[[str], Colleague]


@pytest.fixture(autouse=True)
def hana(team: Team, tuesday: Occurrence) -> Registration:
    return come(tuesday, "Hana-Lu", vouched_by=team.ids["Amal"])


def test_her_own_key_mother_and_the_coach_read_her_name(tuesday: Occurrence, at_desk: Sit) -> None:
    for name in ("Amal", "Lena", "Nora"):
        assert "Hana-Lu" in at_desk(name).get(f"today/{tuesday.id}").text


def test_another_key_mother_sees_the_ticket_and_marks_it(tuesday: Occurrence, at_desk: Sit) -> None:
    safa = at_desk("Safa")

    page = safa.get(f"today/{tuesday.id}").text

    assert "Hana-Lu" not in page
    assert 'class="print came"' in page


def test_covered_it_tells_only_how_many(tuesday: Occurrence, at_desk: Sit) -> None:
    page = at_desk("Amal").get(f"today/{tuesday.id}?covered=1").text

    assert "Hana-Lu" not in page
    assert 'class="print came"' not in page
    assert 'class="counted-people"' in page


def test_neither_title_nor_address_tells_a_name(tuesday: Occurrence, at_desk: Sit) -> None:
    page = at_desk("Amal").get(f"today/{tuesday.id}").text

    assert "<title>Parents’ Point</title>" in page
    assert "Hana-Lu" not in page.replace('<bdi dir="auto">Hana-Lu</bdi>', "")


def test_those_with_a_name_stand_first(tuesday: Occurrence, at_desk: Sit, team: Team) -> None:
    for name in ("Zehra", "aisha"):
        come(tuesday, name, vouched_by=team.ids["Amal"])
    come(tuesday, "Unseen")

    page = at_desk("Amal").get(f"today/{tuesday.id}").text

    rows = page.split('class="came-box"')[1:]
    names = [row.split('<bdi dir="auto">')[1].split("<")[0] if 'dir="auto"' in row else "" for row in rows]
    assert names == ["aisha", "Hana-Lu", "Zehra", ""]


def test_the_caretaker_keeps_no_list(tuesday: Occurrence, at_desk: Sit) -> None:
    omar = at_desk("Omar")

    assert omar.get("today/").status_code == 403
    assert omar.get(f"today/{tuesday.id}").status_code == 403
    assert omar.post(f"today/{tuesday.id}", {"registration": str(uuid4())}).status_code == 403


@pytest.mark.parametrize("change", [{"centre": new_id()}, {"stage": "draft"}])
def test_a_date_of_another_centre_and_a_draft_have_no_list(
    change: dict[str, object], tuesday: Occurrence, at_desk: Sit
) -> None:
    amal = at_desk("Amal")
    Activity.update(**change).execute()

    assert amal.get(f"today/{tuesday.id}").status_code == 404
    assert str(tuesday.id) not in amal.get("today/?day=2026-03-03").text
