"""What was erased, restored, copied or long silent is put right by courier as it is over a line (G7, G14)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import clock, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.agent import rotating
from sync.agent.enrol import enrol
from sync.agent.transport import Transport
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Centre, Feed, Life, Record, Replica
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import Machine, offer, refetched, register
from tests.sync.neighbourhood import titles
from tests.sync.setting_back import restart_central


@pytest.fixture
def pocket(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        yield opened


def registered(machine: Machine) -> set[str]:
    with machine.at():
        return {row.id.hex for row in Registration.select()}


def settle(pocket: Pocket, machine: Machine) -> None:
    """Go to and fro until nothing is left to carry."""
    while pocket.waiting(machine) or pocket.carry(machine).has_more:
        pocket.carry(machine)


def test_who_is_forgotten_elsewhere_is_forgotten_here_and_the_other_way_round(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        hers, his = register(), register()
    pocket.carry(town.hall)
    town.exchange(town.kitchen)
    with town.kitchen.at():
        refetched(hers).delete_instance()
    town.exchange(town.kitchen)
    with town.hall.at():
        refetched(his).delete_instance()
        # She is still spoken of here when the news of it is on its way.
        Registration.update(people=7).where(Registration.id == hers.id).execute()

    pocket.carry(town.hall)
    town.exchange(town.kitchen)
    pocket.carry(town.hall)

    assert registered(town.hall) == registered(town.kitchen) == set()
    assert Record.select().where(Record.kind == "registration", ~Record.is_erased).count() == 0
    assert pocket.waiting(town.hall) == 0


def test_a_bundle_from_before_an_erasure_brings_nobody_back(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        row = register()
    pocket.export(town.hall)
    (old,) = pocket.files(".up")
    content = old.read_bytes()
    pocket.answer_all()
    pocket.take_in(town.hall)
    with town.hall.at():
        refetched(row).delete_instance()
    pocket.carry(town.hall)

    old.write_bytes(content)
    pocket.answer(old)
    pocket.take_in(town.hall)
    town.exchange(town.kitchen)

    assert registered(town.hall) == registered(town.kitchen) == set()


@pytest.mark.parametrize("has_witness", [True, False])
def test_a_restored_card_loses_nothing_that_was_on_the_stick(has_witness: bool, pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        first = register()
    pocket.carry(town.hall)
    copy = shutil.copy(town.hall.path, town.hall.path.with_suffix(".old"))
    with town.hall.at():
        second = register()
    pocket.export(town.hall)
    for log in town.hall.path.parent.glob("hall.sqlite-*"):
        log.unlink()
    shutil.copy(copy, town.hall.path)
    if not has_witness:
        town.hall.path.with_suffix(".witness").unlink()
    with town.hall.at():
        third = register()

    settle(pocket, town.hall)
    settle(pocket, town.hall)
    town.exchange(town.kitchen)

    everything = {first.id.hex, second.id.hex, third.id.hex}
    assert registered(town.hall) == registered(town.kitchen) == everything


def test_a_central_that_was_put_back_hears_again_what_it_lost(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        register()
    settle(pocket, town.hall)
    said = registered(town.hall)
    # All that central held of this centre is gone.
    Record.delete().execute()
    Feed.update(head=0).execute()
    Replica.update(epoch="", acknowledged=0).execute()
    Life.delete().execute()
    restart_central()
    assert pocket.export(town.hall).word == ""
    pocket.answer_all()
    assert pocket.take_in(town.hall).word == "begun_anew"
    settle(pocket, town.hall)
    settle(pocket, town.hall)

    assert {row.id for row in Record.select().where(Record.kind == "registration")} == said
    assert registered(town.hall) == said


def test_a_kiosk_that_was_silent_for_years_reads_all_anew(pocket: Pocket) -> None:
    town = pocket.town
    with town.kitchen.at():
        gone, stays = offer("Gone"), offer("Stays")
    town.exchange(town.kitchen)
    settle(pocket, town.hall)
    with town.kitchen.at():
        refetched(gone).delete_instance()
    town.exchange(town.kitchen)
    # Its tombstone is forgotten; who has read less than this gets the feed as a snapshot.
    assert Pruner(Terms(), clock.wall() + 401 * DAY).run()
    with town.hall.at():
        row = register()

    settle(pocket, town.hall)

    assert titles(town.hall) == [stays.title.shown_in("nl").text]
    assert registered(town.hall) == {row.id.hex}


def test_a_stick_from_a_drawer_brings_back_nobody_whom_central_has_forgotten(pocket: Pocket) -> None:
    """The kiosk was enrolled anew since, and told under other numbers what lay on the stick."""
    town = pocket.town
    with town.hall.at():
        hers = register()
    pocket.export(town.hall)
    (old,) = pocket.files(".up")
    with town.hall.at():
        enrol(state.get("central"), town.network.code(Centre.get_by_id(state.get("centre"))), "Hall")
    town.exchange(town.hall)
    with town.hall.at():
        refetched(hers).delete_instance()
    town.exchange(town.hall)
    assert Pruner(Terms(), clock.wall() + 401 * DAY).run()
    assert not Record.select().where(Record.kind == "registration").exists()

    pocket.answer(old)
    town.exchange(town.hall, town.kitchen)

    assert not Record.select().where(Record.kind == "registration").exists()
    assert registered(town.hall) == registered(town.kitchen) == set()


def test_a_kiosk_speaks_with_its_new_key_before_its_new_token_was_used(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        register()
        before = state.get("device_key")
        line = Transport(state.get("central"), state.get("token"))
        rotating.rotate(line)
        line.close()
        assert state.get("device_key") != before

    assert pocket.carry(town.hall).changes == 1


def test_nothing_is_learned_about_the_time_from_an_answer_that_was_under_way(pocket: Pocket) -> None:
    town = pocket.town
    pocket.export(town.hall)
    pocket.answer_all()
    with town.hall.at():
        state.put(last_seen=clock.wall() + 5, last_contact=clock.wall() + 7)
        known = state.get("last_seen"), state.get("last_contact")

    assert pocket.take_in(town.hall).word == ""

    with town.hall.at():
        assert (state.get("last_seen"), state.get("last_contact")) == known
