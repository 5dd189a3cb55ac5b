"""A long walk through everything that can happen, by a seed: much happens in each, and what fails is made short."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from random import Random
from typing import Any, NamedTuple

from tests.sync.proof.daily import DEEDS, SKEWS
from tests.sync.proof.deeds import KINDS
from tests.sync.proof.line import Fault, Trouble
from tests.sync.proof.machine import Network

# How often each happens beside the others.
WEIGHTS = {
    "live_a_day": 10, "change_at_both": 3, "exchange": 3, "exchange_in_trouble": 8, "write": 2, "change": 3, "move": 3,
    "erase": 1, "exchange_while_others_write": 3, "exchange_at_once": 3, "hear_late": 2, "set_clock": 1, "boot": 1,
    "wait": 1, "choose_in_conflict": 2, "copy_card": 1, "put_back_card": 2, "copy_central": 1, "put_back_central": 1,
    "clone": 1, "revoke": 1, "rejoin": 1, "let_a_year_pass": 1, "upgrade": 1, "put_on_stick": 2, "bring_stick": 2,
    "take_in_stick": 2, "use_stick_at_once": 2, "spoil_stick": 1,
}  # fmt: skip
# How often a walk that failed is tried again to make it shorter.
TRIES = 150
# Letters of a message by which two faults are known to be one.
ALIKE = 7


class Step(NamedTuple):
    """One thing that happens, with what it is told."""

    name: str
    told: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(f'{name}={value!r}' for name, value in self.told.items())})"


def steps_of(chance: Random, count: int, *, without: Sequence[str] = ()) -> Iterator[Step]:
    """Yield the steps of one walk, on which some things never happen."""
    names = [name for name in WEIGHTS if name not in without]
    for name in chance.choices(names, [WEIGHTS[name] for name in names], k=count):
        yield Step(name, {told: DRAWN[told](chance) for told in TOLD[name]})


def walk(steps: list[Step]) -> Exception | None:
    """Take the steps, let it become quiet, and return what was wrong then, None when nothing was."""
    machine = Network()
    try:
        for step in steps:
            getattr(machine, step.name)(**step.told)
    except Exception as error:
        with suppress(Exception):
            machine.stack.close()
        return error
    try:
        machine.teardown()
    except Exception as error:
        return error
    return None


def shortened(steps: list[Step], error: Exception) -> tuple[list[Step], Exception]:
    """Leave out whatever it goes wrong without, in the same way."""
    tries, size = 0, max(1, len(steps) // 2)
    while tries < TRIES:
        place = 0
        while place < len(steps) and tries < TRIES:
            fewer = steps[:place] + steps[place + size :]
            tries += 1
            again = walk(fewer)
            if again is not None and is_alike(again, error):
                steps, error = fewer, again
            else:
                place += size
        if size == 1:
            break
        size //= 2
    return steps, error


def is_alike(one: Exception, other: Exception) -> bool:
    """Say whether two walks went wrong in the same way, as far as the first word tells."""
    return type(one) is type(other) and str(one)[:ALIKE] == str(other)[:ALIKE]


def drawn_plug(chance: Random) -> int | None:
    return chance.randrange(80) if chance.randrange(5) == 0 else None


def drawn_deeds(chance: Random) -> list[tuple[int, str, int, int]]:
    return [
        (
            chance.choice((0, 0, 1, 1, 2, 3, 4, 5)),
            chance.choice(DEEDS),
            chance.randrange(1_000),
            chance.randrange(31),
        )
        for _deed in range(chance.randint(4, 10))
    ]


def drawn_troubles(chance: Random) -> list[Trouble]:
    faults = [chance.choice([*Fault, Fault.DOWN]) for _call in range(chance.randint(1, 3))]
    return [Trouble(fault, chance.randrange(40 if fault is Fault.DOWN else 1_000)) for fault in faults]


DRAWN: dict[str, Callable[[Random], Any]] = {
    **dict.fromkeys(("who", "other"), lambda chance: chance.randrange(6)),
    **dict.fromkeys(("place", "which"), lambda chance: chance.randrange(1_000)),
    **dict.fromkeys(("number", "value"), lambda chance: chance.randrange(31)),
    **dict.fromkeys(("plug", "statements"), drawn_plug),
    **dict.fromkeys(("away", "is_whole", "is_old", "is_late"), lambda chance: chance.random() < 1 / 2),
    # Most exchanges are short; one after something was put back takes hundreds of statements.
    "after": lambda chance: chance.randrange(chance.choice((120, 900))),
    "first": lambda chance: chance.randrange(2),
    "further": lambda chance: chance.randint(1, 3),
    "kind": lambda chance: chance.choice(KINDS),
    "deeds": drawn_deeds,
    "troubles": drawn_troubles,
    "minutes": lambda chance: chance.choice((1, 60, 60 * 24, 60 * 24 * 8)),
    "skew": lambda chance: chance.choice(SKEWS),
}
TOLD: dict[str, tuple[str, ...]] = {
    "live_a_day": ("deeds",),
    "change_at_both": ("place", "which", "value", "further", "first"),
    "exchange": ("who", "plug"),
    "exchange_in_trouble": ("who", "troubles", "plug"),
    "write": ("who", "kind", "number", "away", "plug"),
    "change": ("who", "place", "number", "plug"),
    "move": ("who", "place", "number", "plug"),
    "erase": ("who", "place", "plug"),
    "exchange_while_others_write": ("who", "other", "place", "number", "is_late"),
    "exchange_at_once": ("who", "after"),
    "hear_late": ("place",),
    "set_clock": ("who", "skew"),
    "boot": ("who",),
    "wait": ("minutes",),
    "choose_in_conflict": ("who", "place", "number"),
    "copy_card": ("who",),
    "put_back_card": ("who", "is_whole"),
    "copy_central": (),
    "put_back_central": ("is_whole",),
    "clone": ("who",),
    "revoke": ("who",),
    "rejoin": ("who",),
    "let_a_year_pass": (),
    "upgrade": ("who",),
    "put_on_stick": ("who", "plug"),
    "bring_stick": ("statements",),
    "take_in_stick": ("who", "plug"),
    "use_stick_at_once": ("who", "after", "away"),
    "spoil_stick": ("place", "is_old"),
}
