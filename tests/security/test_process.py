"""The program is started so that what it forgets is gone: the same on a desk and as a service."""

import gc
import resource
import sys
from pathlib import Path

import pytest

import run
from kiosk import beginning, process
from tests.architecture.house import ROOT


def test_the_service_starts_as_tidily_as_the_command() -> None:
    service = (ROOT / "deploy" / "parents-point.service").read_text(encoding="utf-8")

    assert f"Environment={beginning.TUNABLES}={beginning.TIDY}\n" in service
    assert "LimitMEMLOCK=infinity\n" in service
    assert "LimitCORE=0\n" in service


@pytest.mark.parametrize(
    ("words", "is_kiosk"),
    [
        ([], True),
        (["kiosk", "--port", "0"], True),
        (["--data", "here"], True),
        (["central"], False),
        (["demo"], False),
        (["-h"], False),
    ],
)
def test_a_kiosk_starts_once_more_and_no_more_than_once(
    monkeypatch: pytest.MonkeyPatch, words: list[str], is_kiosk: bool
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(beginning.os, "execv", lambda _program, called: begun.append(called))
    monkeypatch.setattr(beginning.os, "environ", {})

    beginning.start_tidily(words)
    beginning.start_tidily(words)

    is_looking = gc.isenabled()
    beginning.stay()
    assert begun == ([sys.orig_argv] if is_kiosk and sys.platform == "linux" else [])
    assert is_looking is not is_kiosk
    assert gc.isenabled()


class Counting:
    """A central that ends at once, and kept how many things are left alone when garbage is looked for."""

    effective_port = 0
    left_alone = 0

    def run(self) -> None:
        self.left_alone = gc.get_freeze_count()


def test_central_looks_for_no_garbage_among_what_it_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    central, before = Counting(), gc.get_freeze_count()
    monkeypatch.setattr("sync.central.create_server", lambda _settings: central)
    loaded = [[] for _each in range(1_000)]

    run.main(["central", "--data", str(tmp_path)])

    assert central.left_alone >= before + len(loaded)


def test_a_crash_dumps_nothing() -> None:
    process.forbid_core_dumps()

    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


@pytest.mark.parametrize(
    ("limit", "rights", "may"),
    [
        (resource.RLIM_INFINITY, "0", True),
        (65_536, "4000", True),
        (65_536, "0", False),
        (65_536, "3fff", False),
    ],
)
def test_memory_is_locked_only_where_nothing_can_fail_by_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: int, rights: str, may: bool
) -> None:
    status = tmp_path / "status"
    status.write_text(f"Name:\tkiosk\nCapEff:\t{rights}\n", encoding="utf-8")
    monkeypatch.setattr(process, "STATUS", status)
    monkeypatch.setattr(process.resource, "getrlimit", lambda _which: (limit, limit))

    assert process.may_lock_memory() is may
