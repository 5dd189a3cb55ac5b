"""The plain kiosk: told on a line what to do, it posts rows or fetches them all, and tells what that cost."""

import sqlite3
import sys
from time import perf_counter
from typing import Any

import msgspec
import urllib3

from bench.bounds import rows
from bench.line import Cost, bytes_of

HEADERS = {"Content-Encoding": "gzip", "Content-Type": "application/json"}


class Line:
    """One kept connection of the library that the kiosk uses too."""

    def __init__(self, port: int) -> None:
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", port, maxsize=1)

    def post(self, message: dict[str, Any]) -> dict[str, Any]:
        answer = self.pool.request(
            "POST", "/", body=rows.pack(message), headers=HEADERS, decode_content=False
        )
        return rows.unpack(answer.data)

    @property
    def bytes(self) -> tuple[int, int]:
        kept = [one for one in (self.pool.pool.queue if self.pool.pool else ()) if one is not None]
        return bytes_of(kept[-1].sock) if kept else (0, 0)


def main() -> None:
    store = rows.open_store(sys.argv[1])
    line = Line(int(sys.argv[2]))
    for words in sys.stdin:
        word, _space, count = words.strip().partition(" ")
        asked = change(store, int(count)) if word == "change" else rows.Asked(limit=int(count or 0) // 2)
        up, down = line.bytes
        begun = perf_counter()
        came = exchange(store, line, asked, since=0 if word == "fetch" else rows.EVERYTHING)
        seconds = perf_counter() - begun
        now_up, now_down = line.bytes
        cost = Cost(seconds, now_up - up, now_down - down, 1, came)
        sys.stdout.write(msgspec.json.encode(cost).decode() + "\n")
        sys.stdout.flush()


def change(store: sqlite3.Connection, count: int) -> rows.Asked:
    """Write so many registrations anew, one by one as at a screen; what was written longest ago comes first."""
    oldest = rows.read(store, limit=count)["registration"]
    last = store.execute("SELECT MAX(rowid) FROM registration").fetchone()[0]
    for row in oldest:
        rows.write(store, {"registration": [row]})
    return rows.Asked(since=last, limit=count)


def exchange(store: sqlite3.Connection, line: Line, asked: rows.Asked, *, since: int) -> int:
    """Post the rows that are asked for and write what is new since; return how many came."""
    mine = rows.read(store, since=asked.since, limit=asked.limit) if asked.limit else {}
    found = line.post({"rows": mine, "since": since}).get("rows")
    if found:
        rows.write(store, found)
    return sum(map(len, (found or {}).values()))


if __name__ == "__main__":
    main()
