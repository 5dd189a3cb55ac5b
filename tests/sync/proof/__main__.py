"""`python -m tests.sync.proof` lets a network live through as much as a night has room for: 2,000 runs of 50 steps."""

import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from random import Random
from time import perf_counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.proof.daily import tear_down_layout
from tests.sync.proof.machine import Network
from tests.sync.proof.walk import shortened, steps_of, walk

TOLD_EVERY = 50


def main(words: Sequence[str] | None = None) -> int:
    options = parser().parse_args(words)
    logging.disable(logging.CRITICAL)
    begun = perf_counter()
    try:
        found = [
            number
            for number in range(options.first, options.first + options.runs)
            if has_failed(number, options)
        ]
    finally:
        tear_down_layout()
    for name, count in sorted(Network.tally.items()):
        say(f"{name}: {count:,}")
    say(
        f"counterexamples: {len(found)} {found or ''}\nseed: {options.seed}\nseconds: {perf_counter() - begun:.0f}"
    )
    return min(len(found), 1)


def has_failed(number: int, options: Namespace) -> bool:
    """Take one walk; tell what went wrong, and its steps made few."""
    steps, seed_, is_short = options.steps, options.seed, options.shorten
    path = list(steps_of(Random(f"{seed_}/{number}"), steps, without=options.without))  # noqa: S311  a walk is to be taken again
    error = walk(path)
    if number % TOLD_EVERY == 0:
        say(f"run {number}, {Network.tally['steps']:,} steps")
    if error is None:
        return False
    if is_short:
        path, error = shortened(path, error)
    say(f"run {number}: {type(error).__name__}: {error}")
    for step in path:
        say(f"    {step}")
    return True


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def prove(runs: int, steps: int, number: int) -> None:
    """Let hypothesis think up so many runs of up to so many steps. Raises what went wrong, its example noted."""
    how = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(seed(number)(Network), settings=how)


def parser() -> ArgumentParser:
    made = ArgumentParser(prog="python -m tests.sync.proof", description=__doc__)
    made.add_argument("--runs", type=int, default=2_000)
    made.add_argument("--steps", type=int, default=50)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--first", type=int, default=0, help="number of the first run, to take one again")
    made.add_argument("--shorten", action="store_true", help="make what fails as short as it goes")
    made.add_argument(
        "--without", nargs="*", default=[], help="what never happens, as put_back_central clone"
    )
    return made


if __name__ == "__main__":
    sys.exit(main())
