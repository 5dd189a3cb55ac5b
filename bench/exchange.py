"""A kiosk that was offline for a year has much to say: ten thousand records up, and down to its sister."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import IO, NamedTuple, cast

import msgspec

from bench import servers, stock
from bench.bounds import rows
from bench.line import Cost
from bench.measures import Limit, Row, Scale, compared, counted
from kiosk.core.settings import Settings
from sync.central import console, database, prepare

CHANGES, CHANGED_TIMES, IDLE_TIMES = 10, 7, 20
PUSH, BYTES, PULL, CHANGED, IDLE = Limit(2.0, 1.5), Limit(1.2), Limit(2.0, 1.2), Limit(1.5), Limit(1.2)
CHANGED_BYTES, IDLE_BYTES, ONE = Limit(900), Limit(400), Limit(1)
ROWS_A_REQUEST = 500
KIOSK_MIB, CENTRAL_MIB = Limit(60), Limit(70)


class Told(NamedTuple):
    """What one side told of one round."""

    push: Cost
    pull: Cost
    changed: Cost
    idle: Cost
    kiosk_mib: float
    server_mib: float


class End:
    """A kiosk's end that runs by itself; `tell` has it do one thing and returns what that cost."""

    def __init__(self, started: "subprocess.Popen[str]") -> None:
        self.pid = started.pid
        self.words, self.costs = cast("IO[str]", started.stdin), cast("IO[str]", started.stdout)

    def tell(self, word: str) -> Cost:
        """Have it done. Raises msgspec.DecodeError when the end has died; it has told why on standard error."""
        self.words.write(word + "\n")
        self.words.flush()
        return msgspec.json.decode(self.costs.readline(), type=Cost)

    def usual(self, word: str, times: int) -> Cost:
        """Return the median cost of one thing done again and again on the kept line; the first time is not counted."""
        self.tell(word)
        costs = [self.tell(word) for _time in range(times)]
        up, down = (int(median(getattr(cost, side) for cost in costs)) for side in ("up", "down"))
        return Cost(median(cost.seconds for cost in costs), up, down, max(cost.requests for cost in costs))

    @property
    def mib(self) -> float:
        return servers.status_kib(self.pid, "VmHWM") / 1024


@contextmanager
def end(*words: object) -> Iterator[End]:
    command = [sys.executable, "-m", *map(str, words)]
    with servers.program(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        yield End(started)


def measure(folder: Path, scale: Scale) -> list[Row]:
    stock.fill_with_families(folder / "kiosk", scale.records)
    lay_out_plain(folder / "kiosk", folder / "plain.sqlite")
    ours, bound = [], []
    # More rounds than elsewhere: two ends on two cores, of which whoever shares the machine takes a part by chance.
    for run in range(2 * scale.runs - 1):
        ours.append(our_round(folder, folder / f"ours-{run}", scale))
        bound.append(plain_round(folder, folder / f"bound-{run}", scale))
        shutil.rmtree(folder / f"ours-{run}")
        shutil.rmtree(folder / f"bound-{run}")
    return [*times(ours, bound, scale), *sizes(ours, bound, scale)]


def lay_out_plain(source: Path, target: Path) -> None:
    """Give the bound the same rows, and nothing of ours beside them."""
    own = rows.open_store(str(target))
    kiosk = rows.open_store(str(source / "kiosk.sqlite"))
    rows.write(own, rows.read(kiosk))
    own.close()
    kiosk.close()


def our_round(folder: Path, place: Path, scale: Scale) -> Told:
    shutil.copytree(folder / "kiosk", place / "kiosk")
    codes = invite(place / "central")
    port = servers.free_port()
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        server = stack.enter_context(servers.running(servers.central(place / "central", port), port))
        first = stack.enter_context(end("bench.kiosk_end", place / "kiosk", url, codes[0]))
        push = first.tell("exchange")
        first_mib = first.mib
        sister = stack.enter_context(end("bench.kiosk_end", place / "sister", url, codes[1]))
        pull = sister.tell("exchange")
        require(pull.records, scale)
        changed = first.usual(f"change {CHANGES}", CHANGED_TIMES)
        idle = first.usual("exchange", IDLE_TIMES)
        return Told(push, pull, changed, idle, max(first_mib, sister.mib), mib(server))


def plain_round(folder: Path, place: Path, scale: Scale) -> Told:
    place.mkdir()
    port = servers.free_port()
    with ExitStack() as stack:
        server = stack.enter_context(servers.running(servers.post_bound(place / "server.sqlite", port), port))
        first = stack.enter_context(end("bench.bounds.post_end", folder / "plain.sqlite", port))
        push = first.tell(f"post {scale.records}")
        sister = stack.enter_context(end("bench.bounds.post_end", place / "sister.sqlite", port))
        pull = sister.tell("fetch")
        require(pull.records, scale)
        changed = first.usual(f"change {CHANGES}", CHANGED_TIMES)
        idle = first.usual("post 0", IDLE_TIMES)
        return Told(push, pull, changed, idle, max(first.mib, sister.mib), mib(server))


class MissingRecordsError(RuntimeError):
    """Not everything arrived: its time says nothing."""


def require(came: int, scale: Scale) -> None:
    if came != scale.records:
        raise MissingRecordsError(f"{came} of {scale.records}")


def mib(server: servers.Server) -> float:
    return servers.status_kib(server.pid, "VmHWM") / 1024


def invite(folder: Path) -> list[str]:
    """Open one centre at a new central and return codes for two kiosks."""
    prepare(Settings(data=folder))
    centre = console.create_centre("Bench", "NL-RTM")
    codes = [console.create_code(centre) for _kiosk in range(2)]
    database.disconnect()
    return codes


def times(ours: list[Told], bound: list[Told], scale: Scale) -> list[Row]:
    many, unit = f"{scale.records:,} records", "ms"
    return [
        compared(
            f"pushing {many}", "s", [a.push.seconds for a in ours], [b.push.seconds for b in bound], PUSH
        ),
        compared(
            f"pulling {many}, fresh",
            "s",
            [a.pull.seconds for a in ours],
            [b.pull.seconds for b in bound],
            PULL,
        ),
        compared(
            f"{CHANGES} changes",
            unit,
            [a.changed.seconds * 1_000 for a in ours],
            [b.changed.seconds * 1_000 for b in bound],
            CHANGED,
        ),
        compared(
            "nothing to say",
            unit,
            [a.idle.seconds * 1_000 for a in ours],
            [b.idle.seconds * 1_000 for b in bound],
            IDLE,
        ),
    ]


def sizes(ours: list[Told], bound: list[Told], scale: Scale) -> list[Row]:
    up, plain_up = ([told.push.up / 1e6 for told in side] for side in (ours, bound))
    requests = [told.push.requests for told in ours]
    return [
        compared("bytes up, pushing", "MB", up, plain_up, BYTES),
        counted("bytes down, pushing", "MB", [told.push.down / 1e6 for told in ours]),
        counted("rows in a request", "", [scale.records / count for count in requests]),
        counted("bytes of 10 changes", "B", [total(told.changed) for told in ours], CHANGED_BYTES),
        counted("requests of 10 changes", "", [told.changed.requests for told in ours], ONE),
        counted("bytes of nothing to say", "B", [total(told.idle) for told in ours], IDLE_BYTES),
        counted("requests of nothing to say", "", [told.idle.requests for told in ours], ONE),
        counted("highest memory of the kiosk's end", "MiB", [told.kiosk_mib for told in ours], KIOSK_MIB),
        counted("highest memory of central", "MiB", [told.server_mib for told in ours], CENTRAL_MIB),
        counted("the same of the bound's kiosk", "MiB", [told.kiosk_mib for told in bound]),
        counted("the same of the bound's server", "MiB", [told.server_mib for told in bound]),
    ]


def total(cost: Cost) -> int:
    return cost.up + cost.down
