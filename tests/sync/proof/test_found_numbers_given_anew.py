"""What the machine found where others had given anew what central lost: as small as it was when it was understood."""

from collections.abc import Callable

from tests.sync.proof import quiet
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town

# What a number leads to (tests/sync/proof/deeds.py).
IN_THE_AREA = 1


def test_a_lost_number_that_was_given_anew_is_read_again(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """Who had said it took that for the word of its twin, which had been silent; who had read it read on."""
    office = town.kiosks[3]
    for _copy in range(2):
        town.clone(office)
    twin, reader = town.kiosks[4:]
    deeds.write(twin, "household", 1, None, None)
    for kiosk in (twin, reader):
        kiosk.exchange()
    put_back(whole=True)
    deeds.write(office, "household", 2, None, None)
    deeds.write(office, "need", 2, None, None)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [len(kiosk.records()) for kiosk in (office, twin, reader)] == [3, 3, 3]


def test_who_only_read_does_not_miss_what_took_the_place_of_what_it_had_read(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """Nobody else could tell that the number was lost: who had said it does not come back."""
    hall, kitchen, zuidwijk = town.kiosks[:3]
    deeds.write(hall, "activity", IN_THE_AREA, None, None)
    for kiosk in (hall, zuidwijk):
        kiosk.exchange()
    put_back(whole=True)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    for kiosk in (kitchen, zuidwijk):
        kiosk.exchange()

    assert zuidwijk.records() == kitchen.records() != hall.records()
