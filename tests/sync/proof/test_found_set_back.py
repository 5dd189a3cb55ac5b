"""What the machine found where central was put back: as small as it was when it was understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import STATUS, Deeds
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town

# What a number leads to (tests/sync/proof/deeds.py).
IN_THE_AREA, TO_THE_CENTRE = 1, 0
NOTE, NAME, POSITION = 1, 1, 0


def test_what_central_heard_already_is_not_laid_over_what_others_made_of_it(town: Town, deeds: Deeds) -> None:
    """A page that spoke of all of a late call came while only its first change was said again, and lost the rest."""
    hall, kitchen = town.kiosks[:2]
    deeds.write(hall, "household", 0, None, None)
    for kiosk in (hall, kitchen):
        kiosk.exchange()
    for which in (0, NOTE):
        deeds.change(kitchen, 0, 3, None, which=which)
    town.line.troubles = [Trouble(Fault.LATE)]
    kitchen.exchange()
    town.line.deliver_late(0)
    hall.exchange()
    deeds.change(hall, 0, 4, None, which=NOTE)
    hall.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [fields["note_sealed"] for _version, fields in kitchen.records().values()] == ["envelope 4"]


def test_a_kiosk_that_joins_anew_looks_whether_central_went_back_before_it_says_anything(
    town: Town, deeds: Deeds
) -> None:
    """Its own change made up for the number that central had lost, and a name stood at the kiosk alone."""
    zuidwijk = town.kiosks[2]
    deeds.write(zuidwijk, "topic", 17, None, None)
    zuidwijk.exchange()
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)
    deeds.change(zuidwijk, 0, 9, None, which=NAME)
    zuidwijk.exchange()
    town.central.put_back(copy, whole=True)
    town.revoke(zuidwijk)
    deeds.change(zuidwijk, 0, 3, None, which=POSITION)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    (topic,) = (fields for _version, fields in zuidwijk.records().values())
    assert (topic["name"]["texts"]["nl"][0], topic["position"]) == ("9", 3)


@pytest.mark.parametrize("audience", [IN_THE_AREA, TO_THE_CENTRE])
def test_one_that_only_read_hears_from_central_that_it_went_back(
    town: Town, deeds: Deeds, put_back: Callable[..., None], audience: int
) -> None:
    """Others gave the lost numbers anew, or none were left in that feed; what it had read stayed there for good."""
    hall, kitchen, zuidwijk = town.kiosks[:3]
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    deeds.change(kitchen, 0, 2, None, which=0)
    for kiosk in (kitchen, hall, zuidwijk):
        kiosk.exchange()
    assert zuidwijk.records()
    put_back(whole=True)
    deeds.move(hall, 0, audience, None)
    deeds.erase(kitchen, 0, None)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()


def test_an_answer_to_what_central_lost_is_no_record(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """The status that a centre had set was taken for a new record of that centre, of a status and nothing else."""
    hall, office = town.kiosks[0], town.kiosks[3]
    deeds.write(office, "registration", 22, hall.centre, None)
    for kiosk in (office, hall):
        kiosk.exchange()
    deeds.change(hall, 0, 1, None, which=STATUS)
    put_back(whole=False)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [fields["number"] for _version, fields in hall.records().values()] == [22]
    assert hall.rows("SELECT reason, fields FROM refused") == [("in_part", '{"status":"waiting"}')]


def test_each_value_of_what_is_told_whole_after_it_was_refused_in_part_is_kept(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """Two were written one after the other, and only the last of them was told with the whole record."""
    zuidwijk = town.kiosks[2]
    deeds.write(zuidwijk, "topic", 17, None, None)
    zuidwijk.exchange()
    for number in (8, 9):
        deeds.change(zuidwijk, 0, number, None, which=NAME)
    put_back(whole=False)

    quiet.settle(town)

    quiet.check(town, deeds.book)


def test_what_came_in_part_is_not_parked_once_the_rest_was_said(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """A kiosk read its own record while a change of it was still to be said: what it put aside then stayed for good."""
    hall = town.kiosks[0]
    deeds.write(hall, "registration", 22, None, None)
    hall.exchange()
    deeds.change(hall, 0, 13, None, which=1)
    put_back(whole=False)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not hall.parked()


def test_what_central_lost_of_the_area_is_not_taken_for_what_the_centre_forgot(
    town: Town, deeds: Deeds
) -> None:
    """Its number in the area was below that up to which the centre had forgotten: it was erased where it stood."""
    kitchen = town.kiosks[1]
    for number in range(3):
        deeds.write(kitchen, "topic", number, None, None)
        kitchen.exchange()
    deeds.erase(kitchen, 0, None)
    kitchen.exchange()
    town.hours.go_on(401 * DAY)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    kitchen.exchange()
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)
    deeds.write(kitchen, "activity", IN_THE_AREA, None, None)
    kitchen.exchange()
    town.central.put_back(copy, whole=False)

    quiet.settle(town)

    assert sorted(kind for kind, _record in kitchen.records()) == ["activity"] * 2 + ["topic"] * 2
    assert [kind for kind, _record in town.kiosks[2].records()] == ["activity"] * 2


@pytest.mark.parametrize("whole", [True, False])
def test_what_central_lost_is_not_taken_for_what_was_forgotten_since(
    town: Town, deeds: Deeds, put_back: Callable[..., None], whole: bool
) -> None:
    """The lost numbers were given anew, and forgotten; one who came after a year told a number of before."""
    hall, kitchen = town.kiosks[:2]
    for kiosk in (kitchen, hall):
        deeds.write(kiosk, "household", 3, None, None)
        kiosk.exchange()
    put_back(whole=whole)
    for number in range(3):
        deeds.write(kitchen, "need", number, None, None)
    kitchen.exchange()
    deeds.erase(kitchen, 1, None)
    kitchen.exchange()
    town.hours.go_on(401 * DAY)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert sorted(kind for kind, _record in hall.records()) == ["household"] * 2 + ["need"] * 2
