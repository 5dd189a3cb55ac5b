import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import database, erasure, state
from kiosk.core.settings import Settings
from tests.sync.machines import Machine, offer, register
from tests.sync.neighbourhood import Neighbourhood, opened

NAMES = ("hall", "kitchen", "zuidwijk", "utrecht", "office")


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a kiosk's file of this version once: five for each test take longer than all that is tried with them."""
    machine = Machine(tmp_path_factory.mktemp("blank") / "kiosk.sqlite").prepare()
    erasure.fold()
    database.disconnect()
    return machine.path


@pytest.fixture
def street(settings: Settings, tmp_path: Path, blank: Path) -> Iterator[Neighbourhood]:
    """Open a neighbourhood in which everybody has written and read something."""
    for name in NAMES:
        shutil.copy(blank, tmp_path / f"{name}.sqlite")
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
