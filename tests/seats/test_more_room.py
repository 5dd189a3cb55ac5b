"""Another kiosk of the centre made room: the home of the places seats who fits, and writes nothing else."""

from uuid import uuid4

import pytest

from kiosk.activities.models import Occurrence, Series
from kiosk.core import outbox
from kiosk.registration.models import Notice, Registration
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import seat_after_pull


def come(date: Occurrence, people: int) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


@pytest.mark.parametrize(("capacity", "is_seated"), [(7, False), (8, True), (20, True)])
def test_who_fits_now_is_seated(capacity: int, is_seated: bool, sewing: list[Occurrence]) -> None:
    come(sewing[0], 6)
    waiting = come(sewing[0], 2)
    with outbox.applying():
        Series.update(capacity=capacity).execute()
    before = outbox.head()

    seat_after_pull(frozenset({"series"}))

    assert Registration.get_by_id(waiting.id).is_confirmed is is_seated
    assert Notice.select().count() == int(is_seated)
    assert is_seated or outbox.head() == before
