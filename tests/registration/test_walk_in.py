"""From "how many" to "done": what was entered is kept whatever happens on the way, and counts once."""

import re
from uuid import uuid4

from flask.testing import FlaskClient

from kiosk.activities.models import Occurrence, Series
from kiosk.activities.services import cancel_date
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import register_family
from tests.people import AMAL, HANA, OMAR, Guest


def check(visit: Guest, date: Occurrence) -> str:
    return visit.get(f"places/{date.id}/check").text


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def say_yes(visit: Guest, date: Occurrence, **more: str) -> str:
    """Touch yes on the check page; returns where that leads."""
    page = check(visit, date)
    waits = {"wait": "1"} if 'name="wait"' in page else {}
    answer = visit.post(f"places/{date.id}", {"key": key_on(page)} | waits | more)
    assert answer.status_code == 303
    return answer.location


def test_a_ticket_takes_a_place(visit: Guest, sewing: list[Occurrence]) -> None:
    visit.post(f"places/{sewing[0].id}/people", {"children": "2"})
    visit.post(f"places/{sewing[0].id}/who")

    done = visit.client.get(say_yes(visit, sewing[0]))

    registration = Registration.get()
    assert done.status_code == 200
    assert registration.people == 3
    assert str(registration.number) in done.text
    assert Household.get().name_sealed is None


def test_yes_twice_is_one_registration(visit: Guest, sewing: list[Occurrence]) -> None:
    key = key_on(check(visit, sewing[0]))

    answers = [visit.post(f"places/{sewing[0].id}", {"key": key}) for _touch in range(10)]

    assert len({answer.location for answer in answers}) == 1
    assert Registration.select().count() == 1


def test_a_page_without_its_key_is_over(visit: Guest, sewing: list[Occurrence]) -> None:
    for key in ("", "guessed", "x" * 2000):
        assert visit.post(f"places/{sewing[0].id}", {"key": key}).status_code == 410

    assert Registration.select().count() == 0


def test_a_key_of_another_page_never_registers_one_date_twice(visit: Guest, sewing: list[Occurrence]) -> None:
    first, second = (key_on(check(visit, date)) for date in sewing[:2])

    visit.post(f"places/{sewing[0].id}", {"key": first})
    visit.post(f"places/{sewing[0].id}", {"key": second})

    assert Registration.select().count() == 1


def test_going_back_after_yes_shows_the_place_and_registers_nothing(
    visit: Guest, sewing: list[Occurrence]
) -> None:
    done = say_yes(visit, sewing[0])

    for page in ("people", "check"):
        assert visit.get(f"places/{sewing[0].id}/{page}").location == done
    assert Registration.select().count() == 1


def test_a_date_that_fills_while_she_types_asks_whether_she_waits(
    visit: Guest, sewing: list[Occurrence]
) -> None:
    visit.post(f"places/{sewing[0].id}/people", {"children": "2"})
    visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})
    key = key_on(check(visit, sewing[0]))
    register_family(OMAR, sewing[0].id, place_key=uuid4().hex, will_wait=False)

    refused = visit.post(f"places/{sewing[0].id}", {"key": key})
    asked = visit.client.get(refused.location).text

    assert refused.location.endswith(f"places/{sewing[0].id}/check?filled=1")
    assert 'role="alert"' in asked
    assert "Mehrnaz" in asked
    assert Registration.select().count() == 1
    visit.post(f"places/{sewing[0].id}", {"key": key_on(asked), "wait": "1"})
    waiting = Registration.get(Registration.people == 3)
    assert waiting.is_waiting
    assert Household.get_by_id(waiting.household).name_sealed


def test_a_full_date_says_so_before_she_says_yes(visit: Guest, sewing: list[Occurrence]) -> None:
    for _family in range(2):
        register_family(AMAL, sewing[0].id, place_key=uuid4().hex, will_wait=False)

    page = check(visit, sewing[0])

    assert 'name="wait"' in page
    assert 'role="status"' in page
    assert visit.client.get(say_yes(visit, sewing[0])).status_code == 200
    assert Registration.get(Registration.people == 1).is_waiting


def test_a_second_activity_asks_nothing_again(visit: Guest, sewing: list[Occurrence]) -> None:
    visit.post(f"places/{sewing[0].id}/people", {"children": "1"})
    visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})
    say_yes(visit, sewing[0])

    assert visit.get(f"places/{sewing[1].id}/who").location.endswith(f"places/{sewing[1].id}/check")
    say_yes(visit, sewing[1])

    first, second = Registration.select().order_by(Registration.id)
    assert first.household == second.household
    assert second.people == 2
    assert Household.select().count() == 1


def test_a_date_that_was_called_off_is_told_and_keeps_the_visit(
    visit: Guest, sewing: list[Occurrence]
) -> None:
    key = key_on(check(visit, sewing[0]))
    cancel_date(sewing[0])

    told = visit.post(f"places/{sewing[0].id}", {"key": key})

    assert told.status_code == 409
    assert visit.address("activities/") in told.text
    assert Registration.select().count() == 0


def test_a_date_that_is_not_here_is_told(visit: Guest) -> None:
    for path in ("people", "who", "name", "check"):
        assert visit.get(f"places/{uuid4()}/{path}").status_code == 404


def test_a_done_page_is_only_for_who_registered(
    visit: Guest, client: FlaskClient, sewing: list[Occurrence]
) -> None:
    done = say_yes(visit, sewing[0])
    stranger = Guest(client, language="ar")

    assert client.get(done.replace(visit.address(), stranger.address())).status_code == 410


def test_a_series_that_is_taken_whole_is_one_registration_for_all_its_dates(
    visit: Guest, sewing: list[Occurrence]
) -> None:
    Series.update(unit="series").execute()

    done = say_yes(visit, sewing[1])

    registration = Registration.get()
    assert registration.occurrence is None
    assert visit.get(f"places/{sewing[2].id}/people").location == done
    page = visit.get(f"activities/{sewing[0].id}").text
    assert "(10:00)" in page
    assert register_family(HANA, sewing[0].id, place_key="next", will_wait=False).is_confirmed
    assert Series.get().taken == {Series.get().id.hex: 2}
