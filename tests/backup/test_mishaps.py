"""A copy that cannot be made harms nothing: the last one stays in force, and the page says what went wrong."""

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.accounts.models import Staff
from kiosk.backup import services
from kiosk.backup.queries import Place
from kiosk.core import copying, state
from tests.backup.keeping import copy_to, place_in
from tests.team import Team

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stick(tmp_path: Path) -> Place:
    return place_in(tmp_path / "stick")


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as where a disk is full or worn."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_cannot_grow_keeps_the_copies_that_are_there(
    team: Team, stick: Place, tmp_path: Path
) -> None:
    good = copy_to(stick)
    content = good.path.read_bytes()
    state.put(copied_at=1)

    with room_for(len(content) // 2):
        assert services.attempt(stick).word != ""

    assert [path.read_bytes() for path in stick.folder.iterdir()] == [content]
    assert not list(tmp_path.glob("*.copying*"))


def test_the_room_that_people_need_is_not_taken(team: Team, stick: Place) -> None:
    state.put(free_megabytes=10**9)

    assert services.make(stick).word == services.NO_ROOM
    assert state.get("copy_problem") == services.NO_ROOM


def failing(number: int) -> Callable[..., None]:
    def fail(*_anything: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "stick_full"),
        (errno.EROFS, "stick_read_only"),
        (errno.EIO, "stick_gone"),
        (errno.ENODEV, "stick_gone"),
    ],
)
def test_a_stick_that_was_pulled_leaves_the_last_copy_in_force(
    number: int, word: str, team: Team, stick: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = copy_to(stick)
    told = state.get("copied_at")
    monkeypatch.setattr(os, "fsync", failing(number))

    assert services.make(stick).word == word

    assert (state.get("copied_at"), state.get("copy_problem")) == (told, word)
    assert list(stick.folder.iterdir()) == [good.path]


def test_what_the_medium_changed_is_no_copy(
    team: Team, stick: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worn stick says that it wrote, and gives back something else."""
    written = copying.to_disk

    def worn(file: object) -> None:
        written(file)  # type: ignore[arg-type]
        path = next(stick.folder.iterdir())
        content = bytearray(path.read_bytes())
        content[-40] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(copying, "to_disk", worn)

    assert services.make(stick).word == services.DAMAGED
    assert list(stick.folder.iterdir()) == []


def test_without_a_sheet_there_is_no_copy(team: Team, stick: Place) -> None:
    Staff.update(status="left").where(Staff.role == "sheet").execute()

    assert services.make(stick).word == services.NO_SHEET


def test_two_at_once_are_one(team: Team, stick: Place) -> None:
    with services.at_work:
        assert services.make(stick).word == services.BUSY
    assert services.make(stick).word == ""


def test_a_plug_pulled_in_the_middle_leaves_the_last_copy(team: Team, stick: Place, tmp_path: Path) -> None:
    good = copy_to(stick)
    content = good.path.read_bytes()
    kiosk = tmp_path / "kiosk.sqlite"
    command = [sys.executable, "-m", "tests.backup.pulled_plug", str(kiosk), str(stick.folder)]

    ended = subprocess.run(command, cwd=PROJECT, timeout=60, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert good.path.read_bytes() == content
    assert len(list(stick.folder.iterdir())) == 2
    assert services.make(stick).word == ""
    assert {path.suffix for path in stick.folder.iterdir()} == {".ppcopy"}
    assert not list(tmp_path.glob("*.copying*"))
