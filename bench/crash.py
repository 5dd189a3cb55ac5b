"""What a kiosk has answered is kept: kiosk and central are killed at random moments while people register."""

import random
import sqlite3
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from bench import exchange, measures, servers, stock
from bench.measures import Limit, Row, Scale, counted
from bench.mortal import VISITORS, Program, Visitors

NONE = Limit(0)
DATES = 8
SYNC_SECONDS, SYNC_TRIES = 60, 5


class UnsyncedError(RuntimeError):
    """The kiosk did not come to say everything, although nobody killed anything any more."""


def measure(folder: Path, scale: Scale) -> list[Row]:
    return rows_of(folder, scale.kills, seed=1)


def rows_of(folder: Path, kills: int, *, seed: int) -> list[Row]:
    """Kill both programs so many times together and return what was kept of what was answered."""
    stock.lay_out_kiosk(folder / "kiosk")
    dates = stock.occurrences(folder / "kiosk")[:DATES]
    code = exchange.invite(folder / "central")[0]
    ports = servers.free_port(), servers.free_port()
    chance = random.Random(seed)  # noqa: S311  moments, not secrets
    central = Program(servers.central(folder / "central", ports[1]), ports[1], chance)
    kiosk = Program(servers.kiosk(folder / "kiosk", ports[0]), ports[0], random.Random(seed + 1))  # noqa: S311
    visitors = Visitors(ports[0], dates)
    try:
        central.start()
        join(folder / "kiosk", central, code)
        central.kill()
        register_among_kills(visitors, kiosk, central, kills)
        central.start()
        central.is_answering()
        say_the_rest(folder / "kiosk")
    finally:
        kiosk.kill()
        central.kill()
    return judged(folder, visitors, kiosk.kills, central.kills)


def register_among_kills(visitors: Visitors, kiosk: Program, central: Program, kills: int) -> None:
    with ThreadPoolExecutor(VISITORS + 2) as pool:
        people = [pool.submit(visitors.register, number) for number in range(VISITORS)]
        dying = [pool.submit(kiosk.die_often, kills // 2), pool.submit(central.die_often, kills - kills // 2)]
        try:
            for one in dying:
                one.result()
        finally:
            visitors.done.set()
        for one in people:
            one.result()


def join(folder: Path, central: Program, code: str) -> None:
    if not central.is_answering():
        raise servers.NotReadyError("central")
    with exchange.end("bench.kiosk_end", folder, f"http://127.0.0.1:{central.port}", code) as joined:
        joined.tell("exchange")


def say_the_rest(folder: Path) -> None:
    """Let the kiosk exchange until it is done. Raises UnsyncedError."""
    words = [sys.executable, str(servers.ROOT / "run.py"), "sync", "--data", str(folder)]
    for _try in range(SYNC_TRIES):
        done = subprocess.run(
            words,
            cwd=servers.ROOT,
            env=servers.environment(),
            capture_output=True,
            timeout=SYNC_SECONDS,
            check=False,
        )
        if done.returncode == 0:
            return
    raise UnsyncedError(done.stdout.decode() + done.stderr.decode())


def judged(folder: Path, visitors: Visitors, kiosk_kills: int, central_kills: int) -> list[Row]:
    here = keys_of(folder / "kiosk/kiosk.sqlite", "SELECT place_key FROM registration")
    query = "SELECT json_extract(fields, '$.place_key') FROM record WHERE kind = 'registration'"
    there = keys_of(folder / "central/central.sqlite", query)
    answered = set(visitors.answered)
    return [
        counted("kills of the kiosk", "", [kiosk_kills]),
        counted("kills of central", "", [central_kills]),
        counted("registrations answered meanwhile", "", [len(answered)]),
        counted("of these lost at the kiosk", "", [len(answered.difference(here))], NONE),
        counted("of these lost at central", "", [len(answered.difference(there))], NONE),
        counted("at one of the two only", "", [len(set(here) ^ set(there))], NONE),
        counted("registrations that stand twice", "", [len(here) - len(set(here))], NONE),
        counted("that nobody asked for", "", [len(set(here) - visitors.asked)], NONE),
    ]


def keys_of(file: Path, query: str) -> list[str]:
    """Return what a whole file holds. Raises ValueError when SQLite finds it damaged."""
    with closing(sqlite3.connect(file)) as stored:
        found = stored.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise ValueError(f"{file.name}: {found}")
        return [key for (key,) in stored.execute(query)]


def main() -> int:
    made = ArgumentParser(prog="python -m bench.crash", description=__doc__)
    made.add_argument("--kills", type=int, default=measures.FULL.kills, help="of both programs together")
    made.add_argument("--seed", type=int, default=1)
    options = made.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows = rows_of(Path(folder), options.kills, seed=options.seed)
    print(measures.HEAD, measures.table(rows), sep="\n")
    return int(any(row.is_over for row in rows))


if __name__ == "__main__":
    sys.exit(main())
