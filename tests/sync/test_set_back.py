"""A kiosk whose database was put back or copied heals itself: nothing acknowledged is lost, what waits is said (G7)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.conflicts.models import Conflict
from kiosk.core import clock, erasure, outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from kiosk.retention.services import forget_what_hung_on
from sync.agent import witness
from sync.central.tables import Epoch
from tests.sync import street as streets
from tests.sync.forgotten import come, told
from tests.sync.machines import register, waiting
from tests.sync.setting_back import Copy, at_central, here
from tests.sync.street import Street, exchange, stored

# What waited in the copy, and was said since by the one that was put away.
Numbers = set[int]


@pytest.fixture
def street(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    with streets.opened(settings, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("has_witness", [True, False])
@pytest.mark.parametrize("written_since", [0, 1, 2, 5])
def test_a_card_that_was_put_back_goes_on_with_all_that_was_said(
    street: Street, has_witness: bool, written_since: int
) -> None:
    with street.hall.at():
        register(number=1)
        exchange()
        register(number=2)
    copy = Copy.of(street.hall, with_witness=not has_witness)
    with street.hall.at():
        register(number=3)
        register(number=4)
        exchange()
    copy.put_back()

    with street.hall.at():
        for number in range(written_since):
            register(number=50 + number)
        epoch = state.get("epoch")
        report = exchange()

        expected = {1, 2, 3, 4, *range(50, 50 + written_since)}
        assert (report.is_synced, report.problem, waiting()) == (True, "", [])
        assert here() == expected
        assert state.get("epoch") != epoch
        assert state.get("epoch_reason") in {"restored", "copied"}
        assert state.get("epoch_begun_at") <= clock.wall()
        assert not witness.is_ahead()
    assert (at_central(), stored()) == (expected, 4 + written_since)
    with street.kitchen.at():
        exchange()
        assert here() == expected
        assert not Conflict.select().exists()


def test_it_is_noticed_before_anything_is_sent(street: Street) -> None:
    with street.hall.at():
        register()
        exchange()
    copy = Copy.of(street.hall)
    with street.hall.at():
        register()
        exchange()
    copy.put_back()

    with street.hall.at():
        street.gate.limit(up=1)
        assert witness.is_ahead()
        assert exchange().problem == "line"
        # The witness stays until the new epoch has begun.
        assert witness.is_ahead()
        street.gate.limit()
        assert exchange().is_synced
        assert not witness.is_ahead()


def test_what_others_changed_and_erased_meanwhile_stands(street: Street) -> None:
    with street.hall.at():
        row, household = register(number=1), come()
        exchange()
    copy = Copy.of(street.hall)
    with street.hall.at():
        register(number=2)
        exchange()
    with street.kitchen.at():
        exchange()
        Registration.update(number=9).where(Registration.id == row.id).execute()
        household.delete_instance()
        exchange()
    with street.hall.at():
        exchange()
    copy.put_back()

    with street.hall.at():
        assert told() == {"household", "registration", "consent"}
        assert exchange().is_synced
        assert Registration.get_by_id(row.id).number == 9
        assert "household" not in told()
        assert waiting() == []


def test_a_value_of_the_copy_that_was_followed_is_no_conflict(street: Street) -> None:
    with street.hall.at():
        row = register(number=1)
        exchange()
        Registration.update(number=2).execute()
    copy = Copy.of(street.hall)
    with street.hall.at():
        exchange()
        Registration.update(number=3).execute()
        exchange()
    copy.put_back()

    with street.hall.at():
        assert exchange().is_synced
        assert Registration.get_by_id(row.id).number == 3
    with street.kitchen.at():
        exchange()
        assert (here(), Conflict.select().count()) == ({3}, 0)


def test_two_clones_used_in_turn_go_on_for_ever(street: Street) -> None:
    with street.hall.at():
        register(number=1)
        exchange()
    clone = Copy.of(street.hall, with_witness=True)
    said = {1}
    clones = [street.hall, clone.as_machine()]
    for turn in range(6):
        with clones[turn % 2].at():
            for number in range(turn % 3 + 1):
                said.add(10 * turn + number + 2)
                register(number=10 * turn + number + 2)
            assert exchange().is_synced
            assert here() == said
    for machine in (*clones, street.kitchen):
        with machine.at():
            assert exchange().is_synced
            assert (here(), waiting()) == (said, [])
    assert (at_central(), stored()) == (said, len(said))
    # One of them has a new epoch, and central knows why.
    reasons = {row.reason for row in Epoch.select()}
    assert reasons & {"restored", "copied"}


def test_the_same_number_with_other_content_begins_a_new_epoch(street: Street) -> None:
    with street.hall.at():
        register(number=1)
        street.gate.limit(down=1)
        exchange()
        outbox.Outbox.update(fields=outbox.Outbox.get().fields.replace('"number":1', '"number":2')).execute()
        street.gate.limit()

        report = exchange()

        assert (report.is_synced, state.get("epoch_reason"), waiting()) == (True, "copied", [])
