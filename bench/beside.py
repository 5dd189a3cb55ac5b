"""Nobody waits for the exchange: pages and registrations while ten thousand records go up beside them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import msgspec

from bench import servers, stock
from bench.exchange import invite
from bench.measures import Limit, Row, Scale, counted, percentile
from bench.pages import TURN, kiosk_pages
from bench.registration import registrations
from bench.visitor import Visitor
from sync.agent.enrol import enrol

ADDED = Limit(20.0)
REGISTRATIONS = 20


def measure(folder: Path, scale: Scale) -> list[Row]:
    added: list[float] = []
    waited: list[float] = []
    for run in range(scale.runs):
        page, registration = added_by_exchange(folder / f"run-{run}", scale)
        added.append(page)
        waited.append(registration)
    beside = f"beside {scale.records:,} records going up"
    return [
        counted(f"added to the 99th percentile of the list {beside}", "ms", added, ADDED),
        counted(f"added to the slowest of {REGISTRATIONS} registrations {beside}", "ms", waited, ADDED),
    ]


def added_by_exchange(folder: Path, scale: Scale) -> tuple[float, float]:
    """Return the milliseconds that an exchange adds to pages and to registrations."""
    stock.lay_out_kiosk(folder / "kiosk")
    stock.add_families(folder / "kiosk", scale.records)
    date = stock.occurrences(folder / "kiosk")[0]
    with ExitStack() as stack:
        port = servers.free_port()
        stack.enter_context(servers.running(servers.kiosk(folder / "kiosk", port), port))
        quiet, quiet_registrations = asked(port, date, lambda pages: pages < scale.requests)
    code, _other = invite(folder / "central")
    central_port = servers.free_port()
    with ExitStack() as stack:
        words = servers.central(folder / "central", central_port)
        stack.enter_context(servers.running(words, central_port))
        stock.open_kiosk(folder / "kiosk")
        enrol(f"http://127.0.0.1:{central_port}", code, "bench")
        stock.close()
        port = servers.free_port()
        stack.enter_context(servers.running(servers.kiosk(folder / "kiosk", port), port))
        begin_exchange(port, date)
        busy, busy_registrations = asked(port, date, lambda _pages: is_exchanging(port))
    pages = percentile(busy, 0.99) - percentile(quiet, 0.99)
    return pages, max(busy_registrations) - max(quiet_registrations)


def begin_exchange(port: int, date: str) -> None:
    """Ask for pages until central has acknowledged something: what was asked before says nothing."""
    page = kiosk_pages(port, [date])[0]
    while not acknowledged(port)[0]:
        ask(port, page)


def asked(port: int, date: str, goes_on: Callable[[int], bool]) -> tuple[list[float], list[float]]:
    """Ask for pages while it `goes_on` after so many, and register meanwhile. Return the milliseconds of both."""
    page = kiosk_pages(port, [date])[0]
    # The first one loads what the others find, and is not counted.
    registrations(port, date, 1)
    with ThreadPoolExecutor(1) as visitors:
        registered = visitors.submit(registrations, port, date, REGISTRATIONS)
        found = [ask(port, page) for _request in range(TURN)]
        while goes_on(len(found)):
            found += [ask(port, page) for _request in range(TURN)]
        return found, registered.result()


def is_exchanging(port: int) -> bool:
    done, head = acknowledged(port)
    return done < head


def acknowledged(port: int) -> tuple[int, int]:
    with Visitor(port) as visitor:
        told = msgspec.json.decode(visitor.get("/health").body)["outbox"]
    return told["acknowledged"], told["head"]


def ask(port: int, page: str) -> float:
    """Return the milliseconds of one page on a connection that is open."""
    with Visitor(port) as visitor:
        begun = perf_counter()
        visitor.get(page)
        return (perf_counter() - begun) * 1_000
