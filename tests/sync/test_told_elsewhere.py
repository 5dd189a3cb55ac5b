"""Who registers here for an activity elsewhere is told here what became of it (SPEC idea 5, DESIGN 6)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.activities.models import Occurrence, Series
from kiosk.core import clock, erasure, record, state
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.registration.models import Notice, NoticeReason, Registration
from kiosk.registration.services import register_family
from kiosk.retention.services import forget_household, forget_what_hung_on
from kiosk.seats.services import cancel_date, seat_after_pull
from tests.people import HANA
from tests.sync import neighbourhood
from tests.sync.machines import offer
from tests.sync.neighbourhood import Neighbourhood


@pytest.fixture
def town(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neighbourhood]:
    # What the rooms do when the kiosk opens.
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    monkeypatch.setattr(record, "after_pull", [seat_after_pull])
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def sewing_elsewhere(town: Neighbourhood) -> Occurrence:
    """Let Zuidwijk publish sewing tomorrow, for its area."""
    tomorrow = clock.local("Europe/Amsterdam") + timedelta(days=1)
    with town.zuidwijk.at():
        state.put(kiosk="zuidwijk", last_seen=clock.wall())
        row = offer("Naaien", audience=Audience.AREA, centre=state.get("centre"))
        series = Series.create(activity=row.id, capacity=2, home="zuidwijk", audience=Audience.AREA)
        hours = {"starts_at": tomorrow, "ends_at": tomorrow + timedelta(hours=2)}
        date: Occurrence = Occurrence.create(series=series.id, audience=Audience.AREA, **hours)
    town.exchange(town.zuidwijk, town.hall, town.kitchen)
    return date


def come(town: Neighbourhood, date: Occurrence) -> Registration:
    with town.hall.at():
        state.put(kiosk="hall", last_seen=clock.wall())
        made = register_family(HANA, date.id, place_key="hers", will_wait=True)
        assert made.is_waiting
    town.exchange(town.hall, town.zuidwijk, town.zuidwijk)
    return made


def told(town: Neighbourhood) -> dict[str, list[str]]:
    """Return what is to be told, by kiosk."""
    found = {}
    for name in ("hall", "kitchen", "zuidwijk", "utrecht"):
        with getattr(town, name).at():
            found[name] = [notice.reason for notice in Notice.select().order_by(Notice.arose_at)]
    return found


def test_a_place_given_elsewhere_is_told_where_she_registered(town: Neighbourhood) -> None:
    made = come(town, sewing_elsewhere(town))
    town.exchange(town.hall, town.kitchen, town.utrecht)

    given = [NoticeReason.PLACE_GIVEN]
    assert told(town) == {"hall": given, "kitchen": given, "zuidwijk": given, "utrecht": []}
    with town.kitchen.at():
        assert Notice.get().registration == made.id
        assert Registration.get_by_id(made.id).is_confirmed


def test_who_told_her_writes_it_down_for_both_centres(town: Neighbourhood) -> None:
    come(town, sewing_elsewhere(town))
    town.exchange(town.hall)
    with town.hall.at():
        Notice.update(told_at=clock.wall()).execute()

    town.exchange(town.hall, town.zuidwijk)

    with town.zuidwijk.at():
        assert Notice.get().told_at


def test_a_date_called_off_elsewhere_is_told_where_she_registered(town: Neighbourhood) -> None:
    date = sewing_elsewhere(town)
    come(town, date)
    with town.zuidwijk.at():
        cancel_date(Occurrence.get_by_id(date.id))

    town.exchange(town.zuidwijk, town.hall)

    assert told(town)["hall"] == [NoticeReason.PLACE_GIVEN, NoticeReason.DATE_CANCELLED]


def test_who_is_forgotten_is_to_be_told_nowhere(town: Neighbourhood) -> None:
    made = come(town, sewing_elsewhere(town))
    town.exchange(town.hall, town.kitchen)
    with town.hall.at():
        forget_household(made.household)

    town.exchange(town.hall, town.zuidwijk, town.zuidwijk, town.hall, town.kitchen)

    assert set(map(tuple, told(town).values())) == {()}
