"""Whether the printer is ready, as CUPS tells it; a machine without CUPS, or without a printer, has none."""

import os
import shutil
import time

READY, STOPPED = "ready", "stopped"
PATIENCE_SECONDS, FRESH_SECONDS = 2.0, 30.0
# What was answered last, and when: asking starts a program.
known: dict[str, tuple[float, str]] = {}


def status() -> str:
    """Return "ready", "stopped" where one of the printers waits for somebody, "" where there is none."""
    asked_at, answer = known.get("lpstat", (-FRESH_SECONDS, ""))
    if time.monotonic() - asked_at < FRESH_SECONDS:
        return answer
    answer = ask()
    known["lpstat"] = time.monotonic(), answer
    return answer


def ask() -> str:
    """Ask CUPS; one that does not answer in time has no printer for us."""
    program = shutil.which("lpstat")
    if program is None:
        return ""
    import subprocess  # noqa: PLC0415  not before it is needed: the kiosk opens sooner

    try:
        told = subprocess.run(  # noqa: S603  one word, and a program of the system
            [program, "-p"],
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        ).stdout
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    lines = [line.split() for line in told.splitlines() if line.startswith("printer ")]
    if not lines:
        return ""
    return STOPPED if any("disabled" in words for words in lines) else READY
