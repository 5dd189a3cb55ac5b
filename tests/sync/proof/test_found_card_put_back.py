"""What the machine found where an old card was put back: as small as it was when it was understood."""

import pytest

from tests.sync.proof import cards, quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import lasting

# Which field of a household is changed, and to which values a number leads (tests/sync/proof/deeds.py).
BANDS, NONE, ONE = 2, 8, 33


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("was_heard", [True, False])
def test_what_is_written_on_an_old_card_about_what_was_forgotten_goes_with_it(
    town: Town, deeds: Deeds, is_whole: bool, was_heard: bool
) -> None:
    """The model knew erasures by tombstones only: of this one central had a mark, and a new status was called lost."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(hall, "need", 26, None, None)
    if was_heard:
        hall.exchange()
    cards.copy(town, deeds.book, hall)
    deeds.erase(hall, 0, None)
    hall.exchange()
    town.hours.go_on(401 * DAY)
    kitchen.exchange()
    cards.put_back(town, deeds.book, hall, whole=is_whole)
    assert len(deeds.book.gone()) == 1
    deeds.change(hall, 0, 12, None)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not hall.records()


@pytest.mark.parametrize("was_heard", [True, False])
def test_an_old_card_does_not_bring_what_was_said_once_more_since(
    town: Town, deeds: Deeds, was_heard: bool
) -> None:
    """The model took a word of before, past its time at central, for an equal one that was on the other card alone."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(kitchen, "household", 2, None, None)
    if was_heard:
        kitchen.exchange()
    cards.copy(town, deeds.book, kitchen)
    deeds.change(kitchen, 0, NONE, None, which=BANDS)
    kitchen.exchange()
    deeds.book.keep(lasting(town))
    town.hours.go_on(401 * DAY)
    hall.exchange()
    deeds.change(kitchen, 0, ONE, None, which=BANDS)
    cards.put_back(town, deeds.book, kitchen, whole=False)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [fields["bands"] for _version, fields in kitchen.records().values()] == [{"0-3": 0}]


def test_what_waits_on_an_old_card_stays_bound_to_be_held(town: Town, deeds: Deeds) -> None:
    """What was written since the copy was made is lost with the other card, and what was written before is not."""
    kitchen = town.kiosks[1]
    deeds.write(kitchen, "household", 2, None, None)
    cards.copy(town, deeds.book, kitchen)
    deeds.change(kitchen, 0, NONE, None, which=BANDS)
    cards.put_back(town, deeds.book, kitchen, whole=True)

    bound = [said.value for said in deeds.book.said if said.field == "bands"]
    assert bound == ['{"0-3":1}']
    quiet.settle(town)
    quiet.check(town, deeds.book)
