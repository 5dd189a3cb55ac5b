"""People to be told: a neighbour of a key mother, one who came by herself, and what the pages tell of them."""

from uuid import UUID

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Notice, NoticeReason, Registration
from kiosk.seats.services import mark_to_tell
from tests.attendance.comers import come
from tests.team import Colleague


def news(
    date: Occurrence,
    name: str = "",
    *,
    vouched_by: UUID | None = None,
    reason: NoticeReason = NoticeReason.PLACE_GIVEN,
    language: str = "tr",
) -> tuple[Registration, Notice]:
    """Let somebody register, and something come up that she must be told."""
    place = come(date, name, vouched_by=vouched_by, language=language)
    return place, mark_to_tell(place, reason, date.id)


def page_of(place: Registration, rest: str = "") -> str:
    return f"to-tell/{place.household}{rest}"


def touch(desk: Colleague, place: Registration, what: str, *notices: Notice) -> str:
    """Touch told, no-answer or tomorrow on a page that shows these notices; returns where that leads."""
    form = {"notice": [str(one.id) for one in notices], "speaks": "tr"}
    answer = desk.client.post(desk.address(f"desk/{page_of(place, f'/{what}')}"), data=form)
    assert answer.status_code == 303, answer.text
    return answer.location


def listed(desk: Colleague, speaks: str = "tr") -> list[str]:
    """Return the households on the list of a language, from top to bottom."""
    page = desk.get(f"to-tell/?speaks={speaks}").text
    return [row.split('"')[0].rsplit("/", 1)[1] for row in page.split('class="print call-row" href="')[1:]]
