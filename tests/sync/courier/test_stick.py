"""A stick is full, read-only, pulled out half-way: the word says which, and nothing is lost on either side."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from peewee import OperationalError

from kiosk.core import state
from kiosk.core.settings import Settings
from sync import courier, pocket
from sync.agent import exchange, room
from sync.pocket import FOLDER
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import offer, register
from tests.sync.neighbourhood import titles


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, port=0)


@pytest.fixture
def stick(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        with opened.town.hall.at():
            register()
        yield opened


def refusing(number: int) -> Callable[..., None]:
    """Return what a system call does that fails."""

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError(number, "no")

    return refuse


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "stick_full"),
        (errno.EROFS, "stick_read_only"),
        (errno.EACCES, "stick_read_only"),
        (errno.EIO, "stick_gone"),
        (errno.ENODEV, "stick_gone"),
    ],
)
def test_what_the_stick_refuses_is_told(
    number: int, word: str, stick: Pocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pocket.os, "fsync", refusing(number))
        assert stick.export(stick.town.hall).word == word

    assert stick.files() == []
    assert stick.waiting(stick.town.hall) == 1
    assert stick.carry(stick.town.hall).changes == 1


def test_a_disk_of_the_kiosk_that_is_full(stick: Pocket, monkeypatch: pytest.MonkeyPatch) -> None:
    stick.export(stick.town.hall)
    stick.answer_all()
    with monkeypatch.context() as patch:
        patch.setattr(exchange, "apply", full)
        assert stick.take_in(stick.town.hall).word == "disk_full"

    assert stick.take_in(stick.town.hall).changes == 1


def full(*_given: object, **_named: object) -> None:
    raise OperationalError("database or disk is full")


def test_a_stick_that_is_gone(stick: Pocket) -> None:
    stick.stick.rmdir()

    assert stick.export(stick.town.hall).word == "stick_gone"
    assert stick.take_in(stick.town.hall).word == "stick_gone"


def test_a_stick_that_keeps_what_was_taken_in(stick: Pocket, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be written: the answer is taken in all the same, and is old news the next time."""
    stick.export(stick.town.hall)
    stick.answer_all()
    monkeypatch.setattr(Path, "unlink", refusing(errno.EROFS))

    assert stick.take_in(stick.town.hall).changes == 1
    assert stick.take_in(stick.town.hall).word == "old_bundle"


def test_what_was_begun_is_not_taken_for_a_bundle(stick: Pocket) -> None:
    stick.export(stick.town.hall)
    (path,) = stick.files(".up")
    path.rename(path.with_name(f"{path.name}.partial"))

    assert stick.answer_all() == []
    assert stick.take_in(stick.town.hall).word == "no_bundle"


def test_a_restored_card_overwrites_no_bundle(stick: Pocket) -> None:
    stick.export(stick.town.hall)
    with stick.town.hall.at():
        state.put(courier_number=0)

    stick.export(stick.town.hall)

    assert sorted(path.stem.partition("-")[2] for path in stick.files(".up")) == ["1", "2"]


def test_more_than_a_bundle_holds_goes_in_several_ways(
    stick: Pocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "UP_BYTES", 1)
    monkeypatch.setattr("sync.protocol.MAX_CHANGES", 3)
    with stick.town.hall.at():
        for _time in range(6):
            register()

    first = stick.export(stick.town.hall)
    ways = [stick.carry(stick.town.hall) for _way in range(3)]

    assert (first.changes, first.left) == (3, 4)
    assert [way.left for way in ways] == [4, 1, 0]


def test_more_than_an_answer_holds_comes_in_several_ways(
    stick: Pocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "DOWN_BYTES", 1)
    monkeypatch.setattr("sync.central.pages.Budget.__init__.__defaults__", (4, 10**6))
    with stick.town.kitchen.at():
        for number in range(10):
            offer(f"Day {number}")
    stick.town.exchange(stick.town.kitchen)

    ways = [stick.carry(stick.town.hall) for _way in range(3)]

    assert [way.has_more for way in ways] == [True, True, False]
    assert len(titles(stick.town.hall)) == 10


def test_a_disk_that_is_nearly_full_takes_no_pages(stick: Pocket, monkeypatch: pytest.MonkeyPatch) -> None:
    with stick.town.kitchen.at():
        offer("Naaien")
    stick.town.exchange(stick.town.kitchen)
    with monkeypatch.context() as patch:
        patch.setattr(room, "MEGABYTE", 10**18)
        with stick.town.hall.at():
            state.put(free_megabytes=200)
        low = stick.carry(stick.town.hall)

    assert (low.word, low.changes, low.records) == ("", 1, 0)
    assert stick.carry(stick.town.hall).records == 1


def test_the_folder_is_ours_on_the_stick(stick: Pocket) -> None:
    stick.export(stick.town.hall)

    assert [path.name for path in stick.stick.iterdir()] == [FOLDER]
