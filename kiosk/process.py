"""A program of ours says where it listens, ends when it is told to, and leaves nothing of anybody behind."""

import logging
import resource
import signal
from types import FrameType


def keep_quiet(level: str) -> None:
    """Write to standard error, without a time of day, what a caretaker needs; never what a person typed or opened."""
    logging.basicConfig(level=level.upper(), format="%(levelname)s %(name)s: %(message)s")
    # Both wear the SD card at every busy moment, and peewee's would hold the values of each statement.
    for name in ("waitress.queue", "peewee"):
        logging.getLogger(name).setLevel(logging.ERROR)


def forbid_core_dumps() -> None:
    """See to it that a crash writes nobody's words to the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_when_told() -> None:
    """Let Ctrl-C, SIGTERM and a closed terminal end the program: what is under way is finished, what is open closed."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)


def address(host: str, port: int) -> str:
    """Return where a browser on this machine finds a program that listens there."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
