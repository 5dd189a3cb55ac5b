"""What the machine found where nobody knew where two timelines of central part: as small as it was once understood."""

from collections.abc import Callable

from tests.sync.proof import quiet
from tests.sync.proof.deeds import STATUS, Deeds
from tests.sync.proof.town import Town

WAITING, PEOPLE = 1, 0


def test_a_number_of_another_timeline_tells_nobody_that_he_knows_the_record(
    town: Town, deeds: Deeds, put_back: Callable[..., None]
) -> None:
    """Its owner had changed it on the new one, at a lower number than the old one of who answered to it."""
    kitchen, zuidwijk = town.kiosks[1:3]
    deeds.write(zuidwijk, "registration", 1, kitchen.centre, None)
    for people in (3, 4, 5):
        deeds.change(zuidwijk, 0, people, None, which=PEOPLE)
    deeds.write(kitchen, "household", 1, None, None)
    for kiosk in (zuidwijk, kitchen):
        kiosk.exchange()
    deeds.change(kitchen, 0, WAITING, None, which=STATUS)
    put_back(whole=True)
    deeds.change(zuidwijk, 0, 6, None, which=PEOPLE)
    zuidwijk.exchange()

    quiet.settle(town)

    quiet.check(town, deeds.book)
    (fields,) = (fields for _version, fields in kitchen.records().values() if "people" in fields)
    assert (fields["people"], fields["status"]) == (6, "waiting")
