"""M4: one touch says that a household came, one takes it back, and the count is that of people."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.attendance.models import Attendance
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.security.audit import AuditLine
from tests.attendance.comers import come, count, marks, page_of, touch
from tests.team import Colleague, Team

Sit = Callable[[str], Colleague]


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
