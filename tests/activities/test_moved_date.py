"""Whoever knows the old hour of a date sees it struck out beside the new one: on its page, and on her ticket."""

from datetime import timedelta

import pytest

from kiosk.activities.models import Occurrence
from kiosk.seats.services import cancel_date, move_date
from tests.attendance.comers import come
from tests.people import Guest


def pages(visit: Guest, date: Occurrence) -> list[str]:
    """Return the page of a date, and that of a ticket for it."""
    place = come(date)
    found = visit.post("ticket/", {"dye": place.dye, "animal": place.animal, "number": str(place.number)})
    return [visit.get(f"activities/{date.id}").text, visit.client.get(found.location).text]


def struck(page: str) -> str:
    return (
        page.split('<s class="moved">')[1].split("</s>", maxsplit=1)[0] if '<s class="moved">' in page else ""
    )


@pytest.mark.parametrize(
    ("hours", "old"), [(1, "<bdi>09:30</bdi>"), (24, "dinsdag 3 maart, <bdi>09:30</bdi>")]
)
def test_the_old_hour_is_struck_out(hours: int, old: str, visit: Guest, sewing: list[Occurrence]) -> None:
    step = timedelta(hours=hours)
    move_date(sewing[0], sewing[0].starts_at + step, sewing[0].ends_at + step)

    shown = pages(visit, sewing[0])

    assert [struck(page) for page in shown] == [old, old]
    new = f"{sewing[0].starts_at:%H:%M}–{sewing[0].ends_at:%H:%M}"
    assert all(new in page for page in shown)


def test_a_date_that_stays_has_no_old_hour(visit: Guest, sewing: list[Occurrence]) -> None:
    assert [struck(page) for page in pages(visit, sewing[0])] == ["", ""]


def test_of_one_that_was_called_off_only_that_is_said(visit: Guest, sewing: list[Occurrence]) -> None:
    place = come(sewing[0])
    step = timedelta(hours=1)
    move_date(sewing[0], sewing[0].starts_at + step, sewing[0].ends_at + step)
    cancel_date(sewing[0])

    found = visit.post("ticket/", {"dye": place.dye, "animal": place.animal, "number": str(place.number)})

    assert struck(visit.client.get(found.location).text) == ""
    assert struck(visit.get(f"activities/{sewing[0].id}").text) == ""
