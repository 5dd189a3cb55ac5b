"""People who should come to a date: neighbours of a key mother, tickets without a name, guests of another centre."""

from uuid import UUID, uuid4

from kiosk.activities.models import Occurrence
from kiosk.attendance.models import Attendance
from kiosk.core import outbox, state
from kiosk.core.ids import new_id
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import Family, register_family
from tests.team import Colleague


def come(
    date: Occurrence,
    name: str = "",
    *,
    vouched_by: UUID | None = None,
    adults: int = 1,
    children: int = 0,
    language: str = "tr",
) -> Registration:
    """Let somebody register: one adult if nothing else is said, and with a key mother's word if one vouches."""
    family = Family(
        language=language,
        adults=adults,
        children=children,
        name=name,
        vouched_by=vouched_by,
        is_present=vouched_by is None,
    )
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


def come_from_elsewhere(date: Occurrence) -> Registration:
    """Let a registration of another centre arrive, addressed to this one; its household stays there."""
    other = come(date)
    household = other.household
    with outbox.applying():
        Registration.update(centre=new_id().hex, recipient=state.get("centre")).where(
            Registration.id == other.id
        ).execute()
        Household.delete().where(Household.id == household).execute()
    return Registration.get_by_id(other.id)


def marks() -> list[tuple[UUID | None, int, bool]]:
    return [
        (row.registration, row.people, row.is_present) for row in Attendance.select().order_by(Attendance.id)
    ]


def page_of(date: Occurrence, rest: str = "") -> str:
    return f"today/{date.id}{rest}"


def touch(desk: Colleague, date: Occurrence, who: Registration, **said: str) -> int:
    return desk.post(page_of(date), {"registration": str(who.id), **said}).status_code


def count(page: str) -> tuple[int, int]:
    """Return how many people came, of how many, as the page says it."""
    _before, after = page.split('class="counted-people"', 1)
    present = after.split("<bdi>")[1].split("<")[0]
    return int(present), int("".join(filter(str.isdigit, after.split("</b>")[1].split("<")[0])))
