"""What was found of where a record stands: as small as it was when it was understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import quiet
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town

TO_NOBODY = 0


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 1, 0)])
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_called_back_is_not_sent_again_by_who_remembers_it(
    town: Town, deeds: Deeds, put_back: Callable[..., None], whole: bool, order: tuple[int, ...]
) -> None:
    """A sister told it whole to a central that was put back; her word of the place did not stand, and moved it."""
    hall, kitchen, zuidwijk = town.kiosks[:3]
    deeds.write(hall, "registration", 26, zuidwijk.centre, None)
    for kiosk in (hall, kitchen, zuidwijk):
        kiosk.exchange()
    deeds.move(hall, 0, TO_NOBODY, None)
    put_back(whole=whole)
    for place in order:
        town.kiosks[place].exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()
    assert [fields["recipient"] for _version, fields in kitchen.records().values()] == [None]
