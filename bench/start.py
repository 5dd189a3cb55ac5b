"""Plugging the machine in: how long until the first page is there."""

from pathlib import Path
from subprocess import DEVNULL
from time import perf_counter

from bench import servers, stock
from bench.measures import Limit, Row, Scale, compared
from bench.visitor import Visitor

LIMIT = Limit(2.0, 1.3)


def measure(folder: Path, scale: Scale) -> list[Row]:
    stock.lay_out_kiosk(folder / "kiosk")
    stock.lay_out_bound(folder / "bound.sqlite")
    ours, bound = [], []
    # The first start compiles what is not compiled yet, on both sides, and is not counted.
    for number in range(scale.runs + 1):
        port = servers.free_port()
        ours.append(seconds_to_first_page(servers.kiosk(folder / "kiosk", port), port))
        port = servers.free_port()
        bound.append(seconds_to_first_page(servers.page_bound(folder / "bound.sqlite", port), port))
        if number == 0:
            ours.clear()
            bound.clear()
    return [compared("start to first page", "s", ours, bound, LIMIT)]


def seconds_to_first_page(words: list[str], port: int) -> float:
    begun = perf_counter()
    with servers.program(words, stdout=DEVNULL) as started:
        servers.wait_for(port, started)
        with Visitor(port) as visitor:
            visitor.get("/")
        return perf_counter() - begun
