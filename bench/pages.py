"""A touch is answered at once: the list and one activity, for one visitor and for eight at a time."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from bench import servers, stock
from bench.measures import Limit, Row, Scale, compared, counted, percentile
from bench.visitor import Visitor, begin_visit

ALONE, STORED = Limit(2.0, 1.5), Limit(1.2)
# NUMBERS.md gives 25 ms where the bound takes 16 ms; a figure is a ratio, so this is what is asked.
TOGETHER = Limit(25 / 16)
MOST_BYTES = Limit(60.0)
CONNECTIONS, TURN = 8, 10
BOUND_PAGES = {"activity list": "/", "activity detail": "/1"}


def measure(folder: Path, scale: Scale) -> list[Row]:
    stock.lay_out_kiosk(folder / "kiosk")
    stock.lay_out_kiosk(folder / "stored")
    stock.fill(folder / "stored", scale.stored)
    stock.lay_out_bound(folder / "bound.sqlite")
    ports = [servers.free_port() for _server in range(3)]
    with ExitStack() as stack:
        for words, port in zip(
            (
                servers.kiosk(folder / "kiosk", ports[0]),
                servers.page_bound(folder / "bound.sqlite", ports[1]),
                servers.kiosk(folder / "stored", ports[2]),
            ),
            ports,
            strict=True,
        ):
            stack.enter_context(servers.running(words, port))
        pages = kiosk_pages(ports[0], stock.occurrences(folder / "kiosk"))
        full_pages = kiosk_pages(ports[2], stock.occurrences(folder / "stored"))
        return [
            *beside_the_bound(ports, pages, scale),
            *beside_little(ports, pages, full_pages, scale),
            weight(ports[0], pages),
        ]


def kiosk_pages(port: int, dates: list[str], language: str = "nl") -> list[str]:
    """Return the addresses of the list and of one activity, in a visit of their own."""
    visit = begin_visit(port, language)
    return [f"{visit}/activities/", f"{visit}/activities/{dates[0]}"]


def beside_the_bound(ports: list[int], pages: list[str], scale: Scale) -> list[Row]:
    rows = []
    for (name, bound_page), page in zip(BOUND_PAGES.items(), pages, strict=True):
        sides = [(ports[0], page), (ports[1], bound_page)]
        alone = figures(sides, scale, part=0.5, people=1)
        together = figures(sides, scale, part=0.99, people=CONNECTIONS)
        rows += [
            compared(f"{name}, median of one visitor", "ms", *alone, ALONE),
            compared(f"{name}, 99th percentile of eight", "ms", *together, TOGETHER),
        ]
    return rows


def beside_little(ports: list[int], pages: list[str], full_pages: list[str], scale: Scale) -> list[Row]:
    """Measure the same pages with years of registrations stored, beside those of a new centre."""
    rows = []
    for name, page, full_page in zip(BOUND_PAGES, pages, full_pages, strict=True):
        found = figures([(ports[2], full_page), (ports[0], page)], scale, part=0.5, people=1)
        rows.append(compared(f"{name} with {scale.stored:,} registrations stored", "ms", *found, STORED))
    return rows


def figures(
    sides: list[tuple[int, str]], scale: Scale, *, part: float, people: int
) -> tuple[list[float], list[float]]:
    """Return for each run what `part` of the requests do not exceed, in milliseconds, for both sides."""
    found: tuple[list[float], list[float]] = ([], [])
    with ThreadPoolExecutor(people) as pool:
        # The first run warms both sides up and is not counted.
        for run in range(scale.runs + 1):
            for kept, times in zip(found, in_turns(pool, sides, scale.requests, people), strict=True):
                if run:
                    kept.append(percentile(times, part))
    return found


def in_turns(
    pool: ThreadPoolExecutor, sides: list[tuple[int, str]], requests: int, people: int
) -> list[list[float]]:
    """Ask both sides `requests` times, a few at a time in turns: what else the machine does meets both alike."""
    found: list[list[float]] = [[] for _side in sides]
    for _turn in range(max(1, requests // (TURN * people))):
        for times, (port, path) in zip(found, sides, strict=True):
            jobs = [pool.submit(milliseconds, port, path, TURN) for _one in range(people)]
            times += [each for job in jobs for each in job.result()]
    return found


def milliseconds(port: int, path: str, requests: int) -> list[float]:
    """Return the time of each request on one kept connection; the first one opens it and is not counted."""
    found = []
    with Visitor(port) as visitor:
        visitor.get(path)
        for _request in range(requests):
            begun = perf_counter()
            visitor.get(path)
            found.append((perf_counter() - begun) * 1_000)
    return found


def weight(port: int, pages: list[str]) -> Row:
    """Return the weight of the heaviest page of a visit with its style sheets and scripts, not compressed."""
    visit, detail = pages[0].removesuffix("/activities/"), pages[1]
    place = f"{visit}/places/{detail.rpartition('/')[2]}"
    walk = [*pages, f"{detail}/more", f"{place}/people", f"{place}/who", f"{place}/name", f"{place}/check"]
    with Visitor(port) as visitor:
        heaviest = max(weight_of(visitor, page) for page in walk)
    return counted("heaviest page: HTML, CSS and scripts", "kB", [heaviest / 1_000], MOST_BYTES)


def weight_of(visitor: Visitor, page: str) -> int:
    text = visitor.get(page).body
    links = {link for tag in re.findall(rb"<(?:link|script)\b[^>]*>", text) for link in addresses_in(tag)}
    return len(text) + sum(len(visitor.get(link.decode()).body) for link in links)


def addresses_in(tag: bytes) -> list[bytes]:
    is_drawing = b'rel="icon"' in tag
    return [] if is_drawing else re.findall(rb'(?:href|src)="([^"]+)"', tag)
