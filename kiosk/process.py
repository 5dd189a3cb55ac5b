"""A program of ours says where it listens, ends when it is told to, and leaves nothing of anybody behind."""

import logging
import resource
import signal
import sys
from pathlib import Path
from types import FrameType

# linux/prctl.h, sys/mman.h, linux/capability.h
NOT_DUMPABLE, LOCK_WHAT_IS_TOUCHED, MAY_LOCK = (4, 0), 1 | 2 | 4, 1 << 14
STATUS = Path("/proc/self/status")


def keep_quiet(level: str) -> None:
    """Write to standard error, without a time of day, what a caretaker needs; never what a person typed or opened."""
    logging.basicConfig(level=level.upper(), format="%(levelname)s %(name)s: %(message)s")
    # Both wear the SD card at every busy moment, and peewee's would hold the values of each statement.
    for name in ("waitress.queue", "peewee"):
        logging.getLogger(name).setLevel(logging.ERROR)


def forbid_core_dumps() -> None:
    """See to it that a crash writes nobody's words to the disk, nor the system what it swaps out, where it lets us."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415  used once

    system = ctypes.CDLL(None)
    # No dump through a pipe either, and no other program of this user may read our memory.
    system.prctl(*NOT_DUMPABLE, 0, 0, 0)
    if may_lock_memory():
        system.mlockall(LOCK_WHAT_IS_TOUCHED)


def may_lock_memory() -> bool:
    """Say whether all memory may stay out of the swap; with a limit the next allocation beyond it would fail."""
    if resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY:
        return True
    lines = STATUS.read_text(encoding="utf-8").splitlines()
    rights = next((line.split()[1] for line in lines if line.startswith("CapEff:")), "0")
    return bool(int(rights, 16) & MAY_LOCK)


def end_when_told() -> None:
    """Let Ctrl-C, SIGTERM and a closed terminal end the program: what is under way is finished, what is open closed."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)


def address(host: str, port: int, scheme: str = "http") -> str:
    """Return where a browser on this machine finds a program that listens there."""
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/"
