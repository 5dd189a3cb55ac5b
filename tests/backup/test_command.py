"""The command asks for the words of the sheet on the terminal, puts the copy in place, and the kiosk starts on it."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.backup.queries import Copy
from tests.backup.keeping import copy_to, place_in
from tests.conftest import Founded
from tests.programs import END_SECONDS, RUN, get, plain_environment, running
from tests.team import Team


@pytest.fixture
def copy(team: Team, centre: Founded, tmp_path: Path) -> Copy:
    return copy_to(place_in(tmp_path / "stick"))


def restore(file: Path, folder: Path, typed: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(RUN), "restore", str(file), "--data", str(folder)]
    return subprocess.run(
        words,
        input=typed,
        text=True,
        capture_output=True,
        timeout=END_SECONDS,
        env=plain_environment(),
        check=False,
    )


def test_the_kiosk_starts_on_what_was_put_in_place(copy: Copy, centre: Founded, tmp_path: Path) -> None:
    folder = tmp_path / "new"

    done = restore(copy.path, folder, f"{centre.code}\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"is in place in {folder}" in done.stdout
    with running("kiosk", "--data", str(folder), "--port", "0") as program:
        port = program.port()
        assert get(port, "/health")[0] == 200
        assert get(port, "/")[0] == 200
        assert program.end() == 0


@pytest.mark.parametrize("typed", ["", "no\nno\nno\n"])
def test_what_fails_is_one_sentence_and_changes_nothing(typed: str, copy: Copy, tmp_path: Path) -> None:
    done = restore(copy.path, tmp_path / "new", typed)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = restore(tmp_path / "nothing.ppcopy", tmp_path / "new", "")

    assert (done.returncode, done.stderr) == (1, f"There is no copy at {tmp_path / 'nothing.ppcopy'}.\n")
    assert not (tmp_path / "new").exists()
