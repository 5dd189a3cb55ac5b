"""What was found where one kiosk erases what another has read: as small as it was when it was understood."""

import pytest

from tests.sync.proof import cards, quiet
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import lasting, standing

IN_THE_AREA, NAME = 1, 0


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("writes", [True, False])
def test_what_the_area_read_to_be_erased_stays_so_without_who_erased_it(
    town: Town, deeds: Deeds, whole: bool, writes: bool
) -> None:
    """Only who had erased it remembered; her card was put back as central was, and it stood in the area again."""
    hall, kitchen, zuidwijk = town.kiosks[:3]
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    for kiosk in (kitchen, hall, zuidwijk):
        kiosk.exchange()
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)
    cards.copy(town, deeds.book, kitchen)
    deeds.erase(kitchen, 0, None)
    if writes:
        deeds.change(hall, 0, 3, None, which=NAME)
    for kiosk in (kitchen, hall):
        kiosk.exchange()
    town.central.put_back(copy, whole=whole)
    deeds.book.keep_known(lasting(town, deeds.book.gone()))
    deeds.book.standing = standing(town, deeds.book.owners)
    cards.put_back(town, deeds.book, kitchen, whole=True)
    assert kitchen.records()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not any(kiosk.records() for kiosk in (hall, kitchen, zuidwijk))


def test_what_another_centre_erased_is_not_for_this_one_to_remember(town: Town, deeds: Deeds) -> None:
    hall, zuidwijk = town.kiosks[0], town.kiosks[2]
    deeds.write(zuidwijk, "activity", IN_THE_AREA, None, None)
    for kiosk in (zuidwijk, hall):
        kiosk.exchange()
    deeds.erase(zuidwijk, 0, None)
    for kiosk in (zuidwijk, hall):
        kiosk.exchange()

    assert not hall.records()
    assert hall.rows("SELECT record FROM tombstone") == []
    assert len(zuidwijk.rows("SELECT record FROM tombstone")) == 1
