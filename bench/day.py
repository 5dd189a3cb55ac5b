"""The end of a day on a line as in a cellar: what was done in the centre goes up over TLS, slowly and with losses."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import msgspec

from bench import certificate, servers, slow_line, stock
from bench.exchange import invite
from bench.line import Cost
from bench.measures import Limit, Row, Scale, counted
from bench.slow_line import Quality

if TYPE_CHECKING:
    import subprocess

CENTRAL, KIOSK, PORT = "10.77.0.2", "10.77.0.1", 8443
BITS, SECONDS, LOST = 50_000, 0.3, 0.02
DAY_SECONDS, DAY_BYTES = Limit(20.0), Limit(40_000)


def measure(folder: Path, scale: Scale) -> list[Row]:
    """Return no row where nobody may make networks: only root may, on Linux."""
    if not slow_line.is_possible():
        return []
    is_quick = scale.runs == 1
    usual, losing = Quality(BITS, SECONDS), Quality(BITS, SECONDS, LOST)
    # Tried small, the line is a good one: a day over a bad one takes its time, which is what is measured.
    usual = Quality(BITS * 100, SECONDS / 100) if is_quick else usual
    costs = [day(folder / f"usual-{run}", usual) for run in range(scale.runs)]
    rows = [
        counted("a day's work at 50 kbit/s and 600 ms", "s", [cost.seconds for cost in costs], DAY_SECONDS),
        counted(
            "bytes of a day's work, with TLS", "B", [float(cost.up + cost.down) for cost in costs], DAY_BYTES
        ),
        counted("requests of a day's work", "", [float(cost.requests) for cost in costs]),
    ]
    if is_quick:
        return rows
    lossy = [day(folder / f"losing-{run}", losing) for run in range(scale.runs)]
    return [*rows, counted("the same where 2 % is lost", "s", [cost.seconds for cost in lossy])]


def day(folder: Path, quality: Quality) -> Cost:
    """Return what the exchange at the end of one day costs, on a connection of its own."""
    stock.lay_out_kiosk(folder / "kiosk")
    code, _other = invite(folder / "central")
    papers = folder / "papers.pem"
    certificate.write(papers, CENTRAL)
    with ExitStack() as stack:
        lines = stack.enter_context(slow_line.router(quality))
        words = [*servers.central(folder / "central", PORT), "--host", CENTRAL, "--certificate", str(papers)]
        central = stack.enter_context(slow_line.program(words, CENTRAL, lines))
        cast("IO[str]", central.stdout).readline()  # "Central is open at …"
        end = [folder / "kiosk", f"https://{CENTRAL}:{PORT}", code, papers]
        words = [sys.executable, "-m", "bench.kiosk_end", *map(str, end)]
        kiosk = stack.enter_context(slow_line.program(words, KIOSK, lines))
        tell(kiosk, "exchange")
        return tell(kiosk, "day")


def tell(kiosk: "subprocess.Popen[str]", word: str) -> Cost:
    words, costs = cast("IO[str]", kiosk.stdin), cast("IO[str]", kiosk.stdout)
    words.write(word + "\n")
    words.flush()
    return msgspec.json.decode(costs.readline(), type=Cost)
