"""The plug of a kiosk or of central is pulled between any two statements of a full exchange (G5, G6, G8)."""

from pathlib import Path

import pytest

from kiosk.core.settings import Settings
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.scene import Scene
from tests.sync.proof.town import Town

# More than the exchange of this story takes.
MOST = 400


def two_have_much_to_say(town: Town, deeds: Deeds) -> None:
    """Both kiosks of a centre have written, changed and erased; one has told central, the other is about to."""
    hall, kitchen = town.kiosks[:2]
    for kind in ("registration", "household", "activity", "need"):
        deeds.write(hall, kind, 1, None, None)
    hall.exchange()
    kitchen.exchange()
    for kiosk, value in ((kitchen, 5), (hall, 6)):
        deeds.change(kiosk, 0, value, None, which=0)
        deeds.change(kiosk, 1, value, None, which=value)
        deeds.write(kiosk, "registration", value, None, None)
    deeds.erase(kitchen, 2, None)
    deeds.erase(hall, 3, None)
    kitchen.exchange()


@pytest.fixture
def scene(settings: Settings, tmp_path: Path) -> Scene:
    return Scene(settings, tmp_path / "town", two_have_much_to_say)


def test_a_kiosk_may_die_between_any_two_statements(tmp_path: Path) -> None:
    scene = Scene(Settings(data=tmp_path), tmp_path / "town", two_have_much_to_say)
    deaths = 0
    for place in range(MOST):
        town = scene.begin()
        town.kiosks[0].exchange(place)
        has_died = bool(town.kiosks[0].deaths)
        scene.end(town)
        if not has_died:
            break
        deaths += 1

    assert 10 < deaths < MOST


def test_central_may_die_between_any_two_statements(scene: Scene) -> None:
    deaths = 0
    for place in range(MOST):
        town = scene.begin()
        town.line.troubles = [Trouble(Fault.DOWN, place)]
        town.kiosks[0].exchange()
        has_died = bool(town.central.deaths)
        scene.end(town)
        if not has_died:
            break
        deaths += 1

    assert 10 < deaths < MOST
