"""One central and many kiosks: what a core of it carries, and what an exchange costs as the network grows."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench import servers
from bench.measures import Limit, Row, Scale, compared, counted
from bench.network import CrowdEnd, Network, crowd, postgresql
from bench.servers import Server

CONNECTIONS, BATCH, SAMPLES = 16, 500, 200
IDLE = {"SQLite": Limit(3.0), "PostgreSQL": Limit(4.0)}
RECORDS_A_SECOND = 10_000
FLAT, OUTAGE = Limit(1.2), Limit(120.0)


class Size(NamedTuple):
    """How large the network is: kiosks that speak, few and many records of a centre, likewise centres, an outage."""

    kiosks: int
    idle: int
    batches: int
    records: tuple[int, int]
    centres: tuple[int, int]
    outage: tuple[int, int]


FULL = Size(2_000, 4_000, 40, (1_000, 100_000), (10, 1_000), (200, 200))
QUICK = Size(20, 40, 2, (200, 400), (2, 4), (4, 20))
TICKS = os.sysconf("SC_CLK_TCK")


def measure(folder: Path, scale: Scale) -> list[Row]:
    size = QUICK if scale.runs == 1 else FULL
    rows = rates(folder / "sqlite", "", size, scale, "SQLite")
    rows += growth(folder / "growth", size, scale.runs)
    rows += outage(folder / "outage", size)
    with postgresql(folder / "engine") as url:
        return rows + rates(folder / "postgresql", url, size, scale, "PostgreSQL") if url else rows


def seconds_at_work(pid: int) -> float:
    """Return the processor time that a program has taken so far, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rates(folder: Path, url: str, size: Size, scale: Scale, engine: str) -> list[Row]:
    """Measure exchanges and records for each second in which central's program had a core."""
    idle, hello = [], []
    with ExitStack() as stack:
        network = Network(folder, stack, url, size.kiosks, size.kiosks)
        port = servers.free_port()
        words = [sys.executable, str(servers.ROOT / "bench/bounds/hello.py"), str(port)]
        plain = stack.enter_context(servers.running(words, port))
        plain_crowd = stack.enter_context(crowd(port, folder / "members.json"))
        network.crowd.tell(
            "idle", size.kiosks, CONNECTIONS
        )  # the first call of each reads its feeds from the start
        for _run in range(scale.runs):
            idle.append(cost(network.server, network.crowd, "idle", size.idle, CONNECTIONS))
            hello.append(cost(plain, plain_crowd, "hello", size.idle, CONNECTIONS))
        push = ("push", size.batches, BATCH, CONNECTIONS)
        pushed = [cost(network.server, network.crowd, *push) / BATCH * 1e3 for _run in range(scale.runs)]
    least = Limit(1e6 / RECORDS_A_SECOND) if url else None
    return [
        compared(f"an idle exchange on {engine}, beside a hello", "ms of a core", idle, hello, IDLE[engine]),
        counted(f"a record brought to {engine}, batches of {BATCH}", "µs of a core", pushed, least),
    ]


def cost(server: Server, people: CrowdEnd, *words: object) -> float:
    """Return the milliseconds of a core that an answer took."""
    before = seconds_at_work(server.pid)
    told = people.tell(*words)
    return (seconds_at_work(server.pid) - before) * 1_000 / told.answers


def growth(folder: Path, size: Size, runs: int) -> Iterator[Row]:
    """Measure one exchange, with one change and with none, as its centre grows and as the network does."""
    yield from grown("records in the centre", size.records, with_records, folder / "records", runs)
    yield from grown("centres", size.centres, with_centres, folder / "centres", runs)


def with_records(folder: Path, stack: ExitStack, wanted: int) -> Network:
    network = Network(folder, stack, kiosks=1)
    for stored in range(0, wanted, BATCH):
        network.crowd.tell("push", 1, min(BATCH, wanted - stored), 1)
    return network


def with_centres(folder: Path, stack: ExitStack, count: int) -> Network:
    network = Network(folder, stack, kiosks=count, centres=count)
    network.crowd.tell("push", count, 10, 1)
    network.crowd.tell("idle", count, 1)  # the first call of each reads its feeds from the start
    return network


def grown(
    what: str,
    steps: tuple[int, int],
    stand: Callable[[Path, ExitStack, int], Network],
    folder: Path,
    runs: int,
) -> Iterator[Row]:
    """Ask the small network and the large one in turns: what else the machine does meanwhile slows both."""
    idle: tuple[list[float], list[float]] = ([], [])
    one: tuple[list[float], list[float]] = ([], [])
    with ExitStack() as stack:
        networks = [stand(folder / str(step), stack, step) for step in steps]
        for _run in range(runs):
            for network, nothing, change in zip(networks, idle, one, strict=True):
                nothing.append(median(network.crowd.tell("idle", SAMPLES, 1).milliseconds))
                change.append(usual_push(network))
    for name, (small, large) in (("nothing to say", idle), ("one change", one)):
        label = f"{name}: {steps[1]:,} {what} beside {steps[0]:,}"
        yield compared(label, "ms", large, small, FLAT)


def usual_push(network: Network) -> float:
    return median(median(network.crowd.tell("push", 1, 1, 1).milliseconds) for _time in range(SAMPLES // 4))


def outage(folder: Path, size: Size) -> list[Row]:
    """Let every kiosk come back at once, with what it wrote meanwhile."""
    kiosks, records = size.outage
    with ExitStack() as stack:
        network = Network(folder, stack, kiosks=kiosks, centres=kiosks)
        before = servers.status_kib(network.server.pid, "VmRSS") / 1024
        told = network.crowd.tell("push", kiosks, records, kiosks)
        after = servers.status_kib(network.server.pid, "VmHWM") / 1024
    label = f"{kiosks} kiosks back at once, {records} registrations each"
    return [
        counted(f"{label}: all acknowledged", "s", [told.seconds], OUTAGE),
        counted(f"{label}: kiosks that were not", "", [float(kiosks - told.acknowledged)], Limit(0)),
        counted(f"{label}: asked to come later", "", [float(told.postponed)]),
        counted(f"{label}: central's memory grew by", "MiB", [after - before]),
    ]
