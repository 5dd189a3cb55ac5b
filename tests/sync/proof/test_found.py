"""Everything that the machine ever found stays here, as small as it was when it was understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import future, quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import STATUS, Deeds
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town
from tests.sync.proof.whereabouts import departed, lasting

# What a number leads to (tests/sync/proof/deeds.py).
CONFIRMED, CANCELLED = 0, 2


def test_a_smaller_batch_after_a_lost_answer_hears_every_verdict(town: Town, deeds: Deeds) -> None:
    """Number 2 was acknowledged beside number 1 and left the outbox, its verdict never heard."""
    office = town.kiosks[3]
    for _time in range(2):
        deeds.write(office, "registration", 0, None, None)
    town.line.troubles = [Trouble(Fault.LATE)]
    office.exchange()
    town.line.deliver_late(0)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert {version for version, _fields in office.records().values()} == {1, 2}


def test_a_kiosk_that_has_read_nothing_yet_hears_that_its_own_record_was_erased(
    town: Town, deeds: Deeds
) -> None:
    """Its first answer was lost, and a sister was quick: to one that has read nothing no erasure was told."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(kitchen, "topic", 1, None, None)
    town.line.troubles = [Trouble(Fault.LOST)]
    kitchen.exchange()
    hall.exchange()
    deeds.erase(hall, 0, None)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not kitchen.records()


def test_what_is_written_about_a_record_that_was_erased_over_a_year_ago_goes_with_it(
    town: Town, deeds: Deeds
) -> None:
    """The model had forgotten the erasure, as an old card may bring the record back, and called the value lost."""
    hall, kitchen = town.kiosks[:2]
    erase_and_forget(town, deeds)
    deeds.change(hall, 0, 10, None)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not hall.records()
    assert not kitchen.records()


def test_a_value_of_a_record_that_an_old_card_brought_back_is_bound_to_be_held(
    town: Town, deeds: Deeds
) -> None:
    """To forget an erasure is no leave to lose what is written once the record stands at central again."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(hall, "household", 0, None, None)
    hall.exchange()
    (record,) = (record for _kind, record in hall.records())
    deeds.book.forgotten.add(record)
    deeds.book.write(kitchen.name, record, {"note_sealed": "never said"})

    with pytest.raises(AssertionError, match="never said"):
        quiet.nothing_vanished(town, deeds.book)


@pytest.mark.parametrize("is_settled_late", [True, False])
def test_a_conflict_found_over_a_year_ago_goes_once_central_hears_that_it_is_settled(
    town: Town, deeds: Deeds, is_settled_late: bool
) -> None:
    """The model held the value not chosen to a year from the choice; a choice is kept a year from when it was found."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(kitchen, "household", 0, None, None)
    for kiosk in (kitchen, hall):
        kiosk.exchange()
    for number, kiosk in enumerate((hall, kitchen)):
        deeds.change(kiosk, 0, number, None, which=1)
    for kiosk in (hall, kitchen):
        kiosk.exchange()
    if not is_settled_late:
        deeds.choose_in_conflict(kitchen, 0, is_other=False)
    deeds.book.keep(lasting(town))
    town.hours.go_on(401 * DAY)
    deeds.choose_in_conflict(kitchen, 0, is_other=False)
    kitchen.exchange()
    town.hours.go_on(DAY + 2 * quiet.HOUR)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not kitchen.rows("SELECT id FROM conflict")


def test_what_is_not_known_here_goes_too_once_its_erasure_is_forgotten(town: Town, deeds: Deeds) -> None:
    """The hall was told of it, had no place for it and was away for a year: word for word it stayed for ever."""
    town.kiosks[1].upgrade()
    erase_and_forget(town, deeds, kind=future.KIND)
    assert town.kiosks[0].parked()
    town.kiosks[1].exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not town.kiosks[0].parked()


def erase_and_forget(town: Town, deeds: Deeds, *, kind: str = "household") -> None:
    """Erase at the kitchen what the hall has as well, and let central forget it before the hall is told."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(kitchen, kind, 0, None, None)
    kitchen.exchange()
    hall.exchange()
    deeds.erase(kitchen, 0, None)
    kitchen.exchange()
    deeds.book.forget_erasures()
    town.hours.go_on(401 * DAY)


def test_an_answer_to_a_place_that_was_called_back_and_erased_stays_where_it_was_given(
    town: Town, deeds: Deeds
) -> None:
    """The model called the refused answer something that came back; its centre is told nothing of that place."""
    kitchen, zuidwijk = town.kiosks[1:3]
    deeds.write(kitchen, "registration", 1, zuidwijk.centre, None)
    for kiosk in (kitchen, zuidwijk):
        kiosk.exchange()
    deeds.move(kitchen, 0, 0, None)
    kitchen.exchange()
    deeds.change(zuidwijk, 0, 1, None)
    deeds.erase(kitchen, 0, None)
    kitchen.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert zuidwijk.rows("SELECT reason, fields FROM refused") == [("not_owner", '{"status":"waiting"}')]


def test_an_answer_in_the_same_word_as_an_earlier_one_is_shown_where_it_was_refused(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """The model took the earlier one, which central lost, for what waited; it was refused before its owner told it."""
    kitchen, zuidwijk = town.kiosks[1:3]
    deeds.write(zuidwijk, "registration", 1, kitchen.centre, None)
    deeds.change(zuidwijk, 0, CANCELLED, None, which=STATUS)
    for kiosk in (zuidwijk, kitchen):
        kiosk.exchange()
    deeds.change(kitchen, 0, CONFIRMED, None)
    put_back(whole=False)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert kitchen.rows("SELECT reason, fields FROM refused") == [("in_part", '{"status":"confirmed"}')]


def test_an_answer_to_a_place_that_was_called_back_over_a_year_ago_goes_with_it(
    town: Town, deeds: Deeds
) -> None:
    """The model bound central to it, which has but a mark by then; within the year it is refused and shown."""
    kitchen, zuidwijk = town.kiosks[1:3]
    deeds.write(kitchen, "registration", 1, zuidwijk.centre, None)
    for kiosk in (kitchen, zuidwijk):
        kiosk.exchange()
    deeds.move(kitchen, 0, 0, None)
    kitchen.exchange()
    deeds.change(zuidwijk, 0, 1, None)
    deeds.book.keep(lasting(town))
    deeds.book.left |= departed(town.central)
    town.hours.go_on(401 * DAY)
    kitchen.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()
    assert not zuidwijk.rows("SELECT fields FROM refused")
