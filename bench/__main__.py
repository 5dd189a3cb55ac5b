"""`python -m bench` measures every row, prints the table and writes bench/results.json; `--quick` only tries them."""

import platform
import signal
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from types import FrameType

import msgspec

from bench import (
    beside,
    crash,
    day,
    desk,
    exchange,
    fleet,
    many,
    measures,
    memory,
    pages,
    registration,
    row,
    start,
    vault,
)
from bench.measures import Row, Scale

SCRIPTS: dict[str, Callable[[Path, Scale], list[Row]]] = {
    "start": start.measure,
    "memory": memory.measure,
    "pages": pages.measure,
    "registration": registration.measure,
    "exchange": exchange.measure,
    "many": many.measure,
    "day": day.measure,
    "beside": beside.measure,
    "vault": vault.measure,
    "desk": desk.measure,
    "row": row.measure,
    "crash": crash.measure,
    "fleet": fleet.measure,
}
RESULTS = Path(__file__).parent / "results.json"


class Results(msgspec.Struct, frozen=True):
    """What one run found, and on what machine; `load` is the mean number of programs that wanted a core before it."""

    measured_at: str
    machine: str
    cores: int
    load: float
    python: str
    is_quick: bool
    rows: dict[str, list[Row]]


def end(_number: int, _frame: FrameType | None) -> None:
    """Leave as Ctrl-C does: what was started is ended and nothing stays on the disk."""
    raise SystemExit(1)


def main(words: Sequence[str] | None = None) -> int:
    signal.signal(signal.SIGTERM, end)
    options = parser().parse_args(words)
    scale = measures.QUICK if options.quick else measures.FULL
    load = getloadavg()[0]
    rows: dict[str, list[Row]] = {}
    print(measures.HEAD, flush=True)
    for name in options.rows or SCRIPTS:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            rows[name] = SCRIPTS[name](Path(folder), scale)
        print(measures.table(rows[name]), flush=True)
    results = Results(
        measured_at=datetime.now(UTC).isoformat(timespec="minutes"),
        machine=platform.machine(),
        cores=cpu_count() or 1,
        load=load,
        python=platform.python_version(),
        is_quick=options.quick,
        rows=rows,
    )
    options.results.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")
    return 0


def parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m bench", description="Measure the kiosk beside the plain bounds.")
    made.add_argument("rows", nargs="*", choices=[*SCRIPTS, []], help="only these (all)")
    made.add_argument("--quick", action="store_true", help="try every row once, small, in about a minute")
    made.add_argument("--results", type=Path, default=RESULTS, help="file to write (bench/results.json)")
    return made


if __name__ == "__main__":
    sys.exit(main())
