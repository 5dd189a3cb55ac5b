"""Several browsers, one touch after another, and a clock that is wrong: no place twice, no turn lost."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import time_machine

from kiosk.activities.models import Occurrence, Series
from kiosk.core.database import connect, disconnect
from kiosk.registration import queries
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, JustFilledError, register_family
from kiosk.seats.services import withdraw

BROWSERS = 8


def at_once(act: Callable[[], None]) -> None:
    """Let all browsers do the same at the same moment."""
    together = threading.Barrier(BROWSERS)

    def browse() -> None:
        connect()
        together.wait()
        try:
            act()
        finally:
            disconnect()

    threads = [threading.Thread(target=browse) for _browser in range(BROWSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def come(date: Occurrence, *, key: str = "", people: int = 1) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=key or uuid4().hex, will_wait=people > 1)


def test_no_more_places_are_promised_than_there_are(sewing: list[Occurrence]) -> None:
    answers: list[str] = []

    def act() -> None:
        try:
            answers.append(str(come(sewing[0]).status))
        except JustFilledError:
            answers.append("filled")

    at_once(act)

    series = Series.get_by_id(sewing[0].series)
    assert sorted(answers) == ["confirmed"] * 6 + ["filled"] * 2
    assert queries.taken_places(series, sewing[0].id) == series.taken[sewing[0].id.hex] == 6


def test_the_same_page_sent_by_all_is_one_registration(sewing: list[Occurrence]) -> None:
    answers = set()

    at_once(lambda: answers.add(come(sewing[0], key="one page").id))

    assert [row.id for row in Registration.select()] == list(answers)
    assert Household.select().count() == 1


def test_who_comes_while_the_clock_is_set_back_stands_behind_who_waited(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    holder, first = come(sewing[0], people=6), come(sewing[0], people=6)
    clock.move_to(datetime(1970, 1, 1, tzinfo=UTC))
    second = come(sewing[0], people=6)

    withdraw(holder)

    assert [Registration.get_by_id(one.id).status for one in (first, second)] == ["confirmed", "waiting"]
