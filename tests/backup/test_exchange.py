"""A kiosk that comes back from a copy catches up with central: no word is lost, and who was forgotten stays so."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.backup import queries, services
from kiosk.backup.queries import Copy
from kiosk.centres.services import found_centre
from kiosk.core import erasure, state
from kiosk.core.settings import Settings
from kiosk.restoring import restore
from kiosk.retention.services import forget_household, forget_what_hung_on
from sync.agent import comparing
from tests.backup.keeping import Answers, place_in
from tests.sync import street as streets
from tests.sync.forgotten import central_s_tables, come, files_of, is_anywhere, told
from tests.sync.machines import Machine, register, waiting
from tests.sync.setting_back import at_central, here
from tests.sync.street import Street, exchange


@dataclass
class Kept:
    """A copy of the kiosk in the hall, the code that opens it, and a machine that was bought instead."""

    copy: Copy
    code: str
    bought: Machine

    def put_in_place(self) -> Machine:
        restore(self.copy.path, self.bought.path, Answers([self.code]))
        return self.bought.prepare()


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    with streets.opened(Settings(data=tmp_path, port=0), tmp_path) as opened:
        yield opened


def kept(street: Street, folder: Path) -> Kept:
    """Found the centre at the hall, let somebody come, and make a copy of it."""
    with street.hall.at():
        code = found_centre(
            "Pendrecht", "NL-RTM", zone="Europe/Amsterdam", centre_id=UUID(state.get("centre"))
        )
        assert exchange().is_synced
    return Kept(copied(street.hall, folder), code, Machine(folder / "bought" / "kiosk.sqlite"))


def copied(machine: Machine, folder: Path) -> Copy:
    with machine.at():
        place = place_in(folder / "stick")
        assert services.make(place).word == ""
        return queries.copies(place.folder)[0]


@pytest.mark.parametrize("written_since", [0, 3])
def test_the_machine_that_was_bought_says_and_hears_everything(
    street: Street, tmp_path: Path, written_since: int
) -> None:
    keeping = kept(street, tmp_path)
    with street.hall.at():
        register(number=1)
        exchange()
        register(number=2)
    keeping.copy = copied(street.hall, tmp_path)
    with street.hall.at():
        register(number=3)
        assert exchange().is_synced

    with keeping.put_in_place().at():
        for number in range(written_since):
            register(number=50 + number)
        report = exchange()

        expected = {1, 2, 3, *range(50, 50 + written_since)}
        assert (report.is_synced, report.problem, waiting()) == (True, "", [])
        assert (here(), state.get("epoch_reason") in {"restored", "copied"}) == (expected, True)
        assert comparing.tell() == "the same in 3 feeds"
    assert at_central() == expected


def test_who_was_forgotten_since_is_forgotten_at_the_first_contact(street: Street, tmp_path: Path) -> None:
    keeping = kept(street, tmp_path)
    with street.hall.at():
        household = come()
        exchange()
    keeping.copy = copied(street.hall, tmp_path)
    with street.hall.at():
        forget_household(household.id)
        exchange()

    bought = keeping.put_in_place()
    with bought.at():
        assert "household" in told()
        assert exchange().is_synced
        assert "household" not in told()
        erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(bought))
    assert not is_anywhere([household.name_sealed or ""], central_s_tables())


def test_a_copy_made_after_she_was_forgotten_holds_nothing_of_her(street: Street, tmp_path: Path) -> None:
    keeping = kept(street, tmp_path)
    with street.hall.at():
        household = come()
        exchange()
        forget_household(household.id)
    keeping.copy = copied(street.hall, tmp_path)

    bought = keeping.put_in_place()

    assert not is_anywhere([household.name_sealed or ""], files_of(bought))
