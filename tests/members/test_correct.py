"""What is known of somebody is corrected by who may see her, and nobody else."""

import pytest

from kiosk.registration.models import Household
from kiosk.security.audit import AuditLine
from kiosk.vouching.queries import opened
from tests.members.conftest import AtDesk, Register
from tests.team import Team


def test_name_and_number_are_sealed_anew(register: Register, at_desk: AtDesk, team: Team) -> None:
    place, amal = register("Samira"), at_desk("Amal")

    amal.post(f"families/{place.household}/correct/name", {"name": "سميرة", "go": "1"})
    amal.post(f"families/{place.household}/correct/phone", {"name": "06 1234 5678", "go": "1"})

    row, lena = Household.get(), team.signed_in("Lena")
    assert (opened(row, "name_sealed", lena), opened(row, "phone_sealed", lena)) == ("سميرة", "06 1234 5678")
    assert "سميرة" in amal.get(f"neighbours/{row.id}").text
    assert AuditLine.select().where(AuditLine.action == "neighbour_corrected").count() == 2


def test_a_number_may_be_taken_off_and_a_name_may_not(register: Register, at_desk: AtDesk) -> None:
    place, amal = register("Samira", phone="0612345678"), at_desk("Amal")

    amal.post(f"families/{place.household}/correct/phone", {"name": " ", "go": "1"})
    refused = amal.post(f"families/{place.household}/correct/name", {"name": " ", "go": "1"})

    assert Household.get().phone_sealed is None
    assert Household.get().name_sealed
    assert refused.location.endswith("?fault=missing")


def test_how_many_they_are_and_what_she_speaks(register: Register, at_desk: AtDesk) -> None:
    place, amal = register("Samira"), at_desk("Amal")
    touched = {"adults": "2", "children": "5", "spoken": "tr"}

    amal.post(f"families/{place.household}/correct", touched)
    amal.post(f"families/{place.household}/correct", touched)

    row = Household.get()
    assert (row.adults, row.bands, row.language) == (2, {"?": 5}, "tr")
    assert AuditLine.select().where(AuditLine.action == "neighbour_corrected").count() == 1


@pytest.mark.parametrize(
    "touched",
    [{"adults": "0", "children": "1", "spoken": "nl"}, {"adults": "1", "children": "1", "spoken": "xx"}],
)
def test_what_is_not_on_the_page_is_refused(
    touched: dict[str, str], register: Register, at_desk: AtDesk
) -> None:
    place = register("Samira")

    assert at_desk("Amal").post(f"families/{place.household}/correct", touched).status_code == 400


@pytest.mark.parametrize("page", ["correct", "correct/name", "correct/phone"])
def test_whom_she_may_not_see_she_does_not_correct(page: str, register: Register, at_desk: AtDesk) -> None:
    place, safa = register("Samira"), at_desk("Safa")
    touched = {"name": "Nora", "go": "1", "adults": "1", "children": "1", "spoken": "nl"}

    assert safa.get(f"families/{place.household}/{page}").status_code == 404
    assert safa.post(f"families/{place.household}/{page}", touched).status_code == 404
    assert at_desk("Lena").get(f"families/{place.household}/{page}").status_code == 200


def test_what_is_typed_of_one_is_not_shown_of_another(register: Register, at_desk: AtDesk) -> None:
    one, other, amal = register("Samira"), register("Nora"), at_desk("Amal")

    amal.post(f"families/{one.household}/correct/name", {"name": "Zeyn", "letter": "e"})

    assert 'value="Zeyne"' in amal.get(f"families/{one.household}/correct/name").text
    assert 'value="Nora"' in amal.get(f"families/{other.household}/correct/name").text
    assert "Zeyne" not in amal.get("families/search").text
