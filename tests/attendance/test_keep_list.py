"""M4: one touch says that a household came, one takes it back, and the count is that of people."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Occurrence, Series
from kiosk.attendance.models import Attendance
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Notice, Registration
from kiosk.seats.services import cancel_date, withdraw
from kiosk.security.audit import AuditLine
from tests.attendance.comers import come, come_from_elsewhere, marks
from tests.team import Colleague, Team

Sit = Callable[[str], Colleague]


@pytest.fixture
def tuesday(team: Team, sewing: list[Occurrence], clock: time_machine.Traveller) -> Occurrence:
    clock.shift(timedelta(days=1))
    return sewing[0]


def page_of(date: Occurrence, rest: str = "") -> str:
    return f"today/{date.id}{rest}"


def touch(desk: Colleague, date: Occurrence, who: Registration, **said: str) -> int:
    return desk.post(page_of(date), {"registration": str(who.id), **said}).status_code


def count(page: str) -> tuple[int, int]:
    """Return how many people came, of how many, as the page says it."""
    (_before, after) = page.split('class="counted-people"', 1)
    present = after.split("<bdi>")[1].split("<")[0]
    return int(present), int("".join(filter(str.isdigit, after.split("</b>")[1].split("<")[0])))


def test_the_dates_of_the_day_stand_on_one_page_with_their_count(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, family = at_desk("Amal"), come(tuesday, children=2)
    touch(amal, tuesday, family)

    page = amal.get("today/").text

    assert str(tuesday.id) in page
    assert count(page) == (3, 3)


def test_other_days_are_one_touch_away(tuesday: Occurrence, at_desk: Sit) -> None:
    amal = at_desk("Amal")

    page = amal.get("today/").text

    assert "day=2026-03-02" in page
    assert "day=2026-03-04" in page
    assert str(tuesday.id) in amal.get("today/?day=2026-03-03").text
    assert str(tuesday.id) not in amal.get("today/?day=2026-03-04").text


@pytest.mark.parametrize("day", ["", "never", "0001-01-01", "9999-12-31", "2026-13-40", "２０２６-03-03"])
def test_a_day_that_is_none_is_today(day: str, tuesday: Occurrence, at_desk: Sit) -> None:
    answer = at_desk("Amal").get(f"today/?day={day}")

    assert answer.status_code == 200
    assert str(tuesday.id) in answer.text


def test_one_touch_marks_a_household_and_one_takes_it_back(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, family = at_desk("Amal"), come(tuesday, children=2)

    assert touch(amal, tuesday, family, present="yes") == 303
    here = count(amal.get(page_of(tuesday)).text)
    touch(amal, tuesday, family, present="no")

    assert (here, count(amal.get(page_of(tuesday)).text)) == ((3, 3), (0, 3))
    assert marks() == [(family.id, 3, False)]


def test_it_comes_back_to_the_row(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, one = at_desk("Amal"), come(tuesday)

    answer = amal.post(page_of(tuesday), {"registration": str(one.id), "present": "yes"})

    assert answer.location.endswith(f"#row-{one.id}")


def test_touching_twice_in_a_hurry_is_one_mark_and_one_line(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, one = at_desk("Amal"), come(tuesday)

    for _time in range(5):
        touch(amal, tuesday, one, present="yes")

    assert marks() == [(one.id, 1, True)]
    assert AuditLine.select().where(AuditLine.action == "kept_list").count() == 1


def test_it_tells_who_marked_and_travels(tuesday: Occurrence, at_desk: Sit, team: Team) -> None:
    amal, one = at_desk("Amal"), come(tuesday)
    Outbox.delete().execute()

    touch(amal, tuesday, one)

    assert [row.kind for row in Outbox.select().order_by(Outbox.n)] == ["attendance", "audit_line"]
    assert {row.author for row in Outbox.select()} == {team.ids["Amal"].hex}
    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    assert (line.action, line.subject) == ("kept_list", tuesday.id.hex)


def test_who_takes_part_online_is_counted_and_marked_so(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, one = at_desk("Amal"), come(tuesday)

    touch(amal, tuesday, one, mode="online")
    assert Attendance.get().mode == "online"
    touch(amal, tuesday, one, mode="here")

    assert Attendance.get().mode == "here"
    assert count(amal.get(page_of(tuesday)).text) == (1, 1)


def test_who_walks_in_is_counted_once_a_touch(tuesday: Occurrence, at_desk: Sit) -> None:
    amal, keys = at_desk("Amal"), [str(new_id()) for _each in range(3)]

    for key in [*keys, keys[0]]:
        amal.post(page_of(tuesday, "/guests"), {"key": key})
    for _time in range(2):
        amal.post(page_of(tuesday, "/guests/delete"), {"guest": keys[2]})

    assert count(amal.get(page_of(tuesday)).text) == (2, 0)


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
