"""A draft of a file is thrown away and made again: it stands at every kiosk, once, and what was erased stays erased."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.activities.models import Activity
from kiosk.core import outbox
from kiosk.core.settings import Settings
from kiosk.core.today import now_here
from kiosk.planning.models import Plan
from kiosk.publishing.services import discard
from kiosk.transfer.models import Row
from kiosk.transfer.services import take_in
from tests.sync import neighbourhood
from tests.sync.machines import Machine
from tests.sync.neighbourhood import Neighbourhood

AMAL = uuid4()


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


def tea() -> Row:
    starts = now_here().replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=7)
    return Row(line=1, key="tea", title="Thee", plan=Plan(day=starts.date(), starts=starts.time(), weeks=0))


def take_in_at(machine: Machine, *, is_again: bool = False) -> int:
    with machine.at():
        return take_in([tea()], by=AMAL, language="nl", is_again=is_again)


@pytest.mark.parametrize("is_heard_of", [True, False])
def test_it_is_made_again_and_stays(town: Neighbourhood, *, is_heard_of: bool) -> None:
    take_in_at(town.hall)
    if is_heard_of:
        town.exchange(town.hall, town.kitchen)
    with town.hall.at():
        first = Activity.get().id
        discard(first, by=AMAL)
    if is_heard_of:
        town.exchange(town.hall, town.kitchen)

    assert (take_in_at(town.hall), take_in_at(town.hall, is_again=True)) == (0, 1)
    if is_heard_of:
        assert take_in_at(town.kitchen, is_again=True) == 1
    town.exchange(town.hall, town.kitchen, town.hall)

    for machine in (town.hall, town.kitchen):
        with machine.at():
            (there,) = Activity.select()
            assert there.id != first
            assert outbox.Refused.select().count() == 0
        assert take_in_at(machine, is_again=True) == 0
