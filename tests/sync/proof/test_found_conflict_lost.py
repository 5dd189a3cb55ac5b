"""What the machine found where central lost a conflict: as small as it was when it was understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town

# Which field of a household is written (tests/sync/proof/deeds.py).
NOTE = 1


@pytest.fixture
def chosen(town: Town, deeds: Deeds, put_back: Callable[..., None]) -> Callable[..., None]:
    """Let the hall choose in a conflict that both kiosks have heard of; what is returned lets central lose it."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(hall, "household", 0, None, None)
    for kiosk in (hall, kitchen):
        kiosk.exchange()
    for number, kiosk in enumerate((kitchen, hall)):
        deeds.change(kiosk, 0, number, None, which=NOTE)
    for kiosk in (kitchen, hall, kitchen):
        kiosk.exchange()
    deeds.choose_in_conflict(hall, 0, is_other=False)
    hall.exchange()
    return put_back


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_conflict_that_central_lost_is_not_told_again_once_what_it_is_about_is_erased(
    town: Town, deeds: Deeds, chosen: Callable[..., None], is_whole: bool, first: int
) -> None:
    """The model wanted it to stand, or its tombstone: it had gone with its record before central heard of it again."""
    hall, kitchen = town.kiosks[:2]
    chosen(whole=is_whole)
    deeds.erase(kitchen, 0, None)
    town.kiosks[first].exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not town.central.rows("SELECT id FROM conflict")
    assert not hall.records()
    assert not kitchen.records()


def test_a_conflict_that_central_lost_stands_again_with_what_it_is_about(
    town: Town, deeds: Deeds, chosen: Callable[..., None]
) -> None:
    """That a record may take its conflicts with it is no leave to lose one whose record stands."""
    chosen(whole=True)
    town.kiosks[1].exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    ((conflict,),) = town.central.rows("SELECT id FROM conflict")
    assert conflict in deeds.book.standing - deeds.book.gone()


def test_a_conflict_that_central_lost_is_not_told_again_a_year_after_what_it_is_about_was_erased(
    town: Town, deeds: Deeds, chosen: Callable[..., None]
) -> None:
    """A mark was all that was left of the record: who was silent brought a value of it back to the desk."""
    kitchen = town.kiosks[1]
    chosen(whole=True)
    deeds.erase(kitchen, 0, None)
    kitchen.exchange()
    town.hours.go_on(401 * DAY)
    deeds.write(kitchen, "household", 2, None, None)
    kitchen.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not town.central.rows("SELECT id FROM conflict")
