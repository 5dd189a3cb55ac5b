"""What is said at one kiosk is heard at those that should hear it, and nowhere else (issue 2, 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.activities.models import Activity
from kiosk.core import database, outbox, state
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.central import replicas
from sync.central.tables import Centre, Conflict
from tests.sync.machines import Machine, offer, refetched, register
from tests.sync.network import Network


@dataclass
class Town:
    network: Network
    hall: Machine  # Pendrecht, beside the door
    kitchen: Machine  # Pendrecht too
    zuidwijk: Machine  # another centre of the same area
    utrecht: Machine  # a centre of another area
    office: Machine

    def exchange(self, *machines: Machine) -> None:
        for report in self.network.exchange(*machines):
            assert report.is_synced, report.text()


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Town]:
    network = Network(settings, tmp_path)
    pendrecht = network.found("Pendrecht")
    yield Town(
        network,
        network.join(pendrecht, "hall"),
        network.join(pendrecht, "kitchen"),
        network.join(network.found("Zuidwijk"), "zuidwijk"),
        network.join(network.found("Overvecht", "NL-UTC"), "utrecht"),
        network.join(network.found("Office", "NL", is_office=True), "office"),
    )
    database.disconnect()
    network.close()


def test_a_registration_is_at_the_sister_after_one_exchange_each_and_not_at_another_centre(
    town: Town,
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


def test_an_open_activity_shows_in_its_area_and_the_office_is_heard_everywhere(town: Town) -> None:
    with town.hall.at():
        offer("Open", audience=Audience.AREA)
        offer("Ours")
    with town.office.at():
        offer("Everywhere", audience=Audience.NETWORK)

    town.exchange(town.hall, town.office, town.kitchen, town.zuidwijk, town.utrecht, town.hall)

    assert titles(town.hall) == titles(town.kitchen) == ["Everywhere", "Open", "Ours"]
    assert titles(town.zuidwijk) == ["Everywhere", "Open"]
    assert titles(town.utrecht) == titles(town.office) == ["Everywhere"]


def test_only_the_office_speaks_to_the_whole_network(town: Town) -> None:
    with town.hall.at():
        offer("Everywhere", audience=Audience.NETWORK)
        offer("Open", audience=Audience.AREA)

    town.exchange(town.hall, town.zuidwijk)

    assert titles(town.zuidwijk) == ["Open"]
    with town.hall.at():
        refused = outbox.Refused.get()
        assert (refused.n, refused.kind, refused.reason) == (1, "activity", "office_only")


def test_an_activity_that_is_opened_and_closed_again_comes_and_goes(town: Town) -> None:
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


def test_a_registration_for_another_centre_stands_in_both(town: Town) -> None:
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


def test_what_is_erased_at_one_kiosk_is_erased_at_its_sister(town: Town) -> None:
    with town.hall.at():
        row = register()
    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        Registration.delete().execute()
    town.exchange(town.kitchen, town.hall)

    with town.hall.at():
        assert not Registration.select().exists()
        assert outbox.head() == 1
        Registration.insert(row.__data__).execute()
    town.exchange(town.hall, town.kitchen)
    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert not Registration.select().exists()


def test_two_fields_changed_at_two_kiosks_both_stay(town: Town) -> None:
    with town.hall.at():
        row = register(people=2, number=1)
    town.exchange(town.hall, town.kitchen)

    with town.hall.at():
        Registration.update(people=5).execute()
    with town.kitchen.at():
        Registration.update(number=9).execute()
    town.exchange(town.hall, town.kitchen, town.hall)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            assert (refetched(row).people, refetched(row).number) == (5, 9)


def test_one_field_changed_at_two_kiosks_is_the_same_at_both_and_nothing_is_lost(town: Town) -> None:
    with town.hall.at():
        row = register(people=2)
    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        Registration.update(people=3).execute()
    with town.hall.at():
        Registration.update(people=5).execute()
    town.exchange(town.hall, town.kitchen, town.hall)

    kept = []
    for machine in (town.hall, town.kitchen):
        with machine.at():
            kept.append((refetched(row).people, refetched(row).version))
    assert kept[0] == kept[1]
    assert {kept[0][0], int(Conflict.get().value)} == {3, 5}


def test_many_changes_of_one_record_in_one_batch_end_as_the_last(town: Town) -> None:
    with town.hall.at():
        row = register(people=1)
        for people in (2, 3, 4):
            Registration.update(people=people).execute()
    town.exchange(town.hall)
    with town.hall.at():
        Registration.update(people=5).execute()

    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        assert refetched(row).people == 5
    assert not Conflict.select().exists()


def test_a_change_made_while_the_sister_is_heard_stays_on_top(town: Town) -> None:
    with town.hall.at():
        row = register(people=2, number=1)
    town.exchange(town.hall, town.kitchen)
    with town.kitchen.at():
        Registration.update(people=8, number=8).execute()
    town.exchange(town.kitchen)

    with town.hall.at():
        # More waits than one batch carries: the sister's word comes in before this one has gone out.
        state.put(batch_rows=1)
        register()
        Registration.update(people=5).where(Registration.id == row.id).execute()
    town.exchange(town.hall, town.kitchen, town.hall)

    seen = []
    for machine in (town.hall, town.kitchen):
        with machine.at():
            seen.append((refetched(row).people, refetched(row).number))
    assert seen[0] == seen[1]
    assert seen[0][1] == 8


def test_a_new_kiosk_of_the_centre_gets_everything(town: Town) -> None:
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


def test_a_revoked_kiosk_is_turned_away_and_keeps_what_it_has(town: Town) -> None:
    with town.hall.at():
        register()
    replicas.revoke(town.network.replica(town.hall))

    (report,) = town.network.exchange(town.hall)

    assert (report.problem, report.acknowledged, report.head) == ("revoked", 0, 1)
    with town.hall.at():
        assert outbox.Outbox.select().count() == 1


def titles(machine: Machine) -> list[str]:
    with machine.at():
        return sorted(row.title.shown_in("nl").text for row in Activity.select())
