"""A kiosk without a line takes part by what is carried in a pocket (DESIGN 4, "Courier"), on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import outbox, state
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from sync.central.tables import Record
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import offer, refetched, register
from tests.sync.neighbourhood import titles


@pytest.fixture
def pocket(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        yield opened


def test_what_was_said_is_heard_at_the_sister_and_what_others_said_comes_back(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        row = register(bands={"0-3": 2})
    with town.kitchen.at():
        offer("Naaien")
    town.exchange(town.kitchen)

    carried = pocket.carry(town.hall)

    assert (carried.word, carried.changes, carried.left, carried.has_more) == ("", 1, 0, False)
    assert carried.records == 1
    assert titles(town.hall) == ["Naaien"]
    assert pocket.waiting(town.hall) == 0
    town.exchange(town.kitchen)
    with town.kitchen.at():
        assert refetched(row).bands == {"0-3": 2}
    assert pocket.files() == []


def test_a_month_without_a_line(pocket: Pocket) -> None:
    town, said = pocket.town, []
    for day in range(30):
        with town.hall.at():
            said.append(register())
        with town.kitchen.at():
            offer(f"Day {day:02}")
        town.exchange(town.kitchen)
        if day % 3 == 0:
            assert not pocket.carry(town.hall).word
    pocket.carry(town.hall)

    assert titles(town.hall) == titles(town.kitchen)
    assert len(titles(town.hall)) == 30
    town.exchange(town.kitchen)
    with town.kitchen.at():
        assert Registration.select().count() == 30
    assert pocket.waiting(town.hall) == 0


def test_exporting_drops_nothing(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        register()
    before = pocket.export(town.hall)

    again = pocket.export(town.hall)

    assert (before.changes, again.changes, again.left) == (1, 1, 0)
    assert pocket.waiting(town.hall) == 1
    assert len(pocket.files(".up")) == 2


def test_nobody_reads_on_the_way(pocket: Pocket) -> None:
    town = pocket.town
    with town.hall.at():
        row = register()
        offer("Zwemmen")
    with town.kitchen.at():
        offer("Naaien")
    town.exchange(town.kitchen)
    pocket.export(town.hall)
    pocket.answer_all()

    content = b"".join(path.read_bytes() for path in pocket.files())

    for word in (b"Naaien", b"Zwemmen", row.id.hex.encode(), b"registration", b"activity"):
        assert word not in content


def test_over_the_line_meanwhile(pocket: Pocket) -> None:
    """The line comes back while the stick is under way: what it brings is known already, and undoes nothing."""
    town = pocket.town
    with town.hall.at():
        row = register()
    pocket.export(town.hall)
    pocket.answer_all()
    town.exchange(town.hall)
    with town.hall.at():
        Registration.update(people=5).where(Registration.id == row.id).execute()
    town.exchange(town.hall)

    carried = pocket.take_in(town.hall)

    assert (carried.word, carried.changes) == ("old_bundle", 0)
    with town.hall.at():
        assert refetched(row).people == 5


def test_the_newest_answer_of_several_counts(pocket: Pocket) -> None:
    town = pocket.town
    for _trip in range(3):
        with town.hall.at():
            register()
        pocket.export(town.hall)
    paths = pocket.files(".up")
    for path in (paths[2], paths[0], paths[1], paths[0]):
        pocket.answer(path)

    carried = pocket.take_in(town.hall)

    assert (carried.word, carried.changes, carried.left) == ("", 3, 0)
    assert Record.select().where(Record.kind == "registration").count() == 3
    assert pocket.files() == []


def test_an_answer_to_a_stranger_is_left_on_the_stick(pocket: Pocket) -> None:
    town = pocket.town
    pocket.export(town.zuidwijk)
    pocket.answer_all()

    assert pocket.take_in(town.hall).word == "foreign_bundle"
    assert len(pocket.files(".down")) == 1
    assert pocket.take_in(town.utrecht, pocket.stick / "nowhere").word == "stick_gone"
    assert pocket.take_in(town.zuidwijk).word == ""


def test_one_stick_serves_many(pocket: Pocket) -> None:
    town = pocket.town
    machines = (town.hall, town.kitchen, town.zuidwijk)
    for machine in machines:
        with machine.at():
            register()
        pocket.export(machine)
    pocket.answer_all()

    assert [pocket.take_in(machine).word for machine in machines] == ["", "", ""]
    for machine in (town.hall, town.kitchen):
        pocket.carry(machine)
        with machine.at():
            assert Registration.select().count() == 2


def test_a_kiosk_that_knows_no_key_of_central_says_so(pocket: Pocket) -> None:
    with pocket.town.hall.at():
        state.put(central_sealing_key="")

    assert pocket.export(pocket.town.hall).word == "no_courier_key"
    assert pocket.files() == []


def test_what_is_refused_is_told_by_courier_too(pocket: Pocket) -> None:
    with pocket.town.hall.at():
        offer("Everywhere", audience="network")

    carried = pocket.carry(pocket.town.hall)

    assert carried.changes == 1
    with pocket.town.hall.at():
        assert outbox.Refused.get().reason == "office_only"
