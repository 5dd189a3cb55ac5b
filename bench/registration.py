"""A place that is promised is on the disk: one registration, from the touch of yes until the ticket is shown."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import servers, stock
from bench.bounds.commit import commits
from bench.measures import Limit, Row, Scale, compared, counted
from bench.pages import BOUND_PAGES, CONNECTIONS, TURN, milliseconds
from bench.visitor import Visitor, begin_visit

LIMIT, STORED, SYNCS = Limit(2.5, 1.5), Limit(1.2), Limit(1.0, 1.0)
KEY = re.compile(rb'name="key" value="([^"]+)"')
TRACED = 5


def measure(folder: Path, scale: Scale) -> list[Row]:
    for name in ("kiosk", "stored", "traced"):
        stock.lay_out_kiosk(folder / name)
    stock.fill(folder / "stored", scale.stored)
    stock.lay_out_bound(folder / "bound.sqlite")
    ports = [servers.free_port() for _server in range(3)]
    words = [
        servers.kiosk(folder / "kiosk", ports[0]),
        servers.page_bound(folder / "bound.sqlite", ports[1]),
        servers.kiosk(folder / "stored", ports[2]),
    ]
    dates = [stock.occurrences(folder / name)[0] for name in ("kiosk", "stored", "traced")]
    ours: list[float] = []
    bound: list[float] = []
    stored: list[float] = []
    with ExitStack() as stack:
        for command, port in zip(words, ports, strict=True):
            stack.enter_context(servers.running(command, port))
        for run in range(scale.runs + 1):
            one = round_of(folder, ports, dates, scale)
            # The first round warms all three up and is not counted.
            for kept, figure in zip((ours, bound, stored), one, strict=True):
                if run:
                    kept.append(figure)
    rows = [
        compared("one registration and its page", "ms", ours, bound, LIMIT),
        compared(f"the same with {scale.stored:,} registrations stored", "ms", stored, ours, STORED),
    ]
    return [*rows, *synced(folder / "traced", dates[2])]


def round_of(folder: Path, ports: list[int], dates: list[str], scale: Scale) -> tuple[float, float, float]:
    """Return the medians of the kiosk, the bound and the kiosk with much stored, asked in turns."""
    ours: list[float] = []
    stored: list[float] = []
    page: list[float] = []
    commit: list[float] = []
    for _turn in range(max(1, scale.requests // (8 * TURN))):
        ours += registrations(ports[0], dates[0], TURN)
        page += milliseconds(ports[1], BOUND_PAGES["activity detail"], TURN)
        commit += [seconds * 1_000 for seconds in commits(folder, TURN)]
        stored += registrations(ports[2], dates[1], TURN)
    return median(ours), median(page) + median(commit), median(stored)


def registrations(port: int, date: str, times: int) -> list[float]:
    """Return the milliseconds from yes to the ticket, each in a visit of its own."""
    found = []
    with Visitor(port) as visitor:
        for _time in range(times):
            place = f"{begin_visit(port)}/places/{date}"
            key = KEY.search(visitor.get(f"{place}/check").body)
            form = {"key": key.group(1).decode() if key else ""}
            begun = perf_counter()
            visitor.get(visitor.post(place, form).location)
            found.append((perf_counter() - begun) * 1_000)
    return found


def synced(folder: Path, date: str) -> list[Row]:
    """Count how often the disk is waited for; nothing where strace is not installed."""
    tracer = shutil.which("strace")
    if tracer is None:
        return []
    seen = folder / "syncs"
    port = servers.free_port()
    traced = [
        tracer,
        "-D",
        "-f",
        "-qq",
        "-e",
        "trace=fsync,fdatasync",
        "-o",
        str(seen),
        *servers.kiosk(folder, port),
    ]
    found: list[float] = []
    with servers.running(traced, port):
        # The first write of a thread also makes sure that the folder knows the write-ahead log.
        with ThreadPoolExecutor(CONNECTIONS) as people:
            list(people.map(lambda _one: registrations(port, date, 2), range(CONNECTIONS)))
        for _time in range(TRACED):
            before = calls(seen)
            registrations(port, date, 1)
            found.append(calls(seen) - before)
    # Exactly one each time: the worst is what counts.
    return [counted("fsync calls of one registration, at most", "", [max(found)], SYNCS)]


def calls(seen: Path) -> int:
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", seen.read_text(encoding="utf-8")))
