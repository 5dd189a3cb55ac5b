"""A cheap machine has little memory: what the kiosk takes at rest, and how it grows in a busy month."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from bench import servers, stock
from bench.measures import Limit, Row, Scale, compared, counted
from bench.pages import BOUND_PAGES, kiosk_pages
from bench.visitor import Visitor
from kiosk.core.languages import SHIPPED

IDLE, GROWTH = Limit(1.4, 1.2), Limit(2.0)
WARMING = 60
MOST_CONNECTIONS = 8


def measure(folder: Path, scale: Scale) -> list[Row]:
    stock.lay_out_kiosk(folder / "kiosk")
    stock.lay_out_bound(folder / "bound.sqlite")
    ours, bound = [], []
    for _run in range(scale.runs):
        port = servers.free_port()
        ours.append(idle_mib(servers.kiosk(folder / "kiosk", port), port))
        port = servers.free_port()
        bound.append(idle_mib(servers.page_bound(folder / "bound.sqlite", port), port))
    growth = growth_mib(folder, scale)
    return [
        compared("memory when idle", "MiB", ours, bound, IDLE),
        counted(f"memory after {scale.grown_requests:,} requests more", "MiB", [growth["ours"]], GROWTH),
        counted("the same of the bound", "MiB", [growth["bound"]]),
    ]


def idle_mib(words: list[str], port: int) -> float:
    """Return what the program takes after its first page."""
    with servers.running(words, port) as server, Visitor(port) as visitor:
        visitor.get("/")
        return servers.status_kib(server.pid, "VmRSS") / 1024


def growth_mib(folder: Path, scale: Scale) -> dict[str, float]:
    """Return by how much each program grew, once every thread and every language had been used."""
    port = servers.free_port()
    dates = stock.occurrences(folder / "kiosk")
    with servers.running(servers.kiosk(folder / "kiosk", port), port) as server:
        pages = [page for code in SHIPPED for page in kiosk_pages(port, dates, code)]
        ours = grown(server, pages, scale)
    port = servers.free_port()
    with servers.running(servers.page_bound(folder / "bound.sqlite", port), port) as server:
        bound = grown(server, list(BOUND_PAGES.values()), scale)
    return {"ours": ours, "bound": bound}


def grown(server: servers.Server, pages: list[str], scale: Scale) -> float:
    with ExitStack() as lines:
        visitors = cycle([lines.enter_context(Visitor(server.port)) for _line in range(MOST_CONNECTIONS)])
        following = cycle(pages)
        ask(visitors, following, WARMING * MOST_CONNECTIONS)
        before = servers.status_kib(server.pid, "VmRSS")
        ask(visitors, following, scale.grown_requests)
        return (servers.status_kib(server.pid, "VmRSS") - before) / 1024


def ask(visitors: Iterator[Visitor], pages: Iterator[str], times: int) -> None:
    for _time in range(times):
        next(visitors).get(next(pages))
