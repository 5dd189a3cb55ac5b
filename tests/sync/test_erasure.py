"""Who was forgotten at one kiosk is forgotten at all, whatever waited anywhere, and nothing brings her back (G14)."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.activities.models import Occurrence, Series
from kiosk.core import clock, erasure, record, state
from kiosk.core.outbox import Outbox, Refused
from kiosk.core.parked import Parked
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.retention.services import forget_household, forget_what_hung_on
from kiosk.seats.services import seat_after_pull
from tests.sync import street as streets
from tests.sync.forgotten import central_s_tables, come, consent, files_of, is_anywhere, sealed, told
from tests.sync.machines import offer, register, waiting
from tests.sync.street import Street, exchange


@pytest.fixture
def street(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    # What the rooms do when the kiosk opens.
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    with streets.opened(settings, tmp_path) as opened:
        yield opened


def test_she_is_forgotten_at_every_kiosk_of_the_centre(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
        assert told() == {"household", "registration", "consent"}
    with street.hall.at():
        forget_household(household.id)
        assert exchange().is_synced
    with street.kitchen.at():
        assert exchange().is_synced

        assert told() == set()
        assert waiting() == []


def test_her_place_is_counted_free_and_given_on_where_it_was_promised(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "after_pull", [seat_after_pull])
    tomorrow = clock.local("Europe/Amsterdam") + timedelta(days=1)
    with street.hall.at():
        state.put(kiosk="hall", last_seen=clock.wall())
        activity = offer("Naaien", audience=Audience.CENTRE)
        series = Series.create(activity=activity.id, capacity=2, home="hall", audience=Audience.CENTRE)
        date = Occurrence.create(
            series=series.id,
            starts_at=tomorrow,
            ends_at=tomorrow + timedelta(hours=2),
            audience=Audience.CENTRE,
        )
        household = come()
        unit = {"series": series.id, "occurrence": date.id}
        register(household=household.id, people=2, **unit)
        next_in_line = register(people=1, status=RegistrationStatus.WAITING, **unit)
        exchange()
    with street.kitchen.at():
        exchange()
        forget_household(household.id)
        exchange()

    with street.hall.at():
        exchange()
        assert Registration.get_by_id(next_in_line.id).is_confirmed
        assert Series.get().taken == {date.id.hex: 1}


def test_an_answer_that_was_lost_before_she_asked_is_no_obstacle(street: Street) -> None:
    """Central holds the numbers with their content; they come again without it (G6)."""
    with street.hall.at():
        household = come()
        street.gate.limit(down=1)
        assert exchange().problem == "line"
        forget_household(household.id)
        assert all(row.fields == "{}" for row in Outbox.select())
        street.gate.limit()

        report = exchange()

        assert (report.is_synced, report.problem) == (True, "")
    assert not is_anywhere([household.name_sealed or ""], central_s_tables())


def test_what_another_kiosk_had_to_say_of_her_is_emptied_there(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
        row = Household.get()
        row.name_sealed = sealed(household)
        row.save()
        later = row.name_sealed
        street.gate.limit()
        written_about_her = register(household=household.id)
        consent(household)
    with street.hall.at():
        forget_household(household.id)
        exchange()

    with street.kitchen.at():
        Refused.create(n=99, record=household.id.hex, kind="household", fields=f'"{later}"', reason="x")
        Parked.create(record=household.id.hex, kind="household", version=1, fields=f'"{later}"')
        first, second = exchange(), exchange()

        assert (first.problem, second.is_synced) == ("", True)
        assert told() == set()
        assert (waiting(), Refused.select().count(), Parked.select().count()) == ([], 0, 0)
        assert not is_anywhere([later], files_of(street.kitchen))
    with street.hall.at():
        exchange()
        assert told() == set()
        assert Registration.get_or_none(Registration.id == written_about_her.id) is None
    assert not is_anywhere([later, household.name_sealed or ""], central_s_tables())


def test_a_late_word_of_a_kiosk_that_was_away_brings_nothing_back(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
    with street.hall.at():
        forget_household(household.id)
        exchange()
    with street.kitchen.at():
        # Sent before the page with the erasure was read: central absorbs it, and says so.
        row = Household.get()
        row.adults = 5
        row.save()
        assert exchange().is_synced
    with street.hall.at():
        exchange()
        assert told() == set()


def test_a_copy_of_the_card_from_before_is_told_to_forget(street: Street) -> None:
    """The kiosk did nothing since the copy was made, so that central takes it for the same."""
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
    copy = street.kitchen.path.with_suffix(".copy")
    shutil.copy(street.kitchen.path, copy)
    with street.hall.at():
        forget_household(household.id)
        exchange()
    with street.kitchen.at():
        exchange()
    shutil.copy(copy, street.kitchen.path)

    with street.kitchen.at():
        assert told() == {"household", "registration", "consent"}
        assert exchange().is_synced
        assert told() == set()
        erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(street.kitchen))


def test_a_copy_of_the_card_that_forgot_forgets_again(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    copy = street.hall.path.with_suffix(".copy")
    shutil.copy(street.hall.path, copy)
    with street.hall.at():
        forget_household(household.id)
        exchange()
    shutil.copy(copy, street.hall.path)

    with street.hall.at():
        assert exchange().is_synced
        assert told() == set()
        erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(street.hall))
    assert not is_anywhere([household.name_sealed or ""], central_s_tables())
