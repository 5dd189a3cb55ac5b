"""What the machine found where a kiosk had just begun an epoch: as small as it was when it was understood."""

from contextlib import closing

import pytest

from sync.agent import epochs, standing
from sync.agent.transport import Transport
from tests.sync.proof import quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town


@pytest.mark.parametrize("joins", [1, 2])
def test_what_was_acknowledged_before_a_kiosk_joined_anew_is_told_again_to_a_central_put_back(
    town: Town, deeds: Deeds, joins: int
) -> None:
    """A sister's record had the lost number by then: the feed ended where it was read to, and nobody saw the loss."""
    hall, kitchen = town.kiosks[:2]
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)
    deeds.write(kitchen, "household", 3, None, None)
    kitchen.exchange()
    town.central.put_back(copy, whole=True)
    town.revoke(kitchen)
    deeds.write(hall, "registration", 12, None, None)
    hall.exchange()
    for _join in range(joins):
        town.rejoin(kitchen)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    for kiosk in (hall, kitchen):
        assert sorted(kind for kind, _record in kiosk.records()) == ["household", "registration"]


def test_a_kiosk_that_joins_anew_is_not_taken_for_one_that_central_forgot(town: Town, deeds: Deeds) -> None:
    """It asks by the epoch in which it said things, whoever it was then; nobody tells anything again."""
    kitchen = town.kiosks[1]
    deeds.write(kitchen, "household", 3, None, None)
    kitchen.exchange()
    timeline = kitchen.state("timeline")
    town.revoke(kitchen)
    for _join in range(2):
        town.rejoin(kitchen)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert kitchen.state("timeline") == timeline
    assert kitchen.state("epoch_reason") == epochs.ENROLLED


def test_what_a_kiosk_that_joined_anew_tells_again_is_waited_for(town: Town, deeds: Deeds) -> None:
    """The proof took it for quiet, as nothing had waited there before its epoch began; the others had not read it."""
    hall, office = town.kiosks[0], town.kiosks[3]
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)
    town.rejoin(office)
    deeds.write(office, "topic", 9, None, None)
    office.exchange()
    town.central.put_back(copy, whole=False)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert len(hall.records()) == 1


def test_what_an_old_card_says_once_more_while_it_reads_anew_stays_there(town: Town, deeds: Deeds) -> None:
    """It was switched off before its next epoch: central told it nothing of what it had said, and all of it went."""
    hall = town.kiosks[0]
    town.rejoin(hall)
    for number in (0, 4):
        deeds.write(hall, "household", number, None, None)
    copy = town.folder / "copy of hall"
    hall.copy_to(copy)
    hall.exchange()
    hall.put_back(copy, whole=False)
    hall.do(say_once_more)
    hall.boot()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert sorted(fields["adults"] for _version, fields in hall.records().values()) == [0, 4]


def test_what_was_erased_over_a_year_ago_goes_though_it_was_taken_once(town: Town, deeds: Deeds) -> None:
    """The answer that it was taken was lost; said again while it read anew, it was taken for what stands there."""
    hall, kitchen = town.kiosks[:2]
    town.rejoin(hall)
    deeds.write(hall, "household", 3, None, None)
    town.line.troubles = [Trouble(Fault.LOST)]
    hall.exchange()
    kitchen.exchange()
    deeds.erase(kitchen, 0, None)
    kitchen.exchange()
    town.hours.go_on(401 * DAY)
    # Then central forgets of it all but a mark.
    kitchen.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not hall.records()


def say_once_more() -> None:
    """Do what goes before a new epoch begins."""
    now = standing.read_enrolled()
    with closing(Transport(now.central, now.token)) as line:
        epochs.settle_former(line, now.epoch)
