"""When one date is called off, everyone registered and everyone waiting is marked to be told, and nobody is moved."""

from uuid import uuid4

import time_machine

from kiosk.activities.models import Occurrence, Series
from kiosk.registration.models import Notice, NoticeReason, Registration
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import cancel_date, withdraw
from tests.people import Guest


def come(date: Occurrence, people: int) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


def test_registered_and_waiting_are_marked_to_be_told(sewing: list[Occurrence]) -> None:
    registered, waiting = come(sewing[0], 5), come(sewing[0], 2)
    elsewhere, left = come(sewing[1], 1), come(sewing[0], 1)
    withdraw(left)
    Notice.delete().execute()

    assert cancel_date(sewing[0]) == 2

    told = {notice.registration for notice in Notice.select()}
    assert told == {registered.id, waiting.id}
    assert elsewhere.id not in told
    assert {notice.reason for notice in Notice.select()} == {NoticeReason.DATE_CANCELLED}
    assert {notice.occurrence for notice in Notice.select()} == {sewing[0].id}


def test_nobody_is_moved(sewing: list[Occurrence]) -> None:
    registered, waiting = come(sewing[0], 5), come(sewing[0], 2)

    cancel_date(sewing[0])

    for before in (registered, waiting):
        after = Registration.get_by_id(before.id)
        assert (after.status, after.occurrence) == (before.status, sewing[0].id)


def test_the_other_dates_stay(sewing: list[Occurrence]) -> None:
    cancel_date(sewing[1])

    assert [date.is_cancelled for date in Occurrence.select().order_by(Occurrence.starts_at)] == [
        False,
        True,
        False,
    ]


def test_calling_off_twice_tells_once(sewing: list[Occurrence]) -> None:
    come(sewing[0], 2)

    cancel_date(sewing[0])
    again = cancel_date(Occurrence.get_by_id(sewing[0].id))

    assert again == 0
    assert Notice.select().count() == 1


def test_who_takes_a_whole_series_is_told_of_one_date_and_keeps_the_others(sewing: list[Occurrence]) -> None:
    Series.update(unit="series").execute()
    registration = come(sewing[0], 3)

    cancel_date(sewing[1])

    assert Notice.get().registration == registration.id
    assert Notice.get().occurrence == sewing[1].id
    assert Registration.get().is_confirmed


def test_a_place_given_up_on_a_date_called_off_is_given_to_nobody(sewing: list[Occurrence]) -> None:
    registered, waiting = come(sewing[0], 6), come(sewing[0], 1)
    cancel_date(sewing[0])

    withdraw(registered)

    assert Registration.get_by_id(waiting.id).is_waiting


def test_her_ticket_says_that_the_date_is_called_off(
    visit: Guest, sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    ticket = come(sewing[0], 2)
    cancel_date(sewing[0])

    found = visit.post("ticket/", {"dye": ticket.dye, "animal": ticket.animal, "number": str(ticket.number)})
    page = visit.client.get(found.location).text

    assert 'role="alert"' in page
    assert "is-struck" in page


def test_called_off_from_two_pages_at_once_everybody_is_marked_once(sewing: list[Occurrence]) -> None:
    come(sewing[0], 1)
    here, there = (Occurrence.get_by_id(sewing[0].id) for _page in range(2))

    assert (cancel_date(here), cancel_date(there)) == (1, 0)

    assert Notice.select().count() == 1
