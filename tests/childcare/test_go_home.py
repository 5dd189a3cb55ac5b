"""Children go home with their parent or with whom she named, in two touches, and with nobody else (SPEC ask 15)."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.activities.models import Occurrence
from kiosk.attendance import services as attendance
from kiosk.attendance.models import Attendance, PickUp
from kiosk.childcare.services import end_person, name_person
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Registration
from kiosk.security.audit import AuditLine
from tests.attendance.comers import come, come_from_elsewhere
from tests.team import Colleague, Team

Sit = Callable[[str], Colleague]


@pytest.fixture
def hana(team: Team, sewing: list[Occurrence]) -> Registration:
    """Let a neighbour of Amal's come with two children."""
    registration = come(sewing[0], "Hana-Lu", vouched_by=team.ids["Amal"], children=2)
    attendance.mark(sewing[0].id, registration.id, by=team.ids["Amal"])
    return registration


@pytest.fixture
def granny(hana: Registration, team: Team) -> PickUp:
    return name_person(hana.household, "Oma-Ri", key=new_id(), by=team.ids["Amal"])


def here(place: Registration, rest: str = "") -> str:
    where = f"children/at/{place.occurrence}"
    return f"{where}/{place.id}/{rest}" if rest else where


def collected() -> list[tuple[bool, UUID | None]]:
    return [
        (row.collected_at is not None, row.collected_by)
        for row in Attendance.select().order_by(Attendance.id)
    ]


def test_the_list_leads_to_who_came_with_children(hana: Registration, at_desk: Sit, team: Team) -> None:
    alone = come(Occurrence.get_by_id(hana.occurrence))
    attendance.mark(hana.occurrence, alone.id, by=team.ids["Amal"])
    amal = at_desk("Amal")

    assert f"/children/at/{hana.occurrence}" in amal.get(f"today/{hana.occurrence}").text
    page = amal.get(here(hana)).text
    assert str(hana.id) in page
    assert str(alone.id) not in page


def test_the_parent_is_always_first_and_then_whom_she_named(
    hana: Registration, granny: PickUp, at_desk: Sit
) -> None:
    page = at_desk("Amal").get(f"{here(hana)}/{hana.id}").text

    assert page.index("/with/parent") < page.index(f"/with/{granny.id}")
    assert "Oma-Ri" in page


@pytest.mark.parametrize("who", ["parent", "granny"])
def test_two_touches_let_them_go_home(who: str, hana: Registration, granny: PickUp, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    chosen = "parent" if who == "parent" else str(granny.id)
    Outbox.delete().execute()

    assert amal.get(here(hana, f"with/{chosen}")).status_code == 200
    assert collected() == [(False, None)]
    assert amal.post(here(hana, f"with/{chosen}")).status_code == 303

    assert collected() == [(True, None if who == "parent" else granny.id)]
    assert [row.kind for row in Outbox.select().order_by(Outbox.n)] == ["attendance", "audit_line"]
    assert AuditLine.select().order_by(AuditLine.number.desc()).get().action == "children_went_home"


def test_what_was_written_first_stays(hana: Registration, granny: PickUp, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    amal.post(here(hana, f"with/{granny.id}"))

    answer = amal.post(here(hana, "with/parent"))

    assert "late=1" in answer.location
    assert collected() == [(True, granny.id)]


def test_a_mistake_is_taken_back(hana: Registration, granny: PickUp, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    amal.post(here(hana, f"with/{granny.id}"))

    amal.post(here(hana, "undo"))

    assert collected() == [(False, None)]
    assert f"{hana.id}/undo" not in amal.get(here(hana)).text


def test_who_is_not_on_her_list_takes_nobody_along(
    hana: Registration, granny: PickUp, at_desk: Sit, team: Team
) -> None:
    lena = at_desk("Lena")
    other = come(Occurrence.get_by_id(hana.occurrence), children=1)
    strangers = name_person(other.household, "Stranger", key=new_id(), by=team.ids["Lena"])
    end_person(hana.household, granny.id, by=team.ids["Amal"])

    for who in (strangers.id, granny.id, new_id()):
        assert lena.get(here(hana, f"with/{who}")).status_code == 404
        assert lena.post(here(hana, f"with/{who}")).status_code == 404
    assert lena.post(here(hana, "with/anybody")).status_code == 400

    assert collected() == [(False, None)]


def test_children_who_are_not_here_go_nowhere(hana: Registration, at_desk: Sit, team: Team) -> None:
    attendance.mark(hana.occurrence, hana.id, is_present=False, by=team.ids["Amal"])
    amal = at_desk("Amal")

    assert amal.get(f"{here(hana)}/{hana.id}").status_code == 404
    assert amal.post(here(hana, "with/parent")).status_code == 409
    assert collected() == [(False, None)]


def test_another_key_mother_sees_tokens_and_no_names(
    hana: Registration, granny: PickUp, at_desk: Sit
) -> None:
    safa = at_desk("Safa")

    pages = [
        safa.get(here(hana)),
        safa.get(f"{here(hana)}/{hana.id}"),
        safa.get(here(hana, f"with/{granny.id}")),
    ]

    assert {page.status_code for page in pages} == {200}
    assert not any("Oma-Ri" in page.text or "Hana-Lu" in page.text for page in pages)
    assert f"/with/{granny.id}" in pages[1].text
    safa.post(here(hana, f"with/{granny.id}"))
    assert collected() == [(True, granny.id)]


def test_children_of_another_centre_go_home_with_their_parent(
    team: Team, sewing: list[Occurrence], at_desk: Sit
) -> None:
    guest = come_from_elsewhere(sewing[0])
    Registration.update(people=3).where(Registration.id == guest.id).execute()
    attendance.mark(sewing[0].id, guest.id, by=team.ids["Lena"])

    assert at_desk("Safa").post(here(guest, "with/parent")).status_code == 303

    assert collected() == [(True, None)]


def test_of_two_marks_of_two_kiosks_both_say_it(hana: Registration, granny: PickUp, at_desk: Sit) -> None:
    first = Attendance.get()
    Attendance.create(
        household=first.household,
        registration=hana.id,
        occurrence=hana.occurrence,
        people=3,
        marked_at=first.marked_at - 1,
    )
    amal = at_desk("Amal")

    amal.post(here(hana, f"with/{granny.id}"))
    assert collected() == [(True, granny.id)] * 2
    amal.post(here(hana, "undo"))

    assert collected() == [(False, None)] * 2
