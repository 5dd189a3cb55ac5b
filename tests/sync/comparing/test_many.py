"""Among many records only what differs is fetched, in as many answers as that needs (G15, G16)."""

from kiosk.core.database import database
from kiosk.registration.models import Registration
from sync.agent import comparing
from sync.digest import BUCKETS
from tests.sync.comparing.eyes import by_hand, is_same, line_of
from tests.sync.machines import new_registration
from tests.sync.neighbourhood import Neighbourhood


def test_one_difference_among_two_thousand_fetches_its_bucket_only(street: Neighbourhood) -> None:
    with street.hall.at(), database.atomic():
        rows = [new_registration() for _row in range(2_000)]
        Registration.insert_many([{"id": record, **fields} for record, fields in rows]).execute()
    street.exchange(street.hall, street.kitchen)
    planted = rows[1_234][0]
    by_hand(street.kitchen, "UPDATE registration SET number = number + 1 WHERE id = ?", planted)

    with line_of(street.kitchen) as line:
        found = comparing.compare(line)

    assert found.mended == 1
    assert found.fetched == [(planted, "registration")]
    assert len(line.buckets) == 1
    # A bucket holds one of 256 parts; its records and the sums are all that came.
    assert sum(answer for _request, answer in line.sizes) < 16_000
    assert is_same(street.kitchen)


def test_many_differences_come_in_as_many_answers_as_they_need(street: Neighbourhood) -> None:
    with street.hall.at(), database.atomic():
        rows = [new_registration() for _row in range(3_000)]
        Registration.insert_many([{"id": record, **fields} for record, fields in rows]).execute()
    street.exchange(street.hall, street.kitchen)
    by_hand(street.kitchen, "DELETE FROM registration")

    with line_of(street.kitchen) as line:
        found = comparing.compare(line)

    assert len(found.fetched) == 3_001
    assert len([wish for wish in line.asked if wish.buckets]) == 2
    assert len(line.asked[3].buckets) == BUCKETS
    assert is_same(street.kitchen)
