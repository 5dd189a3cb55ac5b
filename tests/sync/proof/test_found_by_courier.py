"""What the machine found where a stick was on its way: as small as it was when it was understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import quiet
from tests.sync.proof.deeds import STATUS, Deeds
from tests.sync.proof.late import take_in
from tests.sync.proof.town import Town

# What a number leads to (tests/sync/proof/deeds.py).
CANCELLED = 20


@pytest.mark.parametrize("is_late", [True, False])
@pytest.mark.parametrize("is_whole", [True, False])
def test_an_answer_by_courier_from_before_central_was_put_back_is_worth_as_much_whenever_it_is_taken_in(
    town: Town, deeds: Deeds, put_back: Callable[..., None], is_late: bool, is_whole: bool
) -> None:
    """The model called a value lost that only the lost history knew: when it went back, that value still waited."""
    hall = town.kiosks[0]
    deeds.write(hall, "registration", 26, None, None)
    deeds.change(hall, 0, CANCELLED, None, which=STATUS)
    town.stick.put_on(hall, None)
    town.stick.bring_to(town.central, None)
    if is_late:
        put_back(whole=is_whole)
    take_in(town, deeds.book, hall, None)
    assert not hall.rows("SELECT n FROM outbox")
    if not is_late:
        put_back(whole=is_whole)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [fields["status"] for _version, fields in town.kiosks[1].records().values()] == ["cancelled"]


@pytest.mark.parametrize("is_brought", [True, False])
def test_what_no_late_answer_ends_stays_bound_to_be_held(
    town: Town, deeds: Deeds, put_back: Callable[..., None], is_brought: bool
) -> None:
    """To let go of what a central that is lost acknowledged is no leave to lose what it was never told."""
    hall = town.kiosks[0]
    deeds.write(hall, "registration", 26, None, None)
    if is_brought:
        town.stick.put_on(hall, None)
        town.stick.bring_to(town.central, None)
    deeds.change(hall, 0, CANCELLED, None, which=STATUS)
    put_back(whole=True)
    take_in(town, deeds.book, hall, None)

    bound = [said.value for said in deeds.book.said if said.field == "status"]
    assert bound == (['"cancelled"'] if is_brought else ['"confirmed"', '"cancelled"'])
    quiet.settle(town)
    quiet.check(town, deeds.book)
