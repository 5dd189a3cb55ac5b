"""What is published is opened to the area and kept to the centre again: the area gets all of it, and then loses it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.activities.services import show_after_pull
from kiosk.core import outbox, record, state
from kiosk.core.settings import Settings
from kiosk.core.text import Text
from kiosk.core.today import now_here
from kiosk.planning.services import tell
from kiosk.programme.services import ComingFromElsewhereError, add, show
from kiosk.registration.models import Registration, RegistrationStatus
from kiosk.registration.services import Family, register_family
from tests.sync import neighbourhood
from tests.sync.neighbourhood import Neighbourhood
from tests.sync.test_two_publish import AMAL, SAFA, plan_a_month, publish_at


@pytest.fixture
def town(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neighbourhood]:
    monkeypatch.setattr(record, "after_pull", [show_after_pull])
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def activity(town: Neighbourhood) -> UUID:
    """Publish four dates for the centre alone; both of its kiosks know them."""
    with town.hall.at():
        state.put(kiosk="hall")
        planned = plan_a_month(is_open=False)
    publish_at(town.hall, planned, AMAL)
    with town.kitchen.at():
        state.put(kiosk="kitchen")
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    return planned


def show_from_hall(town: Neighbourhood, activity: UUID, *, is_open: bool) -> None:
    with town.hall.at():
        show(activity, by=AMAL, is_open=is_open)


def kept(town: Neighbourhood, name: str = "zuidwijk") -> tuple[int, int, int]:
    with getattr(town, name).at():
        return Activity.select().count(), Series.select().count(), Occurrence.select().count()


def test_the_area_sees_all_of_it_and_then_nothing(town: Neighbourhood, activity: UUID) -> None:
    assert kept(town) == (0, 0, 0)
    with town.hall.at():
        tell(activity, {"title": Text.of("nl", {"nl": "Samen naaien", "ar": "خياطة"})}, by=AMAL)

    show_from_hall(town, activity, is_open=True)
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    assert kept(town) == kept(town, "kitchen") == (1, 1, 4)
    with town.zuidwijk.at():
        assert Activity.get().title.shown_in("ar").text == "خياطة"

    show_from_hall(town, activity, is_open=False)
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    assert kept(town) == (0, 0, 0)
    assert kept(town, "kitchen") == kept(town, "hall") == (1, 1, 4)


def test_it_is_opened_before_anybody_heard_of_it(town: Neighbourhood, activity: UUID) -> None:
    for is_open in (True, False, True):
        show_from_hall(town, activity, is_open=is_open)

    town.exchange(town.hall, town.kitchen, town.zuidwijk)

    assert kept(town) == kept(town, "kitchen") == (1, 1, 4)


def test_what_a_sister_made_meanwhile_is_seen_there_too(town: Neighbourhood, activity: UUID) -> None:
    show_from_hall(town, activity, is_open=True)
    with town.kitchen.at():
        start = now_here().replace(microsecond=0) + timedelta(days=60)
        add(activity, [(start, start + timedelta(hours=2))], by=SAFA)

    town.exchange(town.hall, town.kitchen, town.hall)
    assert kept(town, "hall") == (1, 1, 5)
    town.exchange(town.hall, town.zuidwijk, town.kitchen)

    assert kept(town) == kept(town, "kitchen") == (1, 1, 5)
    for name in ("hall", "kitchen"):
        with getattr(town, name).at():
            assert outbox.Refused.select().count() == 0


def test_it_stays_open_while_somebody_of_another_centre_comes(town: Neighbourhood, activity: UUID) -> None:
    show_from_hall(town, activity, is_open=True)
    town.exchange(town.hall, town.zuidwijk)
    with town.zuidwijk.at():
        date = Occurrence.select().order_by(Occurrence.starts_at).first()
        family = Family(language="ar", adults=1, children=0)
        place = register_family(family, date.id, place_key=uuid4().hex, will_wait=True)
    town.exchange(town.zuidwijk, town.hall)

    with pytest.raises(ComingFromElsewhereError):
        show_from_hall(town, activity, is_open=False)
    town.exchange(town.hall, town.zuidwijk)
    assert kept(town) == (1, 1, 4)

    with town.zuidwijk.at():
        Registration.update(status=RegistrationStatus.CANCELLED).execute()
    town.exchange(town.zuidwijk, town.hall)
    show_from_hall(town, activity, is_open=False)
    town.exchange(town.hall, town.zuidwijk)

    assert kept(town) == (0, 0, 0)
    with town.hall.at():
        assert Registration.get_by_id(place.id).is_cancelled
