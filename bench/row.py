"""Ten neighbours in a row at a centre that has been there for years: no page lets her hand wait."""

import re
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from bench import desk, servers
from bench.measures import Limit, Row, Scale, counted
from bench.visitor import Visitor
from kiosk.core.settings import Settings

# The slowest page of ten neighbours: from "Save and next" to the page that is ready for the next one (SCREENS M3).
PAGE = Limit(400.0)
IN_A_ROW = 10
KEY = re.compile(rb'name="key" value="([^"]+)"')


def measure(folder: Path, scale: Scale) -> list[Row]:
    stand = desk.lay_out(Settings(data=folder), scale.stored)
    port = servers.free_port()
    with ExitStack() as stack:
        stack.enter_context(servers.running(servers.kiosk(folder, port), port))
        visitor = stack.enter_context(Visitor(port))
        page = f"{desk.sign_in(visitor, stand.coach)}/neighbours-row/{stand.coming}"
        begun = perf_counter()
        key = key_of(visitor.get(page).body)
        times = [(perf_counter() - begun) * 1_000]
        for number in range(IN_A_ROW):
            begun = perf_counter()
            visitor.post(page, {"name": f"Samira {number}", "agreed": "1", "go": "1", "key": key})
            key = key_of(visitor.get(page).body)
            times.append((perf_counter() - begun) * 1_000)
    first, *others = times[1:]
    return [
        counted("the first neighbour in a row, whose name is looked for among all", "ms", [first]),
        counted("ten neighbours in a row, the slowest page after that", "ms", [max(times[0], *others)], PAGE),
    ]


def key_of(page: bytes) -> str:
    """Return the one-time key of the page."""
    found = KEY.search(page)
    return found[1].decode() if found else ""
