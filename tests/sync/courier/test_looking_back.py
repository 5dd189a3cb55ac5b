"""In a new epoch a kiosk sees whether central still has what it had, before its own words hide that; by stick, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import state
from kiosk.core.settings import Settings
from sync.agent.errors import CentralRestoredError
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import register
from tests.sync.setting_back import Copy, at_central, central_s_rows, here, put_central_back


@pytest.fixture
def pocket(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def put_back(pocket: Pocket) -> Pocket:
    """Put back the hall's card, and central as it was before the kitchen spoke, which never comes again."""
    town = pocket.town
    town.exchange(town.hall)
    backup = central_s_rows()
    with town.kitchen.at():
        register(number=1)
        register(number=2)
    town.exchange(town.kitchen)
    pocket.carry(town.hall)
    card = Copy.of(town.hall)
    with town.hall.at():
        register(number=3)
    pocket.carry(town.hall)
    card.put_back()
    # While it runs: it does not know yet that it lives another life.
    put_central_back(backup)
    return pocket


def test_what_others_told_and_central_lost_does_not_go_here(put_back: Pocket) -> None:
    hall = put_back.town.hall
    with hall.at():
        for number in range(10, 20):
            register(number=number)

    assert put_back.carry(hall).word == "begun_anew"
    with hall.at():
        assert state.get("epoch_reason") == CentralRestoredError.reason
    for _way in range(3):
        put_back.carry(hall)

    with hall.at():
        assert here() == {1, 2, *range(10, 20)}
    assert at_central() == {1, 2, *range(10, 20)}


def test_what_waits_goes_with_the_same_stick(put_back: Pocket) -> None:
    hall = put_back.town.hall
    with hall.at():
        register(number=4)

    assert put_back.export(hall).changes == 1
    put_back.answer_all()

    assert 4 in at_central()
