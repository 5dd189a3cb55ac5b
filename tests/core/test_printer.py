"""CUPS is asked as anybody asks it; what it does not say in time is not shown."""

from pathlib import Path

import pytest

from kiosk.core import printer


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("echo 'printer Hall is idle.  enabled since Sat'", "ready"),
        ("echo 'printer Hall now printing Hall-7.  enabled since Sat'", "ready"),
        ("printf 'printer Hall disabled since Sat -\\n\\tPaused\\n'", "stopped"),
        ("printf 'printer A is idle.\\nprinter B disabled since Sat -\\n'", "stopped"),
        ("echo 'lpstat: No destinations added.' >&2; exit 1", ""),
        ("echo 'lpstat: Connection refused' >&2; exit 1", ""),
        ("printf '\\377\\376'", ""),
        ("exec /bin/sleep 60", ""),
    ],
)
def test_it_says_what_cups_says(
    script: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "lpstat"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(printer, "PATIENCE_SECONDS", 1.0)

    assert printer.ask() == expected


def test_a_machine_without_cups_has_no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert printer.ask() == ""


def test_a_page_does_not_start_a_program_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "known", {})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer.status() == ""

    program = tmp_path / "lpstat"
    program.write_text("#!/bin/sh\necho printer Hall is idle.\n", encoding="ascii")
    program.chmod(0o700)

    assert printer.status() == ""
