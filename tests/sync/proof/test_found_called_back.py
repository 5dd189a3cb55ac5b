"""What the machine found where a record was called back while somebody answered: as small as it was once understood."""

from collections.abc import Callable

import pytest

from tests.sync.proof import quiet
from tests.sync.proof.daily import DAY
from tests.sync.proof.deeds import STATUS, Deeds
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town

# What a number leads to (tests/sync/proof/deeds.py).
TO_NOBODY, TO_THE_FIRST = 0, 1
WAITING = 1


@pytest.fixture
def guest(town: Town, deeds: Deeds) -> Kiosk:
    """Return a kiosk to whose centre a registration was sent that its owner has called back; it has not heard of it."""
    kitchen, zuidwijk = town.kiosks[1:3]
    deeds.write(zuidwijk, "registration", 10, kitchen.centre, None)
    zuidwijk.exchange()
    kitchen.exchange()
    deeds.move(zuidwijk, 0, TO_NOBODY, None)
    zuidwijk.exchange()
    return kitchen


def answer(deeds: Deeds, kiosk: Kiosk) -> None:
    """Answer whoever sent the registration."""
    deeds.change(kiosk, 0, WAITING, None, which=STATUS)


def test_what_was_called_back_goes_with_the_answer_to_it_where_a_kiosk_joined_anew(
    town: Town, deeds: Deeds, guest: Kiosk
) -> None:
    """Its answer waited while it read anew, and kept the record there for good when that was refused."""
    answer(deeds, guest)
    town.rejoin(guest)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not guest.records()
    assert guest.rows("SELECT reason, fields FROM refused") == [("not_owner", '{"status":"waiting"}')]
    assert not guest.state("left")


def test_what_is_called_back_while_somebody_answers_goes_with_the_answer(
    town: Town, deeds: Deeds, guest: Kiosk
) -> None:
    """It was told once that the record had left, and the answer was written while that was on its way."""
    town.line.troubles = [Trouble(meanwhile=lambda: answer(deeds, guest))]
    guest.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not guest.records()
    assert not guest.state("left")


def test_what_is_sent_once_more_before_the_answer_is_heard_stays(
    town: Town, deeds: Deeds, guest: Kiosk
) -> None:
    """Left and come back: the answer is taken, and the record is not let go of with it."""
    zuidwijk = town.kiosks[2]

    def send_again() -> None:
        deeds.move(zuidwijk, 0, TO_THE_FIRST, None)
        zuidwijk.exchange()

    town.line.troubles = [Trouble(meanwhile=lambda: answer(deeds, guest)), Trouble(meanwhile=send_again)]
    guest.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [fields["status"] for _version, fields in guest.records().values()] == ["waiting"]
    assert not guest.state("left")


def test_what_was_called_back_goes_where_a_feed_begins_anew_after_a_year(town: Town, deeds: Deeds) -> None:
    """The answer was refused before the feed was read to its end, and a person had still to look at that."""
    hall, kitchen, zuidwijk = town.kiosks[:3]
    deeds.write(zuidwijk, "registration", 10, kitchen.centre, None)
    deeds.write(hall, "household", 0, None, None)
    for kiosk in (zuidwijk, hall, kitchen):
        kiosk.exchange()
    deeds.erase(hall, 0, None)
    hall.exchange()
    deeds.book.forget_erasures()
    town.hours.go_on(401 * DAY)
    deeds.write(hall, "household", 2, None, None)
    hall.exchange()
    deeds.move(zuidwijk, 0, TO_NOBODY, None)
    zuidwijk.exchange()
    answer(deeds, kitchen)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert [kind for kind, _record in kitchen.records()] == ["household"]


@pytest.mark.parametrize("is_answered_before", [True, False])
def test_what_was_called_back_goes_with_the_answer_where_central_lost_it(
    town: Town, deeds: Deeds, put_back: Callable[..., None], is_answered_before: bool
) -> None:
    """A sister had told it again in between: no number was left of it here, as if central had never had it."""
    zuidwijk = told_again_and_called_back(town, deeds, put_back, is_answered_before=is_answered_before)
    if not is_answered_before:
        answer(deeds, zuidwijk)

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()
    assert zuidwijk.rows("SELECT reason, fields FROM refused") == [("not_owner", '{"status":"waiting"}')]


@pytest.mark.parametrize("calls", range(3))
def test_what_was_called_back_goes_whenever_it_is_answered_while_all_is_read_anew(
    town: Town, deeds: Deeds, put_back: Callable[..., None], calls: int
) -> None:
    """The answer was written after central's loss was seen here, and waited when what central holds was whole."""
    zuidwijk = told_again_and_called_back(town, deeds, put_back, is_answered_before=False)
    meanwhile = Trouble(meanwhile=lambda: answer(deeds, zuidwijk))
    town.line.troubles = [*(Trouble() for _call in range(calls)), meanwhile]
    zuidwijk.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    assert not zuidwijk.records()
    assert not zuidwijk.state("left")
    assert zuidwijk.rows("SELECT fields FROM refused") == [('{"status":"waiting"}',)]


def test_what_central_lost_stays_where_it_was_told_again_before_the_answer_is_heard(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """All was read anew while it was lost, and no page told the one who answered that it stood again."""
    hall, _kitchen, zuidwijk, office = town.kiosks
    for number in range(5):
        deeds.write(hall, "topic", number, None, None)
    deeds.write(hall, "registration", 10, zuidwijk.centre, None)
    deeds.write(office, "topic", 5, None, None)
    for kiosk in (hall, zuidwijk, office):
        kiosk.exchange()
    deeds.write(zuidwijk, "household", 1, None, None)
    answer(deeds, zuidwijk)
    put_back(whole=True)
    office.exchange()
    # A batch that is too slow is sent in parts: the answer waits once more.
    town.line.troubles = [Trouble(), Trouble(), Trouble(Fault.LATE)]
    zuidwijk.exchange()
    town.line.limbo.clear()
    town.line.troubles = [Trouble(), Trouble(meanwhile=hall.exchange)]
    zuidwijk.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    statuses = [fields.get("status") for _version, fields in zuidwijk.records().values()]
    assert "waiting" in statuses
    assert not zuidwijk.state("left")


def told_again_and_called_back(
    town: Town, deeds: Deeds, put_back: Callable[..., None], *, is_answered_before: bool
) -> Kiosk:
    """Let central lose a registration, one kiosk tell it again and its sister call it back; return who has to hear."""
    hall, kitchen, zuidwijk = town.kiosks[:3]
    deeds.write(hall, "registration", 10, zuidwijk.centre, None)
    for kiosk in (hall, kitchen, zuidwijk):
        kiosk.exchange()
    deeds.move(kitchen, 0, TO_NOBODY, None)
    if is_answered_before:
        answer(deeds, zuidwijk)
    put_back(whole=False)
    for kiosk in (hall, kitchen):
        kiosk.exchange()
    return zuidwijk
