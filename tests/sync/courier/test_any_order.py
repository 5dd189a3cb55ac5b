"""Line and courier in any order, bundles lost, doubled, re-ordered, cut, damaged, mixed up: both sides end right."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kiosk.core import outbox
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.bundle import BundleError
from sync.central.errors import UnknownTokenError
from sync.central.tables import Record
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import Machine, register
from tests.sync.setting_back import restart_central

STEPS = ("write", "change", "erase", "export", "answer", "take_in", "line", "sister", "restart")
MISHAPS = ("lose", "double", "cut", "damage", "swap_heads")
TOLD = {"", "no_bundle", "foreign_bundle", "old_bundle", "cut_bundle", "forged_bundle"}
steps = st.lists(st.tuples(st.sampled_from(STEPS + MISHAPS), st.integers(0, 10**6)), min_size=5, max_size=25)


class Way:
    """One way of the hall's stick, and what was said on it."""

    def __init__(self, pocket: Pocket) -> None:
        self.pocket, self.town = pocket, pocket.town
        self.copies = count()

    def choose(self, chance: int) -> Path | None:
        """Return one of the files on the stick."""
        files = self.pocket.files(".up") + self.pocket.files(".down")
        return files[chance % len(files)] if files else None

    def write(self, _chance: int) -> None:
        with self.town.hall.at():
            register()

    def change(self, chance: int) -> None:
        with self.town.hall.at():
            Registration.update(people=chance % 9 + 1).where(Registration.dye == "indigo").execute()

    def erase(self, chance: int) -> None:
        with self.town.hall.at():
            rows = list(Registration.select().order_by(Registration.id))
            if len(rows) > 1:
                rows[chance % len(rows)].delete_instance()

    def export(self, _chance: int) -> None:
        assert self.pocket.export(self.town.hall).word == ""

    def answer(self, chance: int) -> None:
        bundles = self.pocket.files(".up")
        if bundles:
            try:
                self.pocket.answer(bundles[chance % len(bundles)])
            except (BundleError, UnknownTokenError):
                # A letter of the kiosk's name was damaged, or another one.
                return

    def take_in(self, _chance: int) -> None:
        assert self.pocket.take_in(self.town.hall).word in TOLD

    def line(self, _chance: int) -> None:
        self.town.exchange(self.town.hall)

    def sister(self, chance: int) -> None:
        with self.town.kitchen.at():
            Registration.update(adults=chance % 9 + 1).execute()
            register(dye="madder")
        self.town.exchange(self.town.kitchen)

    def restart(self, _chance: int) -> None:
        restart_central()

    def lose(self, chance: int) -> None:
        if chosen := self.choose(chance):
            chosen.unlink()

    def double(self, chance: int) -> None:
        """Lay a copy beside it, to come back later in any order."""
        if chosen := self.choose(chance):
            copy = chosen.with_name(f"copy-{next(self.copies)}{chosen.suffix}")
            copy.write_bytes(chosen.read_bytes())

    def cut(self, chance: int) -> None:
        if chosen := self.choose(chance):
            content = chosen.read_bytes()
            chosen.write_bytes(content[: chance % len(content)])

    def damage(self, chance: int) -> None:
        if (chosen := self.choose(chance)) and (content := bytearray(chosen.read_bytes())):
            content[chance % len(content)] ^= 1 + chance % 255
            chosen.write_bytes(bytes(content))

    def swap_heads(self, chance: int) -> None:
        """Put the head of one bundle before the pieces of another."""
        one, other = self.choose(chance), self.choose(chance // 7)
        if one and other and one.suffix == other.suffix:
            here, there = one.read_bytes(), other.read_bytes()
            ends = [12 + int.from_bytes(content[8:12], "big") + 64 for content in (here, there)]
            one.write_bytes(here[: ends[0]] + there[ends[1] :])


def rows_of(machine: Machine) -> dict[str, tuple[object, ...]]:
    with machine.at():
        found = Registration.select()
        return {row.id.hex: (row.dye, row.people, row.adults, row.version) for row in found}


def require_nothing_lost(pocket: Pocket) -> None:
    """Raise unless all that the hall believes to be acknowledged stands at central, or its tombstone does."""
    with pocket.town.hall.at():
        waiting = {row.record for row in outbox.Outbox.select()}
        said = {row.id.hex for row in Registration.select()}
    stored = {row.id for row in Record.select(Record.id)}
    assert said - waiting <= stored


@given(taken=steps)
@settings(
    max_examples=8,
    deadline=None,
    # Each example begins with a town of its own; making it smaller would take minutes.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_both_sides_end_right(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("way")
    with pockets.pocketed(replace(settings, data=folder), folder) as pocket:
        walk(pocket, taken)


def walk(pocket: Pocket, taken: list[tuple[str, int]]) -> None:
    way = Way(pocket)
    for name, chance in taken:
        getattr(way, name)(chance)
        require_nothing_lost(pocket)

    for path in pocket.files():
        path.unlink()
    while pocket.waiting(pocket.town.hall) or pocket.carry(pocket.town.hall).has_more:
        assert pocket.carry(pocket.town.hall).word == ""
    pocket.town.exchange(pocket.town.kitchen)
    pocket.carry(pocket.town.hall)

    assert rows_of(pocket.town.hall) == rows_of(pocket.town.kitchen)
