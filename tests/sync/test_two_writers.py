"""Two kiosks change one record: both end alike, and no value is lost without a trace (G8)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.central.tables import Conflict
from tests.sync import neighbourhood
from tests.sync.machines import refetched, register
from tests.sync.neighbourhood import Neighbourhood


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def test_what_is_erased_at_one_kiosk_is_erased_at_its_sister(town: Neighbourhood) -> None:
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


def test_two_fields_changed_at_two_kiosks_both_stay(town: Neighbourhood) -> None:
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


def test_one_field_changed_at_two_kiosks_is_the_same_at_both_and_nothing_is_lost(town: Neighbourhood) -> None:
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


def test_many_changes_of_one_record_in_one_batch_end_as_the_last(town: Neighbourhood) -> None:
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


def test_a_change_made_while_the_sister_is_heard_stays_on_top(town: Neighbourhood) -> None:
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
