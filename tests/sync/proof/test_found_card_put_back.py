"""What the machine found where an old card was put back: as small as it was when it was understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import cards, quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import lasting

# Which field of a household is changed, and to which values a number leads (tests/sync/proof/deeds.py).
BANDS, NONE, ONE = 2, 8, 33
IN_THE_AREA = 1


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


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("is_erased", [True, False])
def test_what_only_another_centre_has_read_goes_where_its_own_centre_has_lost_it(
    town: Town, deeds: Deeds, put_back: Callable[..., None], is_whole: bool, is_erased: bool
) -> None:
    """The model bound it to stand for the copy of another centre, which tells nobody's records but its own."""
    kitchen, zuidwijk = town.kiosks[1:3]
    cards.copy(town, deeds.book, kitchen)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    for kiosk in (kitchen, zuidwijk):
        kiosk.exchange()
    if is_erased:
        deeds.erase(kitchen, 0, None)
        kitchen.exchange()
    put_back(whole=True)
    cards.put_back(town, deeds.book, kitchen, whole=is_whole)
    assert zuidwijk.records()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()


def test_a_word_that_only_another_centre_has_read_goes_with_the_card_that_was_to_say_it_again(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """Its answer was lost, so it waited when central went back: it was on that card alone, and on nobody's else."""
    kitchen, zuidwijk = town.kiosks[1:3]
    cards.copy(town, deeds.book, kitchen)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    town.line.troubles = [Trouble(Fault.LOST)]
    kitchen.exchange()
    zuidwijk.exchange()
    put_back(whole=True)
    cards.put_back(town, deeds.book, kitchen, whole=True)
    assert zuidwijk.records()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()


def test_what_another_kiosk_of_the_centre_has_read_is_bound_to_stand_whatever_card_is_put_back(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """It is of the same centre and tells it to central again, with all its words."""
    hall, kitchen = town.kiosks[:2]
    cards.copy(town, deeds.book, kitchen)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    town.line.troubles = [Trouble(Fault.LOST)]
    kitchen.exchange()
    hall.exchange()
    put_back(whole=True)
    cards.put_back(town, deeds.book, kitchen, whole=True)

    assert deeds.book.standing
    assert deeds.book.said
    quiet.settle(town)
    quiet.check(town, deeds.book)
    assert kitchen.records()


def test_what_central_was_told_again_is_bound_to_stand_whatever_card_is_put_back(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """Where central holds it, no copy is needed: who has lost it reads it again."""
    kitchen = town.kiosks[1]
    cards.copy(town, deeds.book, kitchen)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    kitchen.exchange()
    put_back(whole=True)
    kitchen.exchange()
    cards.put_back(town, deeds.book, kitchen, whole=True)

    assert deeds.book.standing
    quiet.settle(town)
    quiet.check(town, deeds.book)
    assert kitchen.records()
