"""Who touches place after place takes them from others: after six in a visit, or sixty people, a key mother helps."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence, Series
from kiosk.registration.models import Registration
from kiosk.screen.visits import COMING_SECONDS, MOST_REGISTRATIONS, Visits
from tests.people import Guest
from tests.registration.test_walk_in import key_on, say_yes

MOST_COMING = 60


@pytest.fixture
def dates(sewing: list[Occurrence]) -> list[Occurrence]:
    """Publish eight dates with more places than anybody takes."""
    first = sewing[0]
    Series.update(capacity=1_000).execute()
    given = {"series": first.series, "starts_at": first.starts_at, "ends_at": first.ends_at}
    return [*sewing, *(Occurrence.create(**given) for _more in range(5))]


@pytest.fixture
def visits(app: Flask) -> Visits:
    found: Visits = app.extensions["visits"]
    return found


def come(client: FlaskClient, date: Occurrence, *, families: int) -> Iterator[str]:
    """Let families of six come one after the other, each in a visit of her own; yield where yes led."""
    for _family in range(families):
        visit = Guest(client)
        visit.post(f"places/{date.id}/people", {"children": "5"})
        yield say_yes(visit, date)


def test_the_seventh_place_of_a_visit_is_a_key_mother_s(visit: Guest, dates: list[Occurrence]) -> None:
    led = [say_yes(visit, date) for date in dates[: MOST_REGISTRATIONS + 1]]

    assert all("/places/done/" in where for where in led[:-1])
    assert led[-1] == visit.address("help")
    assert Registration.select().count() == MOST_REGISTRATIONS


def test_the_same_yes_touched_again_still_shows_its_ticket(visit: Guest, dates: list[Occurrence]) -> None:
    for date in dates[: MOST_REGISTRATIONS - 1]:
        say_yes(visit, date)
    place = f"places/{dates[5].id}"
    key = key_on(visit.get(f"{place}/check").text)

    first, second = (visit.post(place, {"key": key}).location for _touch in range(2))

    assert first == second != visit.address("help")


def test_after_sixty_people_on_one_machine_a_key_mother_helps(
    client: FlaskClient, dates: list[Occurrence]
) -> None:
    led = list(come(client, dates[0], families=11))

    assert [where.endswith("/help") for where in led] == [False] * 10 + [True]
    assert sum(row.people for row in Registration.select()) == MOST_COMING


def test_ten_minutes_later_there_is_room_again(
    client: FlaskClient, visits: Visits, dates: list[Occurrence]
) -> None:
    list(come(client, dates[0], families=10))
    moments = [(moment - COMING_SECONDS - 1, people) for moment, people in visits.coming.seen]
    visits.coming.seen.clear()
    visits.coming.seen.extend(moments)

    (led,) = come(client, dates[0], families=1)

    assert not led.endswith("/help")


def test_with_a_key_mother_beside_her_there_is_no_such_limit(
    client: FlaskClient, visits: Visits, dates: list[Occurrence]
) -> None:
    list(come(client, dates[0], families=10))
    visit = Guest(client)
    visits.find(visit.token).voucher = uuid4()

    led = [say_yes(visit, date) for date in dates]

    assert not any(where.endswith("/help") for where in led)
    assert Registration.select().count() == 10 + len(dates)
