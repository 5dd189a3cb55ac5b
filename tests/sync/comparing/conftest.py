from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import state
from kiosk.core.settings import Settings
from tests.sync.machines import offer, register
from tests.sync.neighbourhood import Neighbourhood, opened


@pytest.fixture
def street(settings: Settings, tmp_path: Path) -> Iterator[Neighbourhood]:
    """Open a neighbourhood in which everybody has written and read something."""
    with opened(settings, tmp_path) as street:
        with street.hall.at():
            register()
            offer("Sewing", centre=own_centre(), audience="area")
        with street.office.at():
            offer("For all", centre=own_centre(), audience="network")
        with street.zuidwijk.at():
            offer("Cooking", centre=own_centre(), audience="area")
        everybody = (street.hall, street.kitchen, street.zuidwijk, street.utrecht, street.office)
        street.exchange(*everybody, *everybody)
        yield street


def own_centre() -> str:
    return str(state.get("centre"))
