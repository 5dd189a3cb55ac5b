"""What is said at one kiosk is heard at those that should hear it, and nowhere else (issue 2, 4)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.activities.models import Activity
from kiosk.core import outbox, state
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.central import replicas
from sync.central.tables import Centre
from tests.sync import neighbourhood
from tests.sync.machines import offer, refetched, register
from tests.sync.neighbourhood import Neighbourhood, titles


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def test_a_registration_is_at_the_sister_after_one_exchange_each_and_not_at_another_centre(
    town: Neighbourhood,
) -> None:
    with town.hall.at():
        row = register(bands={"0-3": 2})

    town.exchange(town.hall, town.kitchen, town.zuidwijk, town.utrecht, town.office)

    with town.kitchen.at():
        seen = refetched(row)
        assert (seen.status, seen.bands, seen.household) == (row.status, row.bands, row.household)
        assert outbox.head() == 0
    for elsewhere in (town.zuidwijk, town.utrecht, town.office):
        with elsewhere.at():
            assert not Registration.select().exists()


def test_an_open_activity_shows_in_its_area_and_the_office_is_heard_everywhere(town: Neighbourhood) -> None:
    with town.hall.at():
        offer("Open", audience=Audience.AREA)
        offer("Ours")
    with town.office.at():
        offer("Everywhere", audience=Audience.NETWORK)

    town.exchange(town.hall, town.office, town.kitchen, town.zuidwijk, town.utrecht, town.hall)

    assert titles(town.hall) == titles(town.kitchen) == ["Everywhere", "Open", "Ours"]
    assert titles(town.zuidwijk) == ["Everywhere", "Open"]
    assert titles(town.utrecht) == titles(town.office) == ["Everywhere"]


def test_only_the_office_speaks_to_the_whole_network(town: Neighbourhood) -> None:
    with town.hall.at():
        offer("Everywhere", audience=Audience.NETWORK)
        offer("Open", audience=Audience.AREA)

    town.exchange(town.hall, town.zuidwijk)

    assert titles(town.zuidwijk) == ["Open"]
    with town.hall.at():
        refused = outbox.Refused.get()
        assert (refused.n, refused.kind, refused.reason) == (1, "activity", "office_only")


def test_an_activity_that_is_opened_and_closed_again_comes_and_goes(town: Neighbourhood) -> None:
    with town.hall.at():
        row = offer("Naaien")
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    assert titles(town.zuidwijk) == []

    with town.kitchen.at():
        Activity.update(audience=Audience.AREA).where(Activity.id == row.id).execute()
    town.exchange(town.kitchen, town.hall, town.zuidwijk)
    assert titles(town.hall) == titles(town.zuidwijk) == ["Naaien"]

    with town.hall.at():
        Activity.update(audience=Audience.CENTRE).where(Activity.id == row.id).execute()
    town.exchange(town.hall, town.kitchen, town.zuidwijk)
    assert titles(town.hall) == titles(town.kitchen) == ["Naaien"]
    assert titles(town.zuidwijk) == []


def test_a_registration_for_another_centre_stands_in_both(town: Neighbourhood) -> None:
    with town.zuidwijk.at():
        there = state.get("centre")
    with town.hall.at():
        row = register(recipient=there)

    town.exchange(town.hall, town.kitchen, town.zuidwijk, town.utrecht)

    for machine in (town.kitchen, town.zuidwijk):
        with machine.at():
            assert refetched(row).recipient == there
    with town.utrecht.at():
        assert not Registration.select().exists()


def test_a_new_kiosk_of_the_centre_gets_everything(town: Neighbourhood) -> None:
    with town.hall.at():
        for _time in range(30):
            register()
        offer("Naaien")
    town.exchange(town.hall)
    centre = Centre.get_by_id(town.network.replica(town.hall).centre)

    cellar = town.network.join(centre, "cellar")
    town.exchange(cellar)

    with cellar.at():
        assert (Registration.select().count(), outbox.head()) == (30, 0)
    assert titles(cellar) == ["Naaien"]


def test_a_revoked_kiosk_is_turned_away_and_keeps_what_it_has(town: Neighbourhood) -> None:
    with town.hall.at():
        register()
    replicas.revoke(town.network.replica(town.hall))

    (report,) = town.network.exchange(town.hall)

    assert (report.problem, report.acknowledged, report.head) == ("revoked", 0, 1)
    with town.hall.at():
        assert outbox.Outbox.select().count() == 1
