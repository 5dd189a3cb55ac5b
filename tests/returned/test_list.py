"""A list to sign is typed in with a touch for each line, and nobody is on it twice (SPEC idea 20)."""

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.paper.models import Sheet
from kiosk.paper.queries import BLANK_LINES
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import register_family
from tests.people import AMAL, HANA, Guest
from tests.returned.sheets import marks, page, present, printed, touch, write_down
from tests.vouching.neighbours import NAME, registered

LINES = "/list"


@pytest.fixture
def sheet(amal: Guest, app: Flask, sewing: list[Occurrence]) -> Sheet:
    """Print the list of a date to which one neighbour comes, with two children."""
    registered(amal, app, sewing[0])
    return printed(amal, date=str(sewing[0].id))


def newest(sheet: Sheet) -> Household:
    """Return the household that stands on the second line by now."""
    place = Registration.get_by_id(Sheet.get_by_id(sheet.id).lines[1])
    found: Household = Household.get_by_id(place.household)
    return found


def test_one_touch_says_that_who_stands_there_came(
    amal: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    touch(amal, sheet, 1)

    assert present(sewing[0]) == 3
    assert NAME in amal.get(page(sheet, LINES)).text


def test_another_one_takes_it_back(amal: Guest, sheet: Sheet, sewing: list[Occurrence]) -> None:
    touch(amal, sheet, 1)
    touch(amal, sheet, 1, off="1")

    assert present(sewing[0]) == 0


def test_two_touches_at_once_are_one(amal: Guest, sheet: Sheet, sewing: list[Occurrence]) -> None:
    touch(amal, sheet, 1)
    touch(amal, sheet, 1)

    assert present(sewing[0]) == 3
    assert marks(Registration.get().id) == 1


def test_who_wrote_herself_down_is_registered_and_came(
    amal: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    touch(amal, sheet, 2)
    write_down(amal, sheet, "Mirela", children="1")

    household = newest(sheet)
    assert household.is_unconfirmed
    assert household.name_sealed
    assert present(sewing[0]) == 2
    assert "Mirela" in amal.get(page(sheet, LINES)).text


def test_a_line_that_is_typed_in_twice_is_one_family(
    amal: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    touch(amal, sheet, 2)
    write_down(amal, sheet, "Mirela")
    before = Registration.select().count()
    touch(amal, sheet, 2)

    assert Registration.select().count() == before
    assert present(sewing[0]) == 1


def test_a_name_that_may_not_be_kept_is_not(amal: Guest, sheet: Sheet, sewing: list[Occurrence]) -> None:
    touch(amal, sheet, 2)
    write_down(amal, sheet, "Mirela", keep=False)

    assert newest(sheet).name_sealed is None
    assert present(sewing[0]) == 1


def test_who_registered_on_the_screen_meanwhile_is_found_by_her_name_in_any_script(
    amal: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    place = register_family(AMAL, sewing[0].id, place_key="on the screen", will_wait=True)
    touch(amal, sheet, 2)
    amal.post(page(sheet, "/name"), {"name": "امل", "go": "1"})
    asked = amal.get(page(sheet, "/people")).text

    assert str(place.id) in asked
    amal.post(page(sheet, "/family"), {"same": str(place.id)})
    assert Registration.select().count() == 2
    assert present(sewing[0]) == AMAL.people
    assert Sheet.get().lines[1] == place.id.hex


def test_a_namesake_can_be_another_one(amal: Guest, sheet: Sheet, sewing: list[Occurrence]) -> None:
    register_family(AMAL, sewing[0].id, place_key="on the screen", will_wait=True)
    touch(amal, sheet, 2)
    write_down(amal, sheet, "أمل")

    assert Registration.select().count() == 3


def test_a_namesake_whom_she_may_not_see_is_told_as_a_ticket(
    amal: Guest, leyla: Guest, sheet: Sheet, sewing: list[Occurrence]
) -> None:
    touch(leyla, sheet, 2)
    leyla.post(page(sheet, "/name"), {"name": NAME.upper(), "go": "1"})
    asked = leyla.get(page(sheet, "/people")).text

    assert f"<bdi>{Registration.get().number}</bdi>" in asked
    assert NAME not in asked


def test_thirty_lines_of_which_ten_are_on_the_screen_too_make_no_double(
    amal: Guest, app: Flask, sewing: list[Occurrence]
) -> None:
    for number in range(18):
        register_family(HANA, sewing[0].id, place_key=f"before {number}", will_wait=True)
    sheet = printed(amal, date=str(sewing[0].id))
    assert len(sheet.lines) == 18 + BLANK_LINES == 30
    names = [f"Nour{'abcdefghijkl'[number]}" for number in range(BLANK_LINES)]
    for name in names[:10]:
        family = AMAL.__class__(language="nl", adults=1, children=0, name=name)
        register_family(family, sewing[0].id, place_key=f"on the screen {name}", will_wait=True)

    for line in range(1, 19):
        touch(amal, sheet, line)
    for line, name in enumerate(names, start=19):
        touch(amal, sheet, line)
        amal.post(page(sheet, "/name"), {"name": name, "go": "1"})
        place = Registration.get_or_none(Registration.place_key == f"on the screen {name}")
        amal.post(page(sheet, "/family"), {"same": str(place.id)} if place else {})

    assert Registration.select().count() == 30
    assert present(sewing[0]) == 30


@pytest.mark.parametrize("line", ["0", "-1", "14", "99", "one", "", "٢"])
def test_a_line_that_the_sheet_has_not_is_told(amal: Guest, sheet: Sheet, line: str) -> None:
    assert amal.post(page(sheet), {"line": line}).status_code == 400


@pytest.mark.parametrize("same", ["no id", "019fffff-ffff-7fff-bfff-ffffffffffff"])
def test_somebody_who_is_not_on_the_list_is_nobody_s_double(amal: Guest, sheet: Sheet, same: str) -> None:
    touch(amal, sheet, 2)
    amal.post(page(sheet, "/name"), {"name": "Mirela", "go": "1"})

    assert amal.post(page(sheet, "/family"), {"same": same}).status_code in {303, 400}
    assert Registration.select().count() <= 2


def test_a_family_without_a_line_is_told(amal: Guest, sheet: Sheet) -> None:
    assert amal.post(page(sheet, "/family")).status_code == 400
