"""Whom she may see is found by a name in any script, by a number or a ticket; nobody else is (SPEC A3)."""

import pytest

from kiosk.members import queries
from kiosk.registration.models import Household
from kiosk.retention.services import forget_household
from kiosk.seats.services import withdraw
from tests.members.conftest import AtDesk, Register
from tests.team import Colleague, Team


def look_for(who: Colleague, text: str) -> str:
    assert who.post("families/search", {"name": text, "go": "1"}).status_code == 303
    return who.get("families/").text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Işıl Yılmaz", "isil"),
        ("Işıl Yılmaz", "YIL"),
        ("Işıl Yılmaz", "yilmaz ış"),
        ("أمل", "امل"),
        ("فاطمة الزهراء", "الزهرا"),
        ("Zoë-Lou", "lou"),
        ("Samira", "mir"),
    ],
)
def test_a_part_of_a_name_in_other_letters_finds_her(
    name: str, text: str, register: Register, at_desk: AtDesk
) -> None:
    register("Nadia")
    register(name)

    page = look_for(at_desk("Amal"), text)

    assert name in page
    assert "Nadia" not in page


def test_nobody_is_found_whom_she_may_not_see(register: Register, at_desk: AtDesk) -> None:
    place = register("Samira", by="Safa", phone="0612345678")
    amal, lena = at_desk("Amal"), at_desk("Lena")
    ticket = {
        "dye": place.dye,
        "animal": place.animal,
        "tens": str(place.number // 10 or ""),
        "ones": str(place.number % 10),
    }

    for who, is_found in ((amal, False), (lena, True)):
        by_name, by_number = look_for(who, "Samira"), look_for(who, "5678")
        who.post("families/ticket", ticket)
        by_ticket = who.get("families/").text
        assert [str(place.household) in page for page in (by_name, by_number, by_ticket)] == [is_found] * 3


def test_a_ticket_finds_who_holds_it_and_nobody_once_it_is_given_up(
    register: Register, at_desk: AtDesk
) -> None:
    place, amal = register("Samira"), at_desk("Amal")
    touched = {
        "dye": place.dye,
        "animal": place.animal,
        "tens": str(place.number // 10 or ""),
        "ones": str(place.number % 10),
    }

    amal.post("families/ticket", touched)
    assert "Samira" in amal.get("families/").text
    withdraw(place)
    assert "Samira" not in amal.get("families/").text


@pytest.mark.parametrize("touched", [{}, {"dye": "leaf"}, {"dye": "leaf", "animal": "lion", "ones": "0"}])
def test_half_a_ticket_is_asked_again(touched: dict[str, str], at_desk: AtDesk) -> None:
    assert at_desk("Amal").post("families/ticket", touched).location.endswith("?fault=1")


def test_what_changed_is_found_as_it_is_now(register: Register, at_desk: AtDesk, team: Team) -> None:
    place, amal = register("Samira"), at_desk("Amal")
    look_for(amal, "Samira")

    amal.post(f"families/{place.household}/correct/name", {"name": "Nora", "go": "1"})
    assert str(place.household) not in look_for(amal, "Samira")
    assert "Nora" in look_for(amal, "nora")
    forget_household(place.household)
    assert str(place.household) not in look_for(amal, "nora")


def test_show_all_ends_the_search(register: Register, at_desk: AtDesk) -> None:
    register("Samira")
    amal = at_desk("Amal")
    look_for(amal, "Nobody")

    amal.post("families/")

    assert "Samira" in amal.get("families/").text


def test_what_was_opened_is_forgotten_with_the_keys(register: Register, team: Team) -> None:
    register("Samira")
    opener = team.signed_in("Amal")
    names = queries.column_of(opener, queries.NAME)
    assert queries.present(opener, queries.NAME)

    opener.forget()
    names.take({}, opener)

    assert opener.memory == {}
    assert names.texts == {}


def test_a_number_is_opened_only_once_one_is_looked_for(register: Register, team: Team) -> None:
    register("Samira")
    opener = team.signed_in("Amal")

    queries.search("samira", opener)
    assert queries.column_of(opener, queries.PHONE).mark == ()

    queries.search("612", opener)
    assert queries.column_of(opener, queries.PHONE).mark != ()


def test_no_address_tells_whom_she_looks_for(register: Register, at_desk: AtDesk) -> None:
    amal = at_desk("Amal")

    answer = amal.post("families/search", {"name": "Samira", "go": "1"})

    assert "amira" not in answer.location


def test_many_hits_are_read_a_page_at_a_time(register: Register, at_desk: AtDesk) -> None:
    for number in range(8):
        register(f"Samira {number}")
    amal = at_desk("Amal")

    first = look_for(amal, "samira")
    second = amal.get("families/?page=2").text

    ids = {str(row.id) for row in Household.select()}
    assert [sum(one in page for one in ids) for page in (first, second)] == [6, 2]
