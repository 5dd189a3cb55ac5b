"""A freed seat goes to who waited longest and fits, and that family is marked to be told."""

from uuid import uuid4

import pytest
import time_machine

from kiosk.activities.models import Occurrence, Series
from kiosk.registration.models import Notice, NoticeReason, Registration
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import withdraw


def come(clock: time_machine.Traveller, date: Occurrence, people: int) -> Registration:
    clock.shift(60)
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


def status_of(registration: Registration) -> str:
    return str(Registration.get_by_id(registration.id).status)


def test_the_first_in_line_gets_the_place(sewing: list[Occurrence], clock: time_machine.Traveller) -> None:
    holder, first, second = (come(clock, sewing[0], people) for people in (5, 2, 2))

    withdraw(holder)

    assert [status_of(one) for one in (holder, first, second)] == ["cancelled", "confirmed", "confirmed"]


def test_who_does_not_fit_keeps_her_turn_and_the_next_who_fits_gets_the_place(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder = come(clock, sewing[0], 2)
    come(clock, sewing[0], 4)
    large, small = come(clock, sewing[0], 3), come(clock, sewing[0], 2)

    withdraw(holder)

    assert [status_of(one) for one in (large, small)] == ["waiting", "confirmed"]


def test_who_moves_up_is_marked_to_be_told_and_nobody_else(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder, first = come(clock, sewing[0], 6), come(clock, sewing[0], 6)
    come(clock, sewing[0], 1)

    withdraw(holder)

    notice = Notice.get()
    assert Notice.select().count() == 1
    assert (notice.registration, notice.occurrence) == (first.id, sewing[0].id)
    assert notice.reason == NoticeReason.PLACE_GIVEN
    assert notice.told_at is None


def test_leaving_the_line_moves_nobody(sewing: list[Occurrence], clock: time_machine.Traveller) -> None:
    come(clock, sewing[0], 6)
    leaver, stayer = come(clock, sewing[0], 2), come(clock, sewing[0], 2)

    withdraw(leaver)

    assert status_of(stayer) == "waiting"
    assert Notice.select().count() == 0


def test_giving_up_twice_frees_one_place(sewing: list[Occurrence], clock: time_machine.Traveller) -> None:
    holder = come(clock, sewing[0], 3)
    come(clock, sewing[0], 3)
    come(clock, sewing[0], 3)
    last = come(clock, sewing[0], 3)

    withdraw(holder)
    withdraw(Registration.get_by_id(holder.id))

    assert status_of(last) == "waiting"
    assert Notice.select().count() == 1


def test_a_place_of_one_date_frees_none_of_another(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder = come(clock, sewing[0], 6)
    come(clock, sewing[1], 6)
    waiting = come(clock, sewing[1], 1)

    withdraw(holder)

    assert status_of(waiting) == "waiting"


@pytest.mark.parametrize("moment", ["2026-03-03T11:31:00+01:00", "2026-03-20T12:00:00+01:00"])
def test_a_seat_of_a_date_that_is_over_is_given_to_nobody(
    sewing: list[Occurrence], clock: time_machine.Traveller, moment: str
) -> None:
    holder, waiting = come(clock, sewing[0], 6), come(clock, sewing[0], 1)
    clock.move_to(moment)

    withdraw(holder)

    assert status_of(waiting) == "waiting"


def test_a_freed_place_is_told_to_other_kiosks(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder = come(clock, sewing[0], 4)

    withdraw(holder)

    assert Series.get().taken == {sewing[0].id.hex: 0}


def test_only_the_home_of_the_places_gives_them_on(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder, waiting = come(clock, sewing[0], 6), come(clock, sewing[0], 1)
    Series.update(home=uuid4().hex).execute()

    withdraw(holder)

    assert status_of(waiting) == "waiting"


def test_a_place_in_a_series_of_which_nothing_arrived_can_be_given_up(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder = come(clock, sewing[0], 2)
    Series.delete().execute()

    withdraw(holder)

    assert status_of(holder) == "cancelled"
