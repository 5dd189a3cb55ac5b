"""The power goes: an answer that was written without waiting for the disk may be lost, and nothing else (G5, G6)."""

import pytest

from tests.sync.proof import quiet
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town


@pytest.fixture
def two_with_much_to_say(town: Town, deeds: Deeds) -> Town:
    for number, kiosk in enumerate(town.kiosks[:2]):
        for kind in ("household", "registration", "need"):
            deeds.write(kiosk, kind, number, None, None)
    return town


def test_an_answer_that_the_power_took_back_is_asked_for_again(
    two_with_much_to_say: Town, deeds: Deeds
) -> None:
    hall, kitchen = two_with_much_to_say.kiosks[:2]
    kitchen.exchange()
    hall.exchange()
    said, epoch, held = hall.state("acknowledged"), hall.state("epoch"), hall.records()

    hall.boot()

    assert hall.disk.losses == 1
    assert hall.state("acknowledged") < said
    hall.exchange()
    assert (hall.state("acknowledged"), hall.state("epoch"), hall.records()) == (said, epoch, held)
    quiet.settle(two_with_much_to_say)
    quiet.check(two_with_much_to_say, deeds.book)


def test_what_was_written_after_an_answer_takes_it_to_the_disk(
    two_with_much_to_say: Town, deeds: Deeds
) -> None:
    hall = two_with_much_to_say.kiosks[0]
    hall.exchange()
    said = hall.state("acknowledged")
    deeds.write(hall, "household", 7, None, None)

    hall.boot()

    assert (hall.disk.losses, hall.state("acknowledged"), hall.is_quiet()) == (0, said, False)
