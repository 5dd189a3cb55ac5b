"""M4: who stands on the list of a date, who stands below it, and who does not."""

from collections.abc import Callable

from kiosk.activities.models import Occurrence, Series
from kiosk.attendance.models import Attendance
from kiosk.core.ids import new_id
from kiosk.registration.models import Notice, Registration
from kiosk.seats.services import cancel_date, withdraw
from tests.attendance.comers import come, come_from_elsewhere, count, marks, page_of, touch
from tests.team import Colleague

Sit = Callable[[str], Colleague]


def test_who_withdrew_is_not_on_the_list_and_who_waits_stands_below(
    tuesday: Occurrence, at_desk: Sit
) -> None:
    amal = at_desk("Amal")
    come(tuesday, adults=6)
    waits, left = come(tuesday, adults=2), come(tuesday)
    withdraw(left)
    Notice.delete().execute()

    page = amal.get(page_of(tuesday)).text

    assert str(left.id) not in page
    assert str(waits.id) in page.split("<h2>")[1]
    touch(amal, tuesday, waits)
    assert count(amal.get(page_of(tuesday)).text) == (2, 6)


def test_who_came_and_whose_place_was_given_up_elsewhere_is_still_counted(
    tuesday: Occurrence, at_desk: Sit
) -> None:
    amal, one = at_desk("Amal"), come(tuesday)
    touch(amal, tuesday, one)
    withdraw(Registration.get_by_id(one.id))

    page = amal.get(page_of(tuesday)).text

    assert count(page) == (1, 0)
    assert str(one.id) in page


def test_a_date_that_is_called_off_takes_no_marks(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, one = at_desk("Amal"), come(tuesday)
    cancel_date(tuesday)

    page = amal.get(page_of(tuesday)).text

    assert 'role="alert"' in page
    assert str(one.id) not in page
    assert touch(amal, tuesday, one) == 409
    assert amal.post(page_of(tuesday, "/guests"), {"key": str(new_id())}).status_code == 409
    assert marks() == []


def test_who_takes_a_whole_series_stands_on_the_list_of_each_date(
    tuesday: Occurrence, sewing: list[Occurrence], at_desk: Sit
) -> None:
    Series.update(unit="series").execute()
    amal, one = at_desk("Amal"), come(tuesday, adults=2)

    touch(amal, sewing[1], one)

    assert count(amal.get(page_of(sewing[0])).text) == (0, 2)
    assert count(amal.get(page_of(sewing[1])).text) == (2, 2)


def test_somebody_of_another_centre_stands_there_with_her_ticket_only(
    tuesday: Occurrence, at_desk: Sit
) -> None:
    lena, guest = at_desk("Lena"), come_from_elsewhere(tuesday)

    touch(lena, tuesday, guest)

    assert str(guest.id) in lena.get(page_of(tuesday)).text
    assert Attendance.get().household is None
    assert Attendance.get().registration == guest.id


def test_only_who_registered_for_a_date_can_be_marked_there(
    tuesday: Occurrence, sewing: list[Occurrence], at_desk: Sit
) -> None:
    amal, one = at_desk("Amal"), come(sewing[1])

    assert touch(amal, tuesday, one) == 404
    assert amal.post(page_of(tuesday), {"registration": "somebody"}).status_code == 400
    assert touch(amal, tuesday, one, mode="dreaming") == 400
    assert marks() == []
