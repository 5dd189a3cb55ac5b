"""A value that did not stand is forgotten with her, and fades with the field it was written to (DESIGN 4, G14)."""

from kiosk.activities.models import Activity, Occurrence
from kiosk.conflicts.models import Conflict
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Household, Registration
from kiosk.registration.services import register_family
from kiosk.retention.services import fade, forget_household
from tests.conflicts.conftest import differ, sealed
from tests.people import AMAL


def come(date: Occurrence) -> tuple[Household, Registration]:
    place = register_family(AMAL, date.id, place_key="hers", will_wait=False)
    return Household.get_by_id(place.household), place


def test_what_was_said_besides_about_her_goes_with_her(sewing: list[Occurrence]) -> None:
    household, place = come(sewing[0])
    differ(household, "name_sealed", sealed("Amal", household, "name_sealed"))
    differ(place, "status", "cancelled")
    other = differ(Activity.get(), "function", "schooling")

    forget_household(household.id)

    assert [row.id for row in Conflict.select()] == [other.id]
    assert Outbox.select().where(Outbox.kind == "conflict", Outbox.is_erased).count() == 2


def test_a_second_name_fades_with_the_first(sewing: list[Occurrence]) -> None:
    household, _place = come(sewing[0])
    differ(household, "name_sealed", sealed("Amal-Nur", household, "name_sealed"))
    kept = differ(household, "language", "tr")

    fade(household, ["name_sealed"])

    assert Household.get().name_sealed is None
    assert [row.id for row in Conflict.select()] == [kept.id]


def test_it_fades_also_where_only_it_is_left(sewing: list[Occurrence]) -> None:
    household, _place = come(sewing[0])
    differ(household, "phone_sealed", sealed("0612345678", household, "phone_sealed"))

    fade(household, ["phone_sealed"])

    assert not Conflict.select().exists()
