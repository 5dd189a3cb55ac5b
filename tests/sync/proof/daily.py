"""What happens to a network every day, thought up by a machine; once it is quiet again, everything must be right."""

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.sync.proof import quiet
from tests.sync.proof.book import Book
from tests.sync.proof.deeds import KINDS, Deeds
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.town import Town, lay_out

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  only where it is fast and only for a run
DAY = 86_400_000
# How far a clock may be off: a battery is dead, a hand set it, a summer began.
SKEWS = (0, -30 * DAY, DAY, 26_000 * DAY, -30_000 * DAY, 3_600_000)

place = st.integers(0, 1_000)
number = st.integers(0, 30)
who = st.integers(0, 5)
# Mostly nothing pulls the plug.
plug = st.one_of(st.none(), st.none(), st.none(), st.integers(0, 60))
# An exchange takes central up to so many statements.
trouble = st.one_of(
    st.builds(Trouble, st.sampled_from(list(Fault)), place, st.none()),
    st.builds(Trouble, st.just(Fault.DOWN), st.integers(0, 40), st.none()),
)
DEEDS = ("write", "write", "change", "change", "change", "exchange", "exchange", "erase")
# Who does what, on which record, with which value; who mostly works at the centre of two kiosks.
deed = st.tuples(
    st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5]),
    st.sampled_from(DEEDS),
    place,
    number,
)


@cache
def layout() -> Path:
    """Lay the town out once for a process."""
    base = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="proof-", dir=base))
    lay_out(folder / "layout")
    return folder


def tear_down_layout() -> None:
    if layout.cache_info().currsize:
        shutil.rmtree(layout())
        layout.cache_clear()


class Daily(RuleBasedStateMachine):
    """Two kiosks of one centre, one of another, the office and central; `tally` counts for the report.

    `url` is where central keeps its records when that is PostgreSQL.
    """

    url: ClassVar[str] = ""
    tally: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.town = Town(layout() / "layout", layout() / "run", self.url)
        self.book = Book()
        self.deeds = Deeds(self.book)
        self.stack = ExitStack()
        self.stack.callback(self.town.close)
        self.stack.enter_context(self.town.hours.ruling())
        self.stack.enter_context(self.town.line.laid())
        self.kiosk = self.town.kiosk

    def count(self) -> None:
        self.tally["steps"] += 1

    @rule(deeds=st.lists(deed, min_size=4, max_size=10))
    def live_a_day(self, deeds: list[tuple[int, str, int, int]]) -> None:
        """Do several things at several kiosks, without any trouble."""
        self.count()
        for who, what, place, number in deeds:
            kiosk = self.kiosk(who)
            if what == "write":
                self.deeds.write(kiosk, KINDS[place % len(KINDS)], number, None, None)
            elif what == "change":
                self.deeds.change(kiosk, place, number, None)
            elif what == "erase":
                self.deeds.erase(kiosk, place, None)
            else:
                kiosk.exchange()

    @rule(who=who, kind=st.sampled_from(KINDS), number=number, away=st.booleans(), plug=plug)
    def write(self, who: int, kind: str, number: int, away: bool, plug: int | None) -> None:
        self.count()
        kiosk = self.kiosk(who)
        recipient = ("2" if kiosk.centre[0] != "2" else "1") * 32 if away else None
        self.deeds.write(kiosk, kind, number, recipient, plug)

    @rule(who=who, place=place, number=number, plug=plug)
    def change(self, who: int, place: int, number: int, plug: int | None) -> None:
        self.count()
        self.deeds.change(self.kiosk(who), place, number, plug)

    @rule(place=place, which=number, value=number, further=st.integers(1, 3), first=st.integers(0, 1))
    def change_at_both(self, place: int, which: int, value: int, further: int, first: int) -> None:
        """Let two people of one centre write one field of one record without knowing of each other."""
        self.count()
        both = self.kiosk(first), self.kiosk(1 - first)
        for kiosk in both:
            kiosk.exchange()
        self.deeds.change(both[0], place, value, None, which=which)
        self.deeds.change(both[1], place, value + further, None, which=which)

    @rule(who=who, place=place, number=number, plug=plug)
    def move(self, who: int, place: int, number: int, plug: int | None) -> None:
        self.count()
        self.deeds.move(self.kiosk(who), place, number, plug)

    @rule(who=who, place=place, plug=plug)
    def erase(self, who: int, place: int, plug: int | None) -> None:
        self.count()
        self.deeds.erase(self.kiosk(who), place, plug)

    @rule(who=who, plug=plug)
    def exchange(self, who: int, plug: int | None) -> None:
        self.count()
        self.kiosk(who).exchange(plug)

    @rule(who=who, troubles=st.lists(trouble, min_size=1, max_size=3), plug=plug)
    def exchange_in_trouble(self, who: int, troubles: list[Trouble], plug: int | None) -> None:
        self.count()
        self.town.line.troubles = list(troubles)
        self.kiosk(who).exchange(plug)
        self.town.line.troubles.clear()

    @rule(who=who, other=who, place=place, number=number, is_late=st.booleans())
    def exchange_while_others_write(
        self, who: int, other: int, place: int, number: int, is_late: bool
    ) -> None:
        """Write or exchange something while a call is on its way."""
        self.count()
        kiosk, second = self.kiosk(who), self.kiosk(other)

        def meanwhile() -> None:
            if is_late:
                second.exchange()
            else:
                self.deeds.change(second, place, number, None)

        self.town.line.troubles = [Trouble(meanwhile=meanwhile)]
        kiosk.exchange()
        self.town.line.troubles.clear()

    @rule(who=who, after=st.integers(0, 900))
    def exchange_at_once(self, who: int, after: int) -> None:
        """Let two programs of one kiosk exchange at once: its worker, and somebody at its terminal."""
        self.count()
        kiosk = self.kiosk(who)
        kiosk.at_once(kiosk.exchange, after)

    @rule(place=place)
    def hear_late(self, place: int) -> None:
        self.count()
        self.town.line.deliver_late(place)

    @rule(who=who, skew=st.sampled_from(SKEWS))
    def set_clock(self, who: int, skew: int) -> None:
        self.count()
        self.kiosk(who).skew = skew

    @rule(who=who)
    def boot(self, who: int) -> None:
        self.count()
        self.kiosk(who).boot()

    @rule(minutes=st.sampled_from([1, 60, 60 * 24, 60 * 24 * 8]))
    def wait(self, minutes: int) -> None:
        self.count()
        self.town.hours.go_on(minutes * 60_000)

    @rule(who=who, place=place, number=number)
    def choose_in_conflict(self, who: int, place: int, number: int) -> None:
        """Say at the desk which value it is."""
        self.count()
        self.deeds.choose_in_conflict(self.kiosk(who), place, is_other=number % 2 == 1)

    def teardown(self) -> None:
        with self.stack:
            quiet.settle(self.town)
            quiet.check(self.town, self.book)
            self.tally.update(quiet.count(self.town, self.book), runs=1)
