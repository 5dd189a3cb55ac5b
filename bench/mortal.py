"""Programs that are killed at any moment, and people who register at them all the same."""

import random
import subprocess
from threading import Event, Lock

from bench import servers
from bench.registration import KEY
from bench.visitor import NotServedError, Visitor, begin_visit

VISITORS = 3
# Seconds: how long a program lives once it answers, at most, and how long a visitor waits where nobody answers.
LIFE_SECONDS, PAUSE_SECONDS = 0.8, 0.05
# One in so many is killed while it starts.
YOUNG = 5


class Program:
    """One program that is killed and started again, on the same folder and port."""

    def __init__(self, words: list[str], port: int, chance: random.Random) -> None:
        self.words, self.port, self.chance = words, port, chance
        self.kills = 0
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.words,
            cwd=servers.ROOT,
            env=servers.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def is_answering(self) -> bool:
        """Wait until it answers; say whether it does."""
        if self.running is None:
            return False
        try:
            servers.wait_for(self.port, self.running)  # type: ignore[arg-type]
        except servers.NotReadyError:
            return False
        return True

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            self.running = None

    def die_often(self, kills: int) -> None:
        """Be killed so many times, at moments that nobody chose."""
        for _kill in range(kills):
            self.start()
            if self.chance.randrange(YOUNG):
                self.is_answering()
            Event().wait(self.chance.uniform(0, LIFE_SECONDS))
            self.kill()
            self.kills += 1


class Visitors:
    """People who register, and remember the key of every place that the kiosk said yes to."""

    def __init__(self, port: int, dates: list[str]) -> None:
        self.port, self.dates = port, dates
        self.asked: set[str] = set()
        self.answered: list[str] = []
        self.lock = Lock()
        self.done = Event()

    def register(self, number: int) -> None:
        """Register again and again until it is over; a yes that was not answered is sent once more."""
        turn = number
        while not self.done.is_set():
            turn += VISITORS
            try:
                self.register_once(self.dates[turn % len(self.dates)])
            except (OSError, NotServedError):
                self.done.wait(PAUSE_SECONDS)

    def register_once(self, date: str) -> None:
        place = f"{begin_visit(self.port)}/places/{date}"
        with Visitor(self.port) as visitor:
            found = KEY.search(visitor.get(f"{place}/check").body)
            key = found.group(1).decode() if found else ""
            with self.lock:
                self.asked.add(key)
            try:
                visitor.post(place, {"key": key})
            except (OSError, NotServedError):
                self.done.wait(PAUSE_SECONDS)
                with Visitor(self.port) as again:
                    again.post(place, {"key": key})
        with self.lock:
            self.answered.append(key)
