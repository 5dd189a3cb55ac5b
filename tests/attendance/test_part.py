"""A family of which only a part came is counted as it came: by touch, on the list, and in the big number."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.attendance import queries
from kiosk.attendance.models import Attendance
from kiosk.core import outbox
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Registration
from kiosk.security.audit import AuditLine
from tests.attendance.comers import come, come_from_elsewhere, count, marks, page_of, touch
from tests.team import Colleague

Sit = Callable[[str], Colleague]


def part(desk: Colleague, date: Occurrence, who: Registration, adults: object, children: object) -> int:
    told = {"adults": str(adults), "children": str(children)}
    return desk.post(page_of(date, f"/part/{who.id}"), told).status_code


@pytest.fixture
def family(tuesday: Occurrence) -> Registration:
    return come(tuesday, adults=2, children=3)


def test_who_came_is_counted_by_touch(tuesday: Occurrence, family: Registration, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    assert "/part/" not in amal.get(page_of(tuesday)).text
    touch(amal, tuesday, family)
    assert f"/part/{family.id}" in amal.get(page_of(tuesday)).text

    assert part(amal, tuesday, family, 1, 2) == 303

    page = amal.get(page_of(tuesday)).text
    assert count(page) == (3, 5)
    assert count(amal.get("today/").text) == (3, 5)
    assert "<bdi>3</bdi>" in page.split(f"/part/{family.id}")[1][:200]


def test_it_needs_no_mark_before(tuesday: Occurrence, family: Registration, at_desk: Sit) -> None:
    part(at_desk("Amal"), tuesday, family, 0, 2)

    assert marks() == [(family.id, 2, True)]
    assert Attendance.get().adults == 0


def test_once_more_says_nothing_new(tuesday: Occurrence, family: Registration, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    part(amal, tuesday, family, 1, 0)
    Outbox.delete().execute()

    part(amal, tuesday, family, 1, 0)
    touch(amal, tuesday, family, present="yes")

    assert marks() == [(family.id, 1, True)]
    assert Outbox.select().count() == 0
    assert AuditLine.select().where(AuditLine.action == "kept_list").count() == 1


def test_taking_part_from_home_leaves_the_count(
    tuesday: Occurrence, family: Registration, at_desk: Sit
) -> None:
    amal = at_desk("Amal")
    part(amal, tuesday, family, 1, 1)

    touch(amal, tuesday, family, mode="online")

    assert (Attendance.get().mode, Attendance.get().people, Attendance.get().adults) == ("online", 2, 1)


@pytest.mark.parametrize("told", [(2, 3), (1, 1)])
def test_who_is_marked_anew_came_with_all(
    told: tuple[int, int], tuesday: Occurrence, family: Registration, at_desk: Sit
) -> None:
    amal = at_desk("Amal")
    part(amal, tuesday, family, *told)

    touch(amal, tuesday, family, present="no")
    touch(amal, tuesday, family, present="yes")

    assert (Attendance.get().people, Attendance.get().adults) == (5, None)


def test_none_at_all_takes_the_mark_back(tuesday: Occurrence, family: Registration, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    part(amal, tuesday, family, 0, 0)
    assert marks() == []
    touch(amal, tuesday, family)

    part(amal, tuesday, family, 0, 0)

    assert count(amal.get(page_of(tuesday)).text) == (0, 5)


@pytest.mark.parametrize("told", [(3, 0), (2, 4), ("", 1), (1, "x"), (1, "-1")])
def test_nobody_came_who_has_no_place(
    told: tuple[object, object], tuesday: Occurrence, family: Registration, at_desk: Sit
) -> None:
    assert part(at_desk("Amal"), tuesday, family, *told) == 400
    assert marks() == []


def test_children_who_stayed_away_do_not_go_home(
    tuesday: Occurrence, family: Registration, at_desk: Sit
) -> None:
    amal = at_desk("Amal")

    part(amal, tuesday, family, 2, 0)
    assert str(family.id) not in amal.get(f"children/at/{tuesday.id}").text
    part(amal, tuesday, family, 2, 1)

    assert str(family.id) in amal.get(f"children/at/{tuesday.id}").text


def test_marks_of_two_kiosks_both_say_it(tuesday: Occurrence, family: Registration, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    touch(amal, tuesday, family)
    with outbox.applying():
        Attendance.create(
            registration=family.id,
            occurrence=tuesday.id,
            people=5,
            marked_at=Attendance.get().marked_at + 10**9,
        )

    part(amal, tuesday, family, 1, 1)

    assert [people for _one, people, _is_present in marks()] == [2, 2]
    assert queries.present_people(queries.marks_of([tuesday.id])[tuesday.id]) == 2


def test_a_guest_of_another_centre_is_counted_too(tuesday: Occurrence, at_desk: Sit) -> None:
    other = come_from_elsewhere(tuesday)

    assert part(at_desk("Amal"), tuesday, other, 1, 0) == 303

    assert (Attendance.get().household, Attendance.get().adults) == (None, None)


def test_nobody_is_counted_on_another_list(
    tuesday: Occurrence, sewing: list[Occurrence], at_desk: Sit
) -> None:
    other = come(sewing[1], children=1)

    assert part(at_desk("Amal"), tuesday, other, 1, 0) == 404
    assert at_desk("Amal").get(page_of(tuesday, f"/part/{other.id}")).status_code == 404
