"""Somebody who may be registered already is told softly, and to her alone who may see it (SCREENS M3, SPEC A3)."""

import pytest

from kiosk.registration.models import Household, Registration
from tests.neighbours.conftest import InRow

ALIKE, ANOTHER = 'class="alike"', "/another"
COACH = "Vraag de coach"


@pytest.mark.parametrize(
    ("first", "second"), [("Işıl", "ISIL"), ("أمل", "امل"), ("Zoë", "zoe"), ("فاطمة", "فاطمه")]
)
def test_the_same_name_in_other_letters_is_noticed_and_kept_all_the_same(
    first: str, second: str, row: InRow
) -> None:
    row.save(first)
    assert ALIKE not in row.page
    row.save(second)

    assert row.page.count(ALIKE) == 1
    assert (Household.select().count(), Registration.select().count()) == (2, 2)


def test_the_same_number_is_noticed(row: InRow) -> None:
    for name, number in (("Samira", "+31 6 1234 5678"), ("Nora", "06-12345678")):
        row.mother.post(f"{row.place}/phone", {"name": number, "go": "1"})
        row.mother.post(f"{row.place}/phone/call", {"call": "1"})
        row.save(name)

    assert row.page.count(ALIKE) == 1


def test_another_one_of_that_name_is_not_asked_again(row: InRow) -> None:
    row.save("Samira")
    row.save("Samira")

    row.mother.post(f"{row.place}{ANOTHER}", {"place": row.added[0], "key": row.key(), "name": "No"})

    assert ALIKE not in row.page
    assert 'value="No"' in row.page


def test_of_somebody_she_may_not_see_nothing_is_told(row: InRow, other_row: InRow) -> None:
    other_row.save("Samira", spoken="tr", children="5")
    hers = Household.get()
    row.save("Samira")

    page = row.page
    assert COACH in page
    assert str(hers.id) not in page
    assert page.count("Samira") == 1


def test_after_undo_the_name_is_new_again(row: InRow) -> None:
    row.save("Samira")
    row.mother.post(f"{row.place}/undo", {"place": str(Registration.get().id), "key": row.key()})
    row.save("Samira")

    assert ALIKE not in row.page
