"""What nobody touches any more is forgotten: keys after two minutes, a typed name soon after."""

import threading
from dataclasses import dataclass, field

import pytest

from kiosk.core.errors import StalePageError
from kiosk.core.settings import Settings
from kiosk.screen import sweeping, visits


@dataclass
class Keys:
    """Stands for keys that somebody opened."""

    is_forgotten: bool = False

    def forget(self) -> None:
        self.is_forgotten = True


@dataclass
class Told(Keys):
    told: threading.Event = field(default_factory=threading.Event)

    def forget(self) -> None:
        self.told.set()


class Hours:
    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        patch.setattr(visits.time, "monotonic", lambda: self.now)


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    return Hours(monkeypatch)


def test_a_visit_is_forgotten_when_nobody_touches_it(hours: Hours) -> None:
    kept = visits.Visits(seconds=165)
    begun = kept.begin()

    hours.now += 164
    assert kept.find(begun.token) is begun

    hours.now += 166
    with pytest.raises(StalePageError):
        kept.find(begun.token)


@pytest.mark.parametrize("holder", ["signed_in", "card"])
def test_keys_are_forgotten_sooner(hours: Hours, holder: str) -> None:
    kept, keys = visits.Visits(desk_seconds=120), Keys()
    begun = kept.begin()
    setattr(begun, holder, keys)

    hours.now += 119
    kept.forget_the_forgotten()
    assert not keys.is_forgotten

    hours.now += 2
    kept.forget_the_forgotten()
    assert keys.is_forgotten
    assert kept.living(begun.token) is None


def test_everything_of_a_visit_that_is_over_is_let_go(hours: Hours) -> None:
    kept = visits.Visits()
    begun = kept.begin()
    begun.name, begun.motive, begun.draft["typed"] = "Mehrnaz", "work", "Mehrnaz"
    begun.pictures.append("lion")

    kept.end(begun.token)

    assert "Mehrnaz" not in repr(begun)
    assert "lion" not in repr(begun)
    assert "work" not in repr(begun)


def test_the_next_who_comes_sweeps_too(hours: Hours) -> None:
    kept, keys = visits.Visits(), Keys()
    kept.begin().signed_in = keys  # type: ignore[assignment]
    hours.now += 121

    kept.begin()

    assert keys.is_forgotten


def test_a_neighbour_keeps_the_desk_beside_her_open(hours: Hours) -> None:
    kept, keys = visits.Visits(), Keys()
    desk, neighbour = kept.begin(), kept.begin()
    desk.signed_in, neighbour.desk = keys, desk.token  # type: ignore[assignment]

    for _touch in range(5):
        hours.now += 100
        kept.find(neighbour.token)
    assert not keys.is_forgotten

    hours.now += 121
    kept.forget_the_forgotten()
    assert keys.is_forgotten


def test_a_kiosk_that_is_left_alone_forgets_too(hours: Hours) -> None:
    kept, keys = visits.Visits(), Told()
    kept.begin().signed_in = keys  # type: ignore[assignment]
    hours.now += 121

    sweeper = sweeping.Sweeper(kept, seconds=0.01)
    sweeper.start()
    assert keys.told.wait(10)
    sweeper.stop()
    assert not sweeper.thread.is_alive()


def test_closing_the_kiosk_forgets_everybody(hours: Hours) -> None:
    kept, keys = visits.Visits(), Keys()
    kept.begin().signed_in = keys  # type: ignore[assignment]

    sweeper = sweeping.Sweeper(kept)
    sweeper.start()
    sweeper.stop()

    assert keys.is_forgotten
    assert kept.by_token == {}


def test_how_long_a_visit_stays_comes_from_the_settings() -> None:
    made = visits.Visits()
    made.go_by(Settings(idle_seconds=10, warning_seconds=5, desk_idle_seconds=20))

    assert (made.seconds, made.desk_seconds) == (15 + visits.TOLD_SECONDS, 25)


@pytest.mark.parametrize("held", ["name", "motive", "pictures", "draft", "signed_in", ""])
def test_memory_is_overwritten_where_somebody_told_of_herself(held: str) -> None:
    kept = visits.Visits()
    begun = kept.begin()
    told: dict[str, object] = {"pictures": ["lion"], "draft": {"typed": "Mehrnaz"}, "signed_in": Keys()}
    if held:
        setattr(begun, held, told.get(held, "Mehrnaz"))

    kept.end(begun.token)

    assert kept.has_left.is_set() is bool(held)
