"""What sister kiosks and other centres said of the seats counts here as soon as it has come."""

from uuid import uuid4

from kiosk.activities.models import Occurrence, Series
from kiosk.core import outbox
from kiosk.registration.models import Registration, RegistrationStatus
from kiosk.registration.services import register_family
from kiosk.seats.services import seat_after_pull
from tests.conftest import Founded
from tests.people import HANA
from tests.sync.machines import register

CAME = frozenset({"registration"})


def taken(date: Occurrence) -> int:
    return int(Series.get_by_id(date.series).taken[date.id.hex])


def test_a_place_given_up_at_a_sister_kiosk_is_free_here(sewing: list[Occurrence]) -> None:
    register_family(HANA, sewing[0].id, place_key=uuid4().hex, will_wait=False)
    with outbox.applying():
        Registration.update(status=RegistrationStatus.CANCELLED).execute()

    seat_after_pull(CAME)

    assert taken(sewing[0]) == 0


def test_who_waits_at_another_centre_gets_a_place_that_is_free(
    sewing: list[Occurrence], centre: Founded
) -> None:
    date = sewing[0]
    with outbox.applying():
        waiting = register(
            series=date.series, occurrence=date.id, status="waiting", recipient=centre.row.id.hex, people=2
        )

    seat_after_pull(CAME)

    assert Registration.get_by_id(waiting.id).is_confirmed
    assert taken(date) == 2


def test_nothing_is_written_when_nothing_differs(sewing: list[Occurrence]) -> None:
    register_family(HANA, sewing[0].id, place_key=uuid4().hex, will_wait=False)
    before = outbox.head()

    seat_after_pull(CAME)

    assert outbox.head() == before
