"""A neighbour's number is kept with her yes to being called at it, and not without."""

import pytest

from kiosk.registration.models import Consent, Household
from tests.neighbours.conftest import InRow
from tests.team import Team


def test_a_number_is_kept_as_she_says_it(row: InRow, team: Team) -> None:
    response = row.mother.post(row.place, {"name": "Samira", "phone": "1", "key": row.key()})
    assert response.location.endswith("/phone")
    row.mother.post(f"{row.place}/phone", {"name": "+31 6 12 34", "letter": "5"})
    asked = row.mother.post(f"{row.place}/phone", {"name": "+31 6 12 34 56", "go": "1"})
    assert asked.location.endswith("/phone/call")
    assert "+31 6 12 34 56" in row.mother.get(f"{row.place}/phone/call").text
    row.mother.post(f"{row.place}/phone/call", {"call": "1"})
    assert 'value="Samira"' in row.page
    row.save("Samira")

    household = Household.get()
    opened = team.signed_in("Lena").open(household.phone_sealed, record=household.id, field="phone_sealed")
    assert opened == "+31 6 12 34 56"
    (yes,) = Consent.select()
    assert (yes.household, yes.purpose, yes.wording) == (household.id, "call", "2026-11-aloud")


@pytest.mark.parametrize("answer", ["0", "", None])
def test_without_her_yes_to_being_called_her_number_is_not_kept(answer: str | None, row: InRow) -> None:
    row.mother.post(f"{row.place}/phone", {"name": "0612345678", "go": "1"})
    if answer is not None:
        row.mother.post(f"{row.place}/phone/call", {"call": answer})

    row.save("Samira")

    assert Household.get().phone_sealed is None
    assert Consent.select().count() == 0


def test_her_yes_is_to_the_number_that_was_read_to_her(row: InRow) -> None:
    row.mother.post(f"{row.place}/phone", {"name": "0612345678", "go": "1"})
    row.mother.post(f"{row.place}/phone/call", {"call": "1"})
    same = row.mother.post(f"{row.place}/phone", {"name": "0612345678", "go": "1"})
    other = row.mother.post(f"{row.place}/phone", {"name": "0687654321", "go": "1"})

    assert not same.location.endswith("/call")
    assert other.location.endswith("/phone/call")
    row.save("Samira")

    assert Household.get().phone_sealed is None


def test_no_other_neighbour_inherits_a_yes(row: InRow) -> None:
    row.mother.post(f"{row.place}/phone", {"name": "0612345678", "go": "1"})
    row.mother.post(f"{row.place}/phone/call", {"call": "1"})
    row.save("Samira")
    row.mother.post(f"{row.place}/phone", {"name": "0612345678", "go": "1"})
    row.save("Nora")

    assert Consent.select().count() == 1


def test_half_a_number_is_asked_again(row: InRow) -> None:
    response = row.mother.post(f"{row.place}/phone", {"name": "12", "go": "1"})

    assert response.location.endswith("?fault=short")
